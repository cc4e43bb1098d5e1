import { sql } from 'kysely';
import type { AuditPeriod } from '#domain/access/auditor-scope.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;
type Named = { programId: string; name: string };

/** The programs that the asker comes for as an auditor; null where they audit every one, or are none. None found is none, not every one. */
export async function auditedOnly({ tx, agencyId }: Here): Promise<Named[] | null> {
  const asked = await sql<{ isChosen: boolean }>`
    select auth.has_role('auditor') and not auth.audits_every_program() as "isChosen"`.execute(tx);
  if (asked.rows[0]?.isChosen === false) return null;
  const { rows } = await sql<Named>`
    select p.program_id as "programId", p.name from program p
    where p.agency_id = ${agencyId} and p.program_id = any((select auth.audited())::uuid[]) order by p.name`.execute(
    tx,
  );
  return rows;
}

/** The days of what the asker reads as an auditor; null for any day. */
export async function auditedDays({ tx }: Here): Promise<AuditPeriod | null> {
  const { rows } = await sql<AuditPeriod>`
    select auth.covered_from() as "from", auth.covered_until() as "until" where not auth.covers_any_day()`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** What each program of the agency is called, closed ones too. */
export async function programNamesAmong({ tx, agencyId }: Here): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('program')
    .select(['program_id', 'name'])
    .where('agency_id', '=', agencyId)
    .execute();
  return new Map(rows.map(({ program_id, name }) => [program_id, name]));
}
