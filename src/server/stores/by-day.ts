import type { AgencyId } from '#domain/people.ts';
import { agenciesOf, inEach, type Rounds } from '#server/platform/daily.ts';
import { transact, type Tx } from '#server/platform/database.ts';
import { findAgency } from './agencies.ts';

const firstHour = 7;
const lastHour = 20;

type Here = { tx: Tx; agencyId: AgencyId; at: Temporal.Instant; today: Temporal.PlainDate };

/**
 * Works for each agency where it is day there: nobody is written to at night, and what is asked for late in the evening
 * waits for the morning. Answers the sum.
 */
export const inEachByDay = async (rounds: Rounds, work: (here: Here) => Promise<number>) =>
  inEach(await agenciesOf(rounds.workerDatabase), rounds, (agencyId) => {
    const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
    return transact(
      rounds.workerDatabase,
      { asker, purpose: 'administration' },
      async (tx, { at }) => {
        const { timeZone } = await findAgency(tx, agencyId);
        const here = at.toZonedDateTimeISO(timeZone);
        if (here.hour < firstHour || here.hour > lastHour) return 0;
        return work({ tx, agencyId, at, today: here.toPlainDate() });
      },
    );
  });
