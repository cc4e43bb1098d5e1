import { sql } from 'kysely';
import type { RecordFact } from '#domain/record/record-facts.ts';
import { newId } from '#server/platform/ids.ts';
import { sendOn } from '#server/platform/send-on.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type ImportedEnrollment = {
  id: string;
  clientId: string;
  programId: string;
  teamId: string;
  workerId: string | null;
  startedOn: Temporal.PlainDate;
  endedOn: Temporal.PlainDate | null;
};

const asRows = (here: Here, enrollments: readonly ImportedEnrollment[]) =>
  JSON.stringify(
    enrollments.map((one) => ({
      ...one,
      startedOn: one.startedOn.toString(),
      endedOn: one.endedOn?.toString() ?? null,
      versionId: newId(here.at),
    })),
  );

/** New enrollments with their first version. They must be projected before the commit. */
export async function addEnrollments(here: Here, enrollments: readonly ImportedEnrollment[]) {
  if (enrollments.length === 0) return;
  const { tx, at, agencyId } = here;
  const rows = asRows(here, enrollments);
  const begun = sql`
    insert into enrollment (agency_id, enrollment_id, client_id, program_id, created_at)
    select ${agencyId}::uuid, r.id, r."clientId", r."programId", ${at}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, "clientId" uuid, "programId" uuid)`;
  const versions = sql`
    insert into enrollment_version (agency_id, enrollment_id, client_id, program_id, version_id, worker_id, team_id, valid_from, valid_to, recorded_at)
    select ${agencyId}::uuid, r.id, r."clientId", r."programId", r."versionId", r."workerId", r."teamId", r."startedOn", r."endedOn", ${at}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, "clientId" uuid, "programId" uuid, "versionId" uuid,
      "workerId" uuid, "teamId" uuid, "startedOn" date, "endedOn" date)`;
  await Promise.all([sendOn(tx, begun), sendOn(tx, versions)]);
}

/** What came of an update, against what stood here before. */
export type Changed = {
  id: string;
  endedOn: Temporal.PlainDate | null;
  hadEnded: boolean;
  beganOtherwise: boolean;
  endsOtherwise: boolean;
  hasMoved: boolean;
};

/**
 * What HMIS says anew. Who changed an enrollment here since the last import (`seenAt`) is heard before HMIS: worker,
 * team, and an end that HMIS does not know of.
 */
export async function updateEnrollments(
  here: Here,
  enrollments: readonly (ImportedEnrollment & { seenAt: string })[],
): Promise<Changed[]> {
  if (enrollments.length === 0) return [];
  const { tx, at, agencyId } = here;
  return sendOn(
    tx,
    sql<Changed>`
    with r as (
      select * from jsonb_to_recordset(${asRows(here, enrollments)}::jsonb) as r(id uuid, "versionId" uuid, "workerId" uuid,
        "teamId" uuid, "startedOn" date, "endedOn" date, "seenAt" timestamptz)
    ), old as (
      update enrollment_version v set superseded_at = ${at}
      from r where v.agency_id = ${agencyId} and v.enrollment_id = r.id and v.superseded_at is null
      returning v.*
    ), new as (
    insert into enrollment_version (agency_id, enrollment_id, client_id, program_id, version_id, worker_id, team_id, assigned_on, valid_from,
      valid_to, end_reason, recorded_at)
    select old.agency_id, old.enrollment_id, old.client_id, old.program_id, r."versionId",
      case when old.recorded_at = r."seenAt" then r."workerId" else old.worker_id end,
      old.team_id, old.assigned_on, r."startedOn",
      coalesce(r."endedOn", case when old.recorded_at <> r."seenAt" and old.valid_to >= r."startedOn" then old.valid_to end),
      old.end_reason, ${at}::timestamptz
    from old join r on r.id = old.enrollment_id
    returning *)
    select new.enrollment_id as id, new.valid_to as "endedOn", old.valid_to is not null as "hadEnded",
      new.valid_from <> old.valid_from as "beganOtherwise", new.valid_to is distinct from old.valid_to as "endsOtherwise",
      new.worker_id is distinct from old.worker_id as "hasMoved"
    from new join old using (enrollment_id)`,
  );
}

/** What the import did, in the clients' records: the same facts as `addToRecord`, for many clients in one statement. */
export async function recordImported(
  { tx, at, agencyId, actor }: Here,
  facts: readonly RecordFact[],
) {
  if (facts.length === 0) return;
  const rows = JSON.stringify(
    facts.map((fact) => ({
      id: newId(at),
      client: fact.clientId,
      kind: fact.kind,
      class: fact.class === 'the-highest' ? null : (fact.class ?? 'general'),
      about: fact.aboutId,
      on: fact.on.toString(),
      facts: {
        change: fact.change,
        ...(fact.kind === 'import' ? { source: fact.source } : {}),
      },
    })),
  );
  await sendOn(
    tx,
    sql`
    insert into record_entry (agency_id, record_entry_id, client_id, kind, class, about_id, facts, happened_on, recorded_at, recorded_by)
    select ${agencyId}::uuid, r.id, r.client, r.kind, r.class, r.about, r.facts, r."on", ${at}::timestamptz, ${actor}::uuid
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, client uuid, kind text, class text, about uuid, "on" date, facts jsonb)`,
  );
}
