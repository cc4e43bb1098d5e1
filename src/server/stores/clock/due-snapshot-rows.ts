import { sql } from 'kysely';
import type { SensitivityClass } from '#domain/people.ts';
import type { Status } from '#domain/policy-clock/status-on.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

export type RowKey = { dueOn: string | null; enrollmentId: string; obligationKey: string };

export type FoundRow = {
  enrollmentId: string;
  obligationKey: string;
  clientId: string;
  clientNumber: number;
  /** Null where the reader may not see the client. */
  name: { legalGiven: string; legalFamily: string; preferredName: string } | null;
  programId: string;
  class: SensitivityClass;
  dueOn: Temporal.PlainDate | null;
};

type Wanted = { statuses: readonly Status[]; after: RowKey | null; limit: number };

/** A page of a snapshot, earliest first and without a date last; a client's name follows the client's own row security. */
export async function rowsOfSnapshot(
  { tx, agencyId }: Here,
  snapshotId: string,
  { statuses, after, limit }: Wanted,
): Promise<FoundRow[]> {
  const isWanted = sql`r.status = any(${[...statuses]}::text[])`;
  const isAfter =
    after === null
      ? sql`true`
      : sql`(r.due_key, r.enrollment_id, r.obligation_key) >
          (${after.dueOn ?? 'infinity'}::date, ${after.enrollmentId}::uuid, ${after.obligationKey}::text)`;
  const { rows } = await sql<{
    enrollment_id: string;
    obligation_key: string;
    client_id: string;
    client_number: number;
    program_id: string;
    class: SensitivityClass;
    due_on: Temporal.PlainDate | null;
    legal_given: string | null;
    legal_family: string | null;
    preferred_name: string | null;
  }>`
    select p.enrollment_id, p.obligation_key, p.client_id, p.client_number, p.program_id, p.class, p.due_on,
      c.legal_given, c.legal_family, c.preferred_name
    from (select r.enrollment_id, r.obligation_key, r.client_id, r.client_number, r.program_id, r.class, r.due_on, r.due_key
      from due_snapshot_row r
      where r.agency_id = ${agencyId} and r.snapshot_id = ${snapshotId} and ${isWanted} and ${isAfter}
      order by r.due_key, r.enrollment_id, r.obligation_key limit ${sql.lit(limit)}) p
      left join client c on c.agency_id = ${agencyId} and c.client_id = p.client_id
    order by p.due_key, p.enrollment_id, p.obligation_key`.execute(tx);
  return rows.map((row) => ({
    enrollmentId: row.enrollment_id,
    obligationKey: row.obligation_key,
    clientId: row.client_id,
    clientNumber: row.client_number,
    programId: row.program_id,
    class: row.class,
    dueOn: row.due_on,
    name:
      row.legal_given === null
        ? null
        : {
            legalGiven: row.legal_given,
            legalFamily: row.legal_family ?? '',
            preferredName: row.preferred_name ?? '',
          },
  }));
}

/** How many rows of each status there are. */
export async function countSnapshotRows(
  { tx, agencyId }: Here,
  snapshotId: string,
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('due_snapshot_row')
    .select(['status', sql<number>`count(*)::integer`.as('counted')])
    .where('agency_id', '=', agencyId)
    .where('snapshot_id', '=', snapshotId)
    .groupBy('status')
    .execute();
  return new Map(rows.map(({ status, counted }) => [status, counted]));
}
