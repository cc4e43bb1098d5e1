import { sql } from 'kysely';
import type { Role } from '#domain/access/abilities.ts';
import { ofEverything, type AuditorScope } from '#domain/access/auditor-scope.ts';
import type { staffProviderClasses } from '#domain/program-policy/policy-words.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { addRoles, rolesOf, type HeldRoles } from './staff-roles.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'today' | 'agencyId' | 'actor'>;

/** What kind of provider they are to a program whose team they are not on. */
export type StaffClass = (typeof staffProviderClasses)[number];

export type StaffMember = {
  staffId: string;
  fullName: string;
  title: string;
  providerClass: StaffClass | null;
  email: string;
  hasSignIn: boolean;
  deactivatedAt: Temporal.Instant | null;
  /** Whether lists of many people leave with them as files. */
  mayTakeLists: boolean;
} & HeldRoles;

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
      's.may_take_lists as mayTakeLists',
      sql<boolean>`s.user_id is not null`.as('hasSignIn'),
    ])
    .where('s.agency_id', '=', agencyId)
    .$narrowType<{ providerClass: StaffClass | null }>();

/** Everybody who is or was on the staff, by name. */
export async function staffOf(tx: Tx, agencyId: string): Promise<StaffMember[]> {
  const rows = await currentStaff(tx, agencyId).orderBy('v.full_name').execute();
  const roles = await rolesOf(tx, agencyId);
  return rows.map((row) => ({ ...row, ...heldBy(roles, row.staffId) }));
}

/** What these are called now, whoever has left too. */
export async function staffNames(
  tx: Tx,
  agencyId: string,
  staffIds: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(staffIds.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .selectFrom('staff_version')
    .select(['staff_id', 'full_name'])
    .where('agency_id', '=', agencyId)
    .where('staff_id', '=', oneOf(wanted))
    .where('superseded_at', 'is', null)
    .where('valid_to', 'is', null)
    .modifyEnd(keepPlan)
    .execute();
  return new Map(rows.map((row) => [row.staff_id, row.full_name]));
}

export async function findStaff(
  tx: Tx,
  agencyId: string,
  staffId: string,
): Promise<StaffMember | undefined> {
  const row = await currentStaff(tx, agencyId).where('s.staff_id', '=', staffId).executeTakeFirst();
  if (!row) return undefined;
  const roles = await rolesOf(tx, agencyId, staffId);
  return { ...row, ...heldBy(roles, staffId) };
}

const heldBy = (roles: ReadonlyMap<string, HeldRoles>, staffId: string): HeldRoles =>
  roles.get(staffId) ?? { roles: [], auditorUntil: null, auditorScope: ofEverything };

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
  { tx, at, today, agencyId, actor }: Here,
  person: {
    fullName: string;
    title: string;
    email: string;
    roles: readonly Role[];
    auditorUntil?: Temporal.PlainDate | null;
    auditorScope?: AuditorScope;
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
      valid_from: today,
      recorded_at: at,
    })
    .execute();
  const { roles, auditorUntil = null, auditorScope = ofEverything } = person;
  await addRoles({ tx, at, agencyId, actor }, staffId, { roles, auditorUntil, auditorScope });
  return staffId;
}

/** Name, title and kind from today on; what held until yesterday stays on record. */
export async function changeTitle(
  { tx, at, today, agencyId }: Here,
  staffId: string,
  now: { fullName: string; title: string; providerClass: StaffClass | null },
) {
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

/** Read anew each time: it may have been taken from them since they came in. */
export async function mayTakeLists({
  tx,
  agencyId,
  actor,
}: Pick<Here, 'tx' | 'agencyId' | 'actor'>): Promise<boolean> {
  const row = await tx
    .selectFrom('staff')
    .select('may_take_lists')
    .where('agency_id', '=', agencyId)
    .where('staff_id', '=', actor)
    .executeTakeFirst();
  return row?.may_take_lists ?? false;
}

export async function setMayTakeLists(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  staffId: string,
  may: boolean,
) {
  await tx
    .updateTable('staff')
    .set({ may_take_lists: may })
    .where('agency_id', '=', agencyId)
    .where('staff_id', '=', staffId)
    .execute();
}

/** Only before there is a sign-in: that one is found by its address. */
export async function giveEmail({ tx, agencyId }: Here, staffId: string, email: string) {
  await tx
    .updateTable('staff')
    .set({ email })
    .where('agency_id', '=', agencyId)
    .where('staff_id', '=', staffId)
    .where('user_id', 'is', null)
    .execute();
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
