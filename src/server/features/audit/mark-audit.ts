import type { Checkpoint } from '#server/platform/audit.ts';
import { addCheckpoints, readCheckpoints } from '#server/platform/checkpoints.ts';
import { agenciesOf } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Shell } from '#server/platform/shell.ts';
import { lastSeal } from '#server/stores/audit/audit-seals.ts';

/** Writes down, outside the database, how far the chain of each agency has come since it was last written. */
export async function markAudit(
  { workerDatabase, auditKey }: Pick<Shell, 'workerDatabase' | 'auditKey'>,
  dataDir: string,
): Promise<number> {
  const { marks } = await readCheckpoints(dataDir, auditKey);
  const known = new Map(marks.map((mark) => [mark.agencyId, mark.digest]));
  const fresh: Checkpoint[] = [];
  for (const agencyId of await agenciesOf(workerDatabase)) {
    const asker = { kind: 'service', agencyId, service: 'audit-seal' } as const;
    const mark = await transact(
      workerDatabase,
      { asker, purpose: 'oversight' },
      async (tx, { at }) => {
        const seal = await lastSeal(tx, agencyId);
        if (!seal) return null;
        const { number: sealNumber, rowsSoFar: rows } = seal;
        return {
          agencyId,
          sealNumber,
          rows,
          digest: seal.digest,
          at: at.toString(),
        };
      },
    );
    if (mark && known.get(agencyId) !== mark.digest) fresh.push(mark);
  }
  await addCheckpoints(dataDir, auditKey, fresh);
  return fresh.length;
}
