import { sql } from 'kysely';
import type { RowKind, RowOutcome, SkipReason } from '#domain/hmis/import-plan.ts';
import { sendOn } from '#server/platform/send-on.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;
type File = { importId: string; kind: RowKind };

/** What became of one row: where it stands, its result and why, under which id HMIS knows it, and a name that is no client's. */
export type KeptRow = {
  at: number;
  row: number | null;
  outcome: RowOutcome;
  reason: SkipReason | null;
  id: string | null;
  name: string | null;
};

/** Adds a page of rows, as they follow each other in the file. */
export async function saveImportRows(
  { tx, agencyId }: Here,
  { importId, kind }: File,
  rows: readonly KeptRow[],
) {
  const [first, last] = [rows[0]?.at, rows.at(-1)?.at];
  if (first === undefined || last === undefined) return;
  const outcomes = [...new Set(rows.map(({ outcome }) => outcome))];
  const body = rows.map(({ at, row, outcome, reason, id, name }) => [
    at,
    row,
    outcome,
    reason,
    id,
    name,
  ]);
  await sendOn(
    tx,
    sql`
    insert into import_rows (agency_id, import_id, kind, first_place, last_place, outcomes, rows)
    values (${agencyId}, ${importId}, ${kind}, ${first}, ${last}, ${outcomes}::text[], ${JSON.stringify(body)}::jsonb)`,
  );
}

type Wanted = { after: number; only: RowOutcome | null };

/** The page with the first rows after a place, with those beside them of which something else became. */
export async function keptRowsAfter(
  { tx, agencyId }: Here,
  { importId, kind }: File,
  { after, only }: Wanted,
): Promise<{ lastPlace: number; rows: KeptRow[] } | null> {
  const { rows } = await sql<KeptRow & { lastPlace: number }>`
    select p.last_place as "lastPlace", (r.v ->> 0)::bigint as at, (r.v ->> 1)::bigint as row, r.v ->> 2 as outcome,
      r.v ->> 3 as reason, r.v ->> 4 as id, r.v ->> 5 as name
    from (
      select last_place, rows from import_rows
      where agency_id = ${agencyId} and import_id = ${importId} and kind = ${kind} and last_place > ${after}
        and (${only}::text is null or ${only} = any(outcomes))
      order by first_place limit 1
    ) p cross join lateral jsonb_array_elements(p.rows) with ordinality r(v, nth)
    order by r.nth`.execute(tx);
  const [first] = rows;
  return first ? { lastPlace: first.lastPlace, rows } : null;
}

/** An import of before rows were kept has none. */
export async function hasKeptRows({ tx, agencyId }: Here, importId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('import_rows')
    .select('first_place')
    .where('agency_id', '=', agencyId)
    .where('import_id', '=', importId)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Whose these enrollments are; nobody's for whoever may not know who is in some program of the agency. The rows stand as in the file,
 * where one that names nobody, between two that do, would tell whose it is.
 */
export async function clientsEnrolled(
  { tx, agencyId }: Here,
  enrollmentIds: readonly string[],
): Promise<Map<string, string>> {
  if (enrollmentIds.length === 0 || !(await mayKnowOfEvery(tx))) return new Map();
  const rows = await tx
    .selectFrom('enrollment')
    .select(['enrollment_id', 'client_id'])
    .where('agency_id', '=', agencyId)
    .where('enrollment_id', 'in', enrollmentIds)
    .execute();
  return new Map(rows.map((row) => [row.enrollment_id, row.client_id]));
}

async function mayKnowOfEvery(tx: Visit['tx']): Promise<boolean> {
  const { rows } = await sql<{ isEvery: boolean }>`
    select cardinality(auth.untold_programs()) = 0 as "isEvery"`.execute(tx);
  return rows[0]?.isEvery === true;
}
