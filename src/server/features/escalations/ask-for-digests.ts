import { agenciesOf } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Shell } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { askForDigests as ask } from '#server/stores/escalations.ts';

/** Nobody is written to at night: the letters of a day are asked for from this hour on. */
const firstHour = 7;

/** Once a day for each agency, in its own zone, everybody whom a rule names is told that something is due. Answers how many. */
export async function askForDigests({ workerDatabase }: Pick<Shell, 'workerDatabase'>) {
  let asked = 0;
  for (const agencyId of await agenciesOf(workerDatabase)) {
    const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
    asked += await transact(
      workerDatabase,
      { asker, purpose: 'administration' },
      async (tx, { at }) => {
        const { timeZone } = await findAgency(tx, agencyId);
        const here = at.toZonedDateTimeISO(timeZone);
        return here.hour < firstHour ? 0 : ask(tx, here.toPlainDate());
      },
    );
  }
  return asked;
}
