import { flawOfChangeDate, runsOn } from '#domain/policy-clock/significant-changes.ts';
import { dateKey } from '#domain/program-policy/date-key.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientWordIn, type ProgramOfClient } from '#server/stores/clock/enrolled-programs.ts';

/** The latest date that it is where one of the client's programs works: a change may be dated until then. */
export function latestToday(
  visit: Visit,
  programs: readonly ProgramOfClient[],
): Temporal.PlainDate {
  const [first, ...rest] = programs.map(({ today }) => today);
  if (first === undefined) return visit.today;
  return rest.reduce((last, today) => (dateKey(today) > dateKey(last) ? today : last), first);
}

export type When = { occurredOn: Temporal.PlainDate; occurredAt: Temporal.Instant | null };

/** When it happened, in the time of a program that ran on that day; a date that cannot be is refused. */
export async function whenOf(
  visit: Visit,
  programs: readonly ProgramOfClient[],
  asked: { on: string; time: string },
): Promise<When> {
  const occurredOn = Temporal.PlainDate.from(asked.on);
  const flaw = flawOfChangeDate(occurredOn, programs, {
    today: latestToday(visit, programs),
    client: clientWordIn(programs),
  });
  if (flaw !== null) throw badInput('on', flaw);
  const zone = programs.find((program) => runsOn(program, occurredOn))?.timeZone;
  if (asked.time === '' || zone === undefined) return { occurredOn, occurredAt: null };
  const plainTime = Temporal.PlainTime.from(asked.time);
  const occurredAt = occurredOn.toZonedDateTime({ timeZone: zone, plainTime }).toInstant();
  if (Temporal.Instant.compare(occurredAt, visit.at) > 0)
    throw badInput('time', 'This time has not come yet.');
  return { occurredOn, occurredAt };
}
