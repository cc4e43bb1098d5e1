import { agenciesOf } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Shell } from '#server/platform/shell.ts';
import { rescopeDue } from '#server/stores/client-scope.ts';

const atOnce = 500;

/**
 * Lets who sees whom follow the calendar, agency by agency. Until it has run, nobody sees a client by what a passed date
 * may have ended: row security compares the date itself.
 */
export async function rescopeDaily({ workerDatabase }: Pick<Shell, 'workerDatabase'>) {
  let rescoped = 0;
  for (const agencyId of await agenciesOf(workerDatabase)) {
    for (;;) {
      const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
      const done = await transact(workerDatabase, { asker, purpose: 'administration' }, (tx) =>
        rescopeDue(tx, atOnce),
      );
      rescoped += done;
      if (done < atOnce) break;
    }
  }
  return rescoped;
}
