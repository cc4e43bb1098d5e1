import type { InputOf } from '#contract/endpoint.ts';
import type { changeStaff } from '#contract/staff.ts';
import { flawOfLastDay } from '#domain/access/last-day.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { agencyToday } from '#server/stores/agencies.ts';

type Said = Pick<InputOf<typeof changeStaff>, 'roles' | 'auditorUntil'>;

/** Undefined where nothing is said of it; nobody else has a last day. */
export function lastDayIn({ roles, auditorUntil }: Said): Temporal.PlainDate | null | undefined {
  if (!roles.includes('auditor') || auditorUntil === '') return null;
  return auditorUntil === undefined ? undefined : Temporal.PlainDate.from(auditorUntil);
}

export async function demandLastDay(
  { tx, agencyId, at }: Visit,
  lastDay: Temporal.PlainDate | null,
) {
  const message = flawOfLastDay(lastDay, await agencyToday(tx, agencyId, at));
  if (message !== null) throw badInput('auditorUntil', message);
}
