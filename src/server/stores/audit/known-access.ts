import { sql } from 'kysely';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { accessMissing } from '#server/stores/care-teams.ts';

/** Whether this colleague may read what has this class once it is theirs; of a class that the asker may not know nothing is told. */
export async function mayBeGiven(
  { tx }: Pick<Visit, 'tx'>,
  staffId: string,
  sensitivity: SensitivityClass,
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select auth.may_be_given(${staffId}, ${sensitivity}) as may`.execute(tx);
  return rows[0]?.may ?? false;
}

type Pair = { staffId: string; clientId: ClientId };

/**
 * Which of these staff may not see which of these clients, as far as the asker can tell. Whoever sees a client by a program
 * alone that the asker may not know of looks like everybody who does not: that they do would tell the program.
 */
export async function accessMissingAsTold(
  visit: Visit,
  staffIds: readonly string[],
  clientIds: readonly ClientId[],
): Promise<Pair[]> {
  const keyOf = ({ staffId, clientId }: Pair) => `${staffId} ${clientId}`;
  const missing = new Set((await accessMissing(visit.tx, staffIds, clientIds)).map(keyOf));
  const told = new Set((await waysToldOf(visit, staffIds, clientIds)).map(keyOf));
  return staffIds
    .flatMap((staffId) => clientIds.map((clientId) => ({ staffId, clientId })))
    .filter((pair) => missing.has(keyOf(pair)) || !told.has(keyOf(pair)));
}

/** By which enrollments and care teams, of those that the asker reads, somebody comes to a client. */
async function waysToldOf(
  { tx, agencyId }: Visit,
  staffIds: readonly string[],
  clientIds: readonly ClientId[],
): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    with known as (
      select e.client_id, e.program_id, v.team_id, v.worker_id
      from enrollment e join enrollment_version v using (agency_id, enrollment_id)
      where e.agency_id = ${agencyId} and e.client_id = any(${[...clientIds]}::uuid[]) and v.superseded_at is null),
    seat as (
      select m.staff_id, m.team_id, t.program_id, v.team_role
      from team_member m join team_member_version v using (agency_id, team_member_id) join team t using (agency_id, team_id)
      where m.agency_id = ${agencyId} and m.staff_id = any(${[...staffIds]}::uuid[]) and v.superseded_at is null)
    select worker_id as "staffId", client_id as "clientId" from known where worker_id is not null
    union select s.staff_id, k.client_id from known k join seat s
      on s.team_id = k.team_id or s.team_role = 'supervisor' and s.program_id = k.program_id
    union select m.staff_id, m.client_id
      from care_team_member m join care_team_member_version v using (agency_id, care_team_member_id)
      where m.agency_id = ${agencyId} and m.client_id = any(${[...clientIds]}::uuid[]) and m.staff_id is not null
        and v.superseded_at is null`.execute(tx);
  return rows;
}
