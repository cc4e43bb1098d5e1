import { sql } from 'kysely';
import type { Role } from '#domain/access/abilities.ts';
import type { staffProviderClasses } from '#domain/program-policy/policy-words.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { Tx } from '#server/platform/database.ts';
import { agencyToday } from './agencies.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

/** What kind of provider they are to a program whose team they are not on. */
export type StaffClass = (typeof staffProviderClasses)[number];

export type StaffMember = {
  staffId: string;
  fullName: string;
  title: string;
  providerClass: StaffClass | null;
  email: string;
  roles: Role[];
  hasSignIn: boolean;
  deactivatedAt: Temporal.Instant | null;
};

const currentStaff = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('staff as s')
    .innerJoin('staff_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 's.agency_id')
        .onRef('v.staff_id', '=', 's.staff_id')
        .on('v.superseded_at', 'is', null)
        .on('v.valid_to', 'is', null),
    )
    .select([
      's.staff_id as staffId',
      'v.full_name as fullName',
      'v.title',
      'v.provider_class as providerClass',
      's.email',
      's.deactivated_at as deactivatedAt',
      sql<boolean>`s.user_id is not null`.as('hasSignIn'),
    ])
    .where('s.agency_id', '=', agencyId)
    .$narrowType<{ providerClass: StaffClass | null }>();

/** Everybody who is or was on the staff, by name. */
export async function staffOf(tx: Tx, agencyId: string): Promise<StaffMember[]> {
  const rows = await currentStaff(tx, agencyId).orderBy('v.full_name').execute();
  const roles = await rolesOf(tx, agencyId);
  return rows.map((row) => ({ ...row, roles: roles.get(row.staffId) ?? [] }));
}

export async function findStaff(
  tx: Tx,
  agencyId: string,
  staffId: string,
): Promise<StaffMember | undefined> {
  const row = await currentStaff(tx, agencyId).where('s.staff_id', '=', staffId).executeTakeFirst();
  if (!row) return undefined;
  const roles = await rolesOf(tx, agencyId, staffId);
  return { ...row, roles: roles.get(staffId) ?? [] };
}

async function rolesOf(tx: Tx, agencyId: string, staffId?: string) {
  const rows = await tx
    .selectFrom('staff_role')
    .select(['staff_id', 'role'])
    .where('agency_id', '=', agencyId)
    .$if(staffId !== undefined, (query) => query.where('staff_id', '=', staffId ?? ''))
    .orderBy('role')
    .$narrowType<{ role: Role }>()
    .execute();
  const roles = new Map<string, Role[]>();
  for (const { staff_id, role } of rows)
    roles.set(staff_id, [...(roles.get(staff_id) ?? []), role]);
  return roles;
}

export async function hasStaffEmail(tx: Tx, agencyId: string, email: string): Promise<boolean> {
  const row = await tx
    .selectFrom('staff')
    .select('staff_id')
    .where('agency_id', '=', agencyId)
    .where(sql<boolean>`lower(email) = ${email.toLowerCase()}`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds somebody without a sign-in; an invitation gives them one. */
export async function addStaff(
  { tx, at, agencyId, actor }: Here,
  person: {
    fullName: string;
    title: string;
    email: string;
    roles: readonly Role[];
    providerClass?: StaffClass | null;
  },
): Promise<string> {
  const staffId = newId(at);
  await tx
    .insertInto('staff')
    .values({ agency_id: agencyId, staff_id: staffId, email: person.email, created_at: at })
    .execute();
  await tx
    .insertInto('staff_version')
    .values({
      agency_id: agencyId,
      staff_id: staffId,
      version_id: newId(at),
      full_name: person.fullName,
      title: person.title,
      provider_class: person.providerClass ?? null,
      valid_from: await agencyToday(tx, agencyId, at),
      recorded_at: at,
    })
    .execute();
  await addRoles({ tx, at, agencyId, actor }, staffId, person.roles);
  return staffId;
}

/** Name, title and kind from today on; what held until yesterday stays on record. */
export async function changeTitle(
  { tx, at, agencyId }: Here,
  staffId: string,
  now: { fullName: string; title: string; providerClass: StaffClass | null },
) {
  const today = await agencyToday(tx, agencyId, at);
  const before = await tx
    .updateTable('staff_version')
    .set({ superseded_at: at })
    .where('agency_id', '=', agencyId)
    .where('staff_id', '=', staffId)
    .where('superseded_at', 'is', null)
    .where('valid_to', 'is', null)
    .returning(['full_name', 'title', 'provider_class', 'valid_from'])
    .executeTakeFirst();
  const fixed = { agency_id: agencyId, staff_id: staffId, recorded_at: at };
  if (before && Temporal.PlainDate.compare(before.valid_from, today) < 0)
    await tx
      .insertInto('staff_version')
      .values({
        ...fixed,
        ...before,
        version_id: newId(at),
        valid_to: today.subtract({ days: 1 }),
      })
      .execute();
  await tx
    .insertInto('staff_version')
    .values({
      ...fixed,
      version_id: newId(at),
      full_name: now.fullName,
      title: now.title,
      provider_class: now.providerClass,
      valid_from: today,
    })
    .execute();
}

export async function setRoles(
  here: Here,
  member: Pick<StaffMember, 'staffId' | 'roles'>,
  wanted: readonly Role[],
) {
  const gone = member.roles.filter((role) => !wanted.includes(role));
  if (gone.length > 0)
    await here.tx
      .deleteFrom('staff_role')
      .where('agency_id', '=', here.agencyId)
      .where('staff_id', '=', member.staffId)
      .where('role', 'in', gone)
      .execute();
  await addRoles(
    here,
    member.staffId,
    wanted.filter((role) => !member.roles.includes(role)),
  );
}

async function addRoles(
  { tx, at, agencyId, actor }: Here,
  staffId: string,
  roles: readonly Role[],
) {
  if (roles.length === 0) return;
  await tx
    .insertInto('staff_role')
    .values(
      roles.map((role) => ({
        agency_id: agencyId,
        staff_id: staffId,
        role,
        granted_at: at,
        granted_by: actor,
      })),
    )
    .execute();
}

/** The administrators who can come in now; the rows are held, so that two cannot remove each other at once. */
export async function lockAdministrators({ tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>) {
  await tx
    .selectFrom('staff_role')
    .select('staff_id')
    .where('agency_id', '=', agencyId)
    .where('role', '=', 'administrator')
    .orderBy('staff_id')
    .forUpdate()
    .execute();
  const rows = await tx
    .selectFrom('staff_role as r')
    .innerJoin('staff as s', (join) =>
      join.onRef('s.agency_id', '=', 'r.agency_id').onRef('s.staff_id', '=', 'r.staff_id'),
    )
    .select('r.staff_id as staffId')
    .where('r.agency_id', '=', agencyId)
    .where('r.role', '=', 'administrator')
    .where('s.user_id', 'is not', null)
    .where('s.deactivated_at', 'is', null)
    .execute();
  return rows.map(({ staffId }) => staffId);
}

/** Their sessions and their invitation end with the change itself. */
export async function deactivate({ tx, at, agencyId }: Here, staffId: string) {
  await tx
    .updateTable('staff')
    .set({ deactivated_at: at })
    .where('agency_id', '=', agencyId)
    .where('staff_id', '=', staffId)
    .execute();
  await sql`select auth.end_sessions(${staffId})`.execute(tx);
}

export async function reactivate({ tx, agencyId }: Here, staffId: string) {
  await tx
    .updateTable('staff')
    .set({ deactivated_at: null })
    .where('agency_id', '=', agencyId)
    .where('staff_id', '=', staffId)
    .execute();
}
