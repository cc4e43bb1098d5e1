import type { InputOf } from '#contract/endpoint.ts';
import type { changeStaff } from '#contract/staff.ts';
import type { Role } from '#domain/access/abilities.ts';
import { flawOfLastDay } from '#domain/access/last-day.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { agencyToday } from '#server/stores/agencies.ts';
import { programNamesAmong } from '#server/stores/audited-programs.ts';

type Said = Pick<InputOf<typeof changeStaff>, 'roles' | 'auditorUntil'>;

/** Undefined where nothing is said of it; nobody else has a last day. */
export function lastDayIn({ roles, auditorUntil }: Said): Temporal.PlainDate | null | undefined {
  if (!roles.includes('auditor') || auditorUntil === '') return null;
  return auditorUntil === undefined ? undefined : Temporal.PlainDate.from(auditorUntil);
}

type Scoped = Pick<InputOf<typeof changeStaff>, 'roles' | 'auditorScope' | 'auditorProgramIds'>;

/** For which programs an auditor is to come, null for every one; undefined where nothing is said of one who is an auditor already. */
export async function programsIn(
  { roles, auditorScope, auditorProgramIds }: Scoped,
  heldBefore: readonly Role[],
  visit: Visit,
): Promise<readonly string[] | null | undefined> {
  if (!roles.includes('auditor')) return null;
  if (auditorProgramIds.length === 0) {
    if (auditorScope === 'chosen')
      throw badInput('auditorProgramIds', 'Choose at least one program, or every program.');
    if (auditorScope === 'every') return null;
    if (heldBefore.includes('auditor')) return undefined;
    throw badInput('auditorScope', 'Choose every program, or some.');
  }
  if (auditorScope === 'every')
    throw badInput('auditorScope', 'Choose every program, or name some: not both.');
  const known = await programNamesAmong(visit);
  if (auditorProgramIds.every((id) => known.has(id))) return auditorProgramIds;
  throw badInput('auditorProgramIds', 'Choose programs from the list.');
}

export async function demandLastDay(
  { tx, agencyId, at }: Visit,
  lastDay: Temporal.PlainDate | null,
) {
  const message = flawOfLastDay(lastDay, await agencyToday(tx, agencyId, at));
  if (message !== null) throw badInput('auditorUntil', message);
}
