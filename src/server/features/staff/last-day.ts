import type { InputOf } from '#contract/endpoint.ts';
import type { changeStaff } from '#contract/staff.ts';
import { flawOfLastDay } from '#domain/access/last-day.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

type Said = Pick<InputOf<typeof changeStaff>, 'roles' | 'auditorUntil'>;

/** Undefined where nothing is said of it; nobody else has a last day. */
export function lastDayIn({ roles, auditorUntil }: Said): Temporal.PlainDate | null | undefined {
  if (!roles.includes('auditor') || auditorUntil === '') return null;
  return auditorUntil === undefined ? undefined : Temporal.PlainDate.from(auditorUntil);
}

export async function demandLastDay({ today }: Visit, lastDay: Temporal.PlainDate | null) {
  const message = flawOfLastDay(lastDay, today);
  if (message !== null) throw badInput('auditorUntil', message);
}
