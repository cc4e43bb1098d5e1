import { agenciesOf, inEach, untilDone, type Rounds } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Visit } from '#server/platform/shell.ts';
import { outdatedEnrollments, takeUnjudged } from '#server/stores/obligations.ts';
import { wholeAgency } from '#server/stores/obligations-scope.ts';
import { projectEnrollments } from '#server/stores/project-enrollments.ts';

const atOnce = 2_000;

/**
 * Brings every worklist row up to date that a passed date has changed, agency by agency; answers how many enrollments. Those that have no
 * row yet because their rules were refused are tried once a time.
 */
export const projectDaily = async (rounds: Rounds) =>
  inEach(await agenciesOf(rounds.workerDatabase), rounds, async (agencyId) => {
    const projecting = (find: (here: Found) => Promise<string[]>) => () => {
      const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
      return transact(
        rounds.workerDatabase,
        { asker, purpose: 'administration' },
        async (tx, { at }) => {
          const found = await find({ tx, at, agencyId });
          await projectEnrollments({ tx, at, agencyId }, found);
          return found.length;
        },
      );
    };
    const unjudged = await projecting((here) => takeUnjudged(here, atOnce))();
    const outdated = await untilDone(
      atOnce,
      rounds,
      projecting((here) => outdatedEnrollments(here, wholeAgency, atOnce)),
    );
    return unjudged + outdated;
  });

type Found = Pick<Visit, 'tx' | 'at' | 'agencyId'>;
