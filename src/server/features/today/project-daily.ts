import { agenciesOf } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Shell } from '#server/platform/shell.ts';
import { outdatedEnrollments } from '#server/stores/obligations.ts';
import { wholeAgency } from '#server/stores/obligations-scope.ts';
import { projectEnrollments } from '#server/stores/project-enrollments.ts';

const atOnce = 2_000;

/** Brings every worklist row up to date that a passed date has changed, agency by agency; answers how many enrollments. */
export async function projectDaily({ workerDatabase }: Pick<Shell, 'workerDatabase'>) {
  let projected = 0;
  for (const agencyId of await agenciesOf(workerDatabase)) {
    for (;;) {
      const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
      const done = await transact(
        workerDatabase,
        { asker, purpose: 'administration' },
        async (tx, { at }) => {
          const outdated = await outdatedEnrollments({ tx, at, agencyId }, wholeAgency, atOnce);
          await projectEnrollments({ tx, at, agencyId }, outdated);
          return outdated.length;
        },
      );
      projected += done;
      if (done < atOnce) break;
    }
  }
  return projected;
}
