import { agenciesOf, inEach, type Rounds } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { askForDigests as ask } from '#server/stores/escalations.ts';

/** Nobody is written to at night: the letters of a day are asked for from this hour on. */
const firstHour = 7;

/** Once a day for each agency, in its own zone, everybody whom a rule names is told that something is due. Answers how many. */
export const askForDigests = async (rounds: Rounds) =>
  inEach(await agenciesOf(rounds.workerDatabase), rounds, (agencyId) => {
    const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
    return transact(
      rounds.workerDatabase,
      { asker, purpose: 'administration' },
      async (tx, { at }) => {
        const { timeZone } = await findAgency(tx, agencyId);
        const here = at.toZonedDateTimeISO(timeZone);
        return here.hour < firstHour ? 0 : ask(tx, here.toPlainDate());
      },
    );
  });
