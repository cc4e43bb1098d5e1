import { agenciesOf, inEach, untilDone, type Rounds } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import { outdatedEnrollments } from '#server/stores/obligations.ts';
import { wholeAgency } from '#server/stores/obligations-scope.ts';
import { projectEnrollments } from '#server/stores/project-enrollments.ts';

const atOnce = 2_000;

/** Brings every worklist row up to date that a passed date has changed, agency by agency; answers how many enrollments. */
export const projectDaily = async (rounds: Rounds) =>
  inEach(await agenciesOf(rounds.workerDatabase), rounds, (agencyId) =>
    untilDone(atOnce, rounds, () => {
      const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
      return transact(
        rounds.workerDatabase,
        { asker, purpose: 'administration' },
        async (tx, { at }) => {
          const outdated = await outdatedEnrollments({ tx, at, agencyId }, wholeAgency, atOnce);
          await projectEnrollments({ tx, at, agencyId }, outdated);
          return outdated.length;
        },
      );
    }),
  );
