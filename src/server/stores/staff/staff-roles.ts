import type { Role } from '#domain/access/abilities.ts';
import { isSameScope, ofEverything, type AuditorScope } from '#domain/access/auditor-scope.ts';
import type { Tx } from '#server/platform/database.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type HeldRoles = {
  roles: Role[];
  /** The last day of an auditor; null of whoever is none, and of who has been one since before it was asked for. */
  auditorUntil: Temporal.PlainDate | null;
  auditorScope: AuditorScope;
};
type Wanted = Readonly<
  { roles: readonly Role[] } & Pick<HeldRoles, 'auditorUntil' | 'auditorScope'>
>;

export async function rolesOf(tx: Tx, agencyId: string, staffId?: string) {
  const rows = await tx
    .selectFrom('staff_role')
    .select([
      'staff_id',
      'role',
      'ends_on',
      'program_ids',
      'covers_from',
      'covers_until',
      'sample_id',
    ])
    .where('agency_id', '=', agencyId)
    .$if(staffId !== undefined, (query) => query.where('staff_id', '=', staffId ?? ''))
    .orderBy('role')
    .$narrowType<{ role: Role }>()
    .execute();
  const held = new Map<string, HeldRoles>();
  for (const { staff_id, role, ends_on, ...limits } of rows) {
    const before = held.get(staff_id);
    held.set(staff_id, {
      roles: [...(before?.roles ?? []), role],
      auditorUntil: ends_on ?? before?.auditorUntil ?? null,
      auditorScope: role === 'auditor' ? scopeFrom(limits) : (before?.auditorScope ?? ofEverything),
    });
  }
  return held;
}

type Limits = Readonly<{
  program_ids: string[] | null;
  covers_from: Temporal.PlainDate | null;
  covers_until: Temporal.PlainDate | null;
  sample_id: string | null;
}>;

export const scopeFrom = ({
  program_ids,
  covers_from,
  covers_until,
  sample_id,
}: Limits): AuditorScope => ({
  programs: program_ids,
  period:
    covers_from === null || covers_until === null
      ? null
      : { from: covers_from, until: covers_until },
  sample: sample_id,
});

export const limitsOf = ({ programs, period, sample }: AuditorScope): Limits => ({
  program_ids: programs === null ? null : [...programs],
  covers_from: period?.from ?? null,
  covers_until: period?.until ?? null,
  sample_id: sample,
});

/** A role whose last day or scope changes is given anew, by whoever changes it. */
export async function setRoles(
  here: Here,
  member: HeldRoles & { staffId: string },
  wanted: Wanted,
) {
  const isAnew =
    !isSameDay(member.auditorUntil, wanted.auditorUntil) ||
    !isSameScope(member.auditorScope, wanted.auditorScope);
  const stays = (role: Role) => wanted.roles.includes(role) && !(role === 'auditor' && isAnew);
  const gone = member.roles.filter((role) => !stays(role));
  if (gone.length > 0)
    await here.tx
      .deleteFrom('staff_role')
      .where('agency_id', '=', here.agencyId)
      .where('staff_id', '=', member.staffId)
      .where('role', 'in', gone)
      .execute();
  const kept = member.roles.filter(stays);
  await addRoles(here, member.staffId, {
    ...wanted,
    roles: wanted.roles.filter((role) => !kept.includes(role)),
  });
}

export const isSameDay = (one: Temporal.PlainDate | null, other: Temporal.PlainDate | null) =>
  one === null || other === null ? one === other : one.equals(other);

export async function addRoles(
  { tx, at, agencyId, actor }: Here,
  staffId: string,
  { roles, auditorUntil, auditorScope }: Wanted,
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
        ends_on: role === 'auditor' ? auditorUntil : null,
        ...(role === 'auditor' ? limitsOf(auditorScope) : {}),
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
