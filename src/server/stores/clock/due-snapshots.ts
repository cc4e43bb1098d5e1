import { sql } from 'kysely';
import type { SensitivityClass } from '#domain/people.ts';
import type { Status } from '#domain/policy-clock/status-on.ts';
import type { Strength } from '#domain/program-policy/program-policy.ts';
import type { Knowledge } from '#domain/worklist/knowledge.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type SnapshotQuestion = {
  asOf: Temporal.PlainDate;
  knowledge: Knowledge;
  knownAt: Temporal.Instant;
  programId: string | null;
};

export type SnapshotState = 'waiting' | 'running' | 'done' | 'cancelled';

export type StoredSnapshot = SnapshotQuestion & {
  snapshotId: string;
  programName: string | null;
  state: SnapshotState;
  total: number | null;
  lookedAt: number;
  /** Of how many enrollments it holds rows that the asker still reads; null where they come for as much as when they asked. */
  heldStill: number | null;
  afterEnrollment: string | null;
  /** False of those that were worked out before what was met was listed. */
  holdsMet: boolean;
  askedAt: Temporal.Instant;
};

export async function addSnapshot(
  { tx, at, agencyId, actor }: Here,
  { asOf, knowledge, knownAt, programId }: SnapshotQuestion,
): Promise<string> {
  const snapshotId = newId(at);
  await tx
    .insertInto('due_snapshot')
    .values({
      agency_id: agencyId,
      snapshot_id: snapshotId,
      as_of: asOf,
      knowledge,
      known_at: knownAt,
      program_id: programId,
      asked_by: actor,
      asked_at: at,
    })
    .execute();
  return snapshotId;
}

// The role is given anew whenever its programs or its sample change. Of a list that is older than it, what row security still shows is counted.
const heldStill = sql<number | null>`
  case when exists (select from staff_role g where g.agency_id = s.agency_id and g.staff_id = s.asked_by
      and (s.program_id is null and g.program_ids is not null or g.sample_id is not null) and g.granted_at >= s.asked_at)
    then (select count(distinct r.enrollment_id)::integer from due_snapshot_row r
      where r.agency_id = s.agency_id and r.snapshot_id = s.snapshot_id) end`;

const snapshots = ({ tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>) =>
  tx
    .selectFrom('due_snapshot as s')
    .leftJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 's.agency_id').onRef('p.program_id', '=', 's.program_id'),
    )
    .select([
      's.snapshot_id as snapshotId',
      's.as_of as asOf',
      sql<Knowledge>`s.knowledge`.as('knowledge'),
      's.known_at as knownAt',
      's.program_id as programId',
      'p.name as programName',
      sql<SnapshotState>`s.state`.as('state'),
      's.total',
      's.looked_at as lookedAt',
      heldStill.as('heldStill'),
      's.after_enrollment as afterEnrollment',
      's.holds_met as holdsMet',
      's.asked_at as askedAt',
    ])
    .where('s.agency_id', '=', agencyId);

const mostSnapshots = 50;

export const snapshotsOf = async (here: Here): Promise<StoredSnapshot[]> =>
  snapshots(here).orderBy('s.asked_at', 'desc').limit(mostSnapshots).execute();

export const findSnapshot = async (
  here: Here,
  snapshotId: string,
): Promise<StoredSnapshot | undefined> =>
  snapshots(here).where('s.snapshot_id', '=', snapshotId).executeTakeFirst();

/** Held until the transaction ends, so that a cancellation waits for the step that runs. */
export async function lockSnapshot(here: Here, snapshotId: string) {
  await sql`select from due_snapshot where agency_id = ${here.agencyId} and snapshot_id = ${snapshotId} for update`.execute(
    here.tx,
  );
  return findSnapshot(here, snapshotId);
}

type Progress = {
  state: SnapshotState;
  total?: number;
  holdsMet?: true;
  lookedAt?: number;
  afterEnrollment?: string | null;
};

export async function saveProgress(
  { tx, at, agencyId }: Here,
  snapshotId: string,
  { state, total, holdsMet, lookedAt, afterEnrollment }: Progress,
) {
  await tx
    .updateTable('due_snapshot')
    .set({
      state,
      ...(total === undefined ? {} : { total }),
      ...(holdsMet === undefined ? {} : { holds_met: holdsMet }),
      ...(lookedAt === undefined ? {} : { looked_at: lookedAt }),
      ...(afterEnrollment === undefined ? {} : { after_enrollment: afterEnrollment }),
      ...(state === 'done' || state === 'cancelled' ? { finished_at: at } : {}),
    })
    .where('agency_id', '=', agencyId)
    .where('snapshot_id', '=', snapshotId)
    .execute();
}

export async function removeSnapshot({ tx, agencyId }: Here, snapshotId: string) {
  await tx
    .deleteFrom('due_snapshot')
    .where('agency_id', '=', agencyId)
    .where('snapshot_id', '=', snapshotId)
    .execute();
}

type Running = { enrollmentId: string; clientNumber: number };

/** The next enrollments that ran on the snapshot's day, as it was known at its moment. */
export async function enrollmentsOn(
  { tx }: Pick<Here, 'tx'>,
  { programId, asOf, knownAt }: SnapshotQuestion,
  { after, limit }: { after: string | null; limit: number | null },
): Promise<Running[]> {
  const { rows } = await sql<{ enrollment_id: string; client_number: number }>`
    select * from auth.enrollments_on(${programId}::uuid, ${asOf}::date, ${knownAt}::timestamptz, ${after}::uuid, ${limit}::integer)`.execute(
    tx,
  );
  return rows.map((row) => ({ enrollmentId: row.enrollment_id, clientNumber: row.client_number }));
}

export async function countEnrollmentsOn(
  { tx }: Pick<Here, 'tx'>,
  { programId, asOf, knownAt }: SnapshotQuestion,
): Promise<number> {
  const { rows } = await sql<{ counted: number }>`
    select count(*)::integer as counted
    from auth.enrollments_on(${programId}::uuid, ${asOf}::date, ${knownAt}::timestamptz, null, null)`.execute(
    tx,
  );
  return rows[0]?.counted ?? 0;
}

export type SnapshotRow = {
  enrollmentId: string;
  obligationKey: string;
  clientId: string;
  clientNumber: number;
  programId: string;
  status: Status;
  strength: Strength;
  dueOn: Temporal.PlainDate | null;
  class: SensitivityClass;
};

export async function addSnapshotRows(
  { tx, agencyId, actor }: Here,
  snapshotId: string,
  rows: readonly SnapshotRow[],
) {
  if (rows.length === 0) return;
  const column = <T>(of: (row: SnapshotRow) => T) => rows.map(of);
  await sql`
    insert into due_snapshot_row (agency_id, snapshot_id, asked_by, enrollment_id, obligation_key, client_id, client_number,
      program_id, status, strength, due_on, class)
    select ${agencyId}, ${snapshotId}, ${actor}, r.* from unnest(
      ${column((row) => row.enrollmentId)}::uuid[], ${column((row) => row.obligationKey)}::text[],
      ${column((row) => row.clientId)}::uuid[], ${column((row) => row.clientNumber)}::integer[],
      ${column((row) => row.programId)}::uuid[], ${column((row) => row.status)}::text[],
      ${column((row) => row.strength)}::text[], ${column((row) => row.dueOn?.toString() ?? null)}::date[],
      ${column((row) => row.class)}::text[]) r`.execute(tx);
}
