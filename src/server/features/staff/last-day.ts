import type { InputOf } from '#contract/endpoint.ts';
import type { changeStaff } from '#contract/staff.ts';
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

type Scoped = Pick<InputOf<typeof changeStaff>, 'roles' | 'auditorScope' | 'auditorPrograms'>;

/** For which programs an auditor is to come, null for every one; undefined where nothing is said of it. */
export async function programsIn(
  { roles, auditorScope, auditorPrograms }: Scoped,
  visit: Visit,
): Promise<readonly string[] | null | undefined> {
  if (!roles.includes('auditor')) return null;
  if (auditorPrograms.length === 0) {
    if (auditorScope === 'chosen')
      throw badInput('auditorPrograms', 'Choose at least one program, or every program.');
    return auditorScope === 'every' ? null : undefined;
  }
  if (auditorScope === 'every')
    throw badInput('auditorScope', 'Choose every program, or name some: not both.');
  const known = await programNamesAmong(visit);
  if (auditorPrograms.every((id) => known.has(id))) return auditorPrograms;
  throw badInput('auditorPrograms', 'Choose programs from the list.');
}

export async function demandLastDay(
  { tx, agencyId, at }: Visit,
  lastDay: Temporal.PlainDate | null,
) {
  const message = flawOfLastDay(lastDay, await agencyToday(tx, agencyId, at));
  if (message !== null) throw badInput('auditorUntil', message);
}
