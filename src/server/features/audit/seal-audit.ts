import { digestOfSeal } from '#server/platform/audit.ts';
import { inEach, untilDone, type Rounds } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Shell } from '#server/platform/shell.ts';
import { addSeal, agenciesToSeal, lastSeal, rowsToSeal } from '#server/stores/audit/audit-seals.ts';

const atOnce = 1_000;
const nothing = { number: 0, digest: null };

type Sealing = Pick<Shell, 'workerDatabase' | 'auditKey'>;

/** Chains every committed row of the trail that waits, agency by agency; answers how many rows. */
export const sealAudit = async (shell: Sealing & Rounds): Promise<number> =>
  inEach(await agenciesToSeal(shell.workerDatabase), shell, (agencyId) =>
    untilDone(atOnce, shell, () => sealSome(shell, agencyId)),
  );

const sealSome = ({ workerDatabase, auditKey }: Sealing, agencyId: string) =>
  transact(
    workerDatabase,
    { asker: { kind: 'service', agencyId, service: 'audit-seal' }, purpose: 'oversight' },
    async (tx, { at }) => {
      const rows = await rowsToSeal(tx, atOnce);
      if (rows.length === 0) return 0;
      const before = (await lastSeal(tx, agencyId)) ?? nothing;
      const seal = { agencyId, number: before.number + 1, sealedAt: at.toString(), rows };
      await addSeal(tx, seal, digestOfSeal(auditKey, seal, before.digest));
      return rows.length;
    },
  );
