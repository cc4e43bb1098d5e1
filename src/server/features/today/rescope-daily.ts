import { agenciesOf, inEach, untilDone, type Rounds } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import { rescopeDue } from '#server/stores/clients/client-scope.ts';

const atOnce = 500;

/**
 * Lets who sees whom follow the calendar, agency by agency. Until it has run, nobody sees a client by what a passed date
 * may have ended: row security compares the date itself.
 */
export const rescopeDaily = async (rounds: Rounds) =>
  inEach(await agenciesOf(rounds.workerDatabase), rounds, (agencyId) =>
    untilDone(atOnce, rounds, () => {
      const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
      return transact(rounds.workerDatabase, { asker, purpose: 'administration' }, (tx) =>
        rescopeDue(tx, atOnce),
      );
    }),
  );
