import { agenciesOf, inEach, untilDone, type Rounds } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Visit } from '#server/platform/shell.ts';
import { outdatedEnrollments, takeUnjudged } from '#server/stores/clock/obligations.ts';
import { wholeAgency } from '#server/stores/clock/obligations-scope.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';

type Found = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

/**
 * Brings every worklist row up to date that a passed date has changed, agency by agency; answers how many enrollments. Of those that
 * have no row yet because their rules were refused each is tried once in a run, however many rounds it takes: every hour all of them.
 */
export const projectDaily = async (rounds: Rounds, { size = 2_000 } = {}) =>
  inEach(await agenciesOf(rounds.workerDatabase), rounds, async (agencyId) => {
    const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
    const inService = <T>(work: (here: Found) => Promise<T>) =>
      transact(rounds.workerDatabase, { asker, purpose: 'administration' }, (tx, { at }) =>
        work({ tx, at, agencyId }),
      );
    const projecting = (find: (here: Found) => Promise<string[]>) => () =>
      inService(async (here) => {
        const found = await find(here);
        await projectEnrollments(here, found);
        return found.length;
      });
    const began = await inService(({ at }) => Promise.resolve(at));
    const unjudged = projecting((here) => takeUnjudged(here, { before: began, limit: size }));
    const outdated = projecting((here) => outdatedEnrollments(here, wholeAgency, size));
    const judged = await untilDone(size, rounds, unjudged);
    return judged + (await untilDone(size, rounds, outdated));
  });
