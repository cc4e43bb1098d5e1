import { sql } from 'kysely';
import type { PlannedOrganization, PlannedWorker } from '#domain/hmis/import-plan.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { Identified } from './import-refs.ts';
import { addStaff, changeTitle, type StaffClass } from '#server/stores/staff/staff.ts';
import { addTeam } from '#server/stores/staff/teams.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'today' | 'agencyId' | 'actor'>;

/** Partner organizations, by name only. */
export async function writeOrganizations(
  { tx, at, agencyId }: Here,
  organizations: readonly Identified<PlannedOrganization>[],
) {
  const rows = JSON.stringify(
    organizations.map(({ id, name, externalId }) => ({ id, name, externalId })),
  );
  await sql`
    insert into organization (agency_id, organization_id, name, external_id, created_at)
    select ${agencyId}::uuid, r.id, r.name, r."externalId", ${at}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, name text, "externalId" text)
    on conflict (agency_id, organization_id) do update set name = excluded.name`.execute(tx);
}

/** A program into which enrollments are imported, with the team that takes them in. */
export type ImportProgram = { programId: string; teamId: string; class: SensitivityClass };

/** The program's first team; a program without one gets it. */
export async function importProgram(here: Here, programId: string): Promise<ImportProgram> {
  const { tx, agencyId } = here;
  const program = await tx
    .selectFrom('program')
    .select('class')
    .where('agency_id', '=', agencyId)
    .where('program_id', '=', programId)
    .$narrowType<{ class: SensitivityClass }>()
    .executeTakeFirstOrThrow();
  const team = await tx
    .selectFrom('team')
    .select('team_id')
    .where('agency_id', '=', agencyId)
    .where('program_id', '=', programId)
    .orderBy('team_id')
    .limit(1)
    .executeTakeFirst();
  const teamId = team?.team_id ?? (await addTeam(here, programId, 'Team 1'));
  return { programId, teamId, class: program.class };
}

/**
 * Workers as staff without a sign-in. A member of the staff who has one, or whom no import made, keeps the name
 * that stands here. Answers the staff id of each, for two users of one address are one person.
 */
export async function writeWorkers(
  here: Here,
  workers: readonly Identified<PlannedWorker>[],
): Promise<ReadonlyMap<string, string>> {
  const idOf = new Map<string, string>();
  const byEmail = new Map<string, string>();
  for (const { externalId, id, action, before, label, email } of workers) {
    const address = email.toLowerCase();
    const same = address === '' ? undefined : byEmail.get(address);
    if (action === 'make') {
      const role = { title: 'Worker in HMIS', roles: ['case-manager'] as const };
      idOf.set(externalId, same ?? (await addStaff(here, { fullName: label, email, ...role })));
    } else {
      idOf.set(externalId, id);
      if (before) await renameWithoutSignIn(here, id, label);
    }
    if (address !== '') byEmail.set(address, idOf.get(externalId) ?? id);
  }
  return idOf;
}

async function renameWithoutSignIn(here: Here, staffId: string, fullName: string) {
  const worker = await here.tx
    .selectFrom('staff as s')
    .innerJoin('staff_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 's.agency_id')
        .onRef('v.staff_id', '=', 's.staff_id')
        .on('v.superseded_at', 'is', null)
        .on('v.valid_to', 'is', null),
    )
    .select(['v.full_name as fullName', 'v.title', 'v.provider_class as providerClass'])
    .$narrowType<{ providerClass: StaffClass | null }>()
    .where('s.agency_id', '=', here.agencyId)
    .where('s.staff_id', '=', staffId)
    .where('s.user_id', 'is', null)
    .executeTakeFirst();
  if (worker && worker.fullName !== fullName)
    await changeTitle(here, staffId, { ...worker, fullName });
}

/** A seat that an import would give: on the first team of a program, null while that is still to be made. */
export type SeatAsked = { programId: string | null; staffId: string };

/** How many of these seats, all in programs whose name tells a class, somebody else must agree to. */
export async function countWaitingSeats(
  { tx, agencyId }: Here,
  seats: readonly SeatAsked[],
): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting
    from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as r("programId" uuid, "staffId" uuid)
    where auth.has_way_in(r."staffId") and auth.has_second_person(r."staffId")
      and not exists (select from team_member m where m.agency_id = ${agencyId} and m.staff_id = r."staffId"
        and m.team_id = (select t.team_id from team t where t.agency_id = ${agencyId} and t.program_id = r."programId"
          order by t.team_id limit 1))`.execute(tx);
  return rows[0]?.waiting ?? 0;
}

/**
 * Puts the workers of current enrollments on their teams; whoever has left a team stays away. A seat that takes two
 * people is left to the staff page: answers how many those are.
 */
export async function joinTeams(
  { tx, at, today, agencyId }: Here,
  members: readonly { teamId: string; staffId: string }[],
): Promise<number> {
  const rows = JSON.stringify(
    members.map(({ teamId, staffId }) => ({ teamId, staffId, m: newId(at), v: newId(at) })),
  );
  const { rows: left } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from jsonb_to_recordset(${rows}::jsonb) as r("teamId" uuid, "staffId" uuid)
    where auth.seat_waits(r."teamId", r."staffId") and not exists (select from team_member m
      where m.agency_id = ${agencyId} and m.team_id = r."teamId" and m.staff_id = r."staffId")`.execute(
    tx,
  );
  await sql`
    insert into team_member (agency_id, team_member_id, team_id, staff_id)
    select ${agencyId}::uuid, r.m, r."teamId", r."staffId"
    from jsonb_to_recordset(${rows}::jsonb) as r("teamId" uuid, "staffId" uuid, m uuid)
    where not auth.seat_waits(r."teamId", r."staffId")
    on conflict (agency_id, team_id, staff_id) do nothing`.execute(tx);
  await sql`
    insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
    select ${agencyId}::uuid, r.m, r.v, 'case-manager', ${today}::date, ${at}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as r(m uuid, v uuid)
    where exists (select from team_member t where t.agency_id = ${agencyId} and t.team_member_id = r.m)`.execute(
    tx,
  );
  return left[0]?.waiting ?? 0;
}
