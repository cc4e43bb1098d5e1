import { allow, refuse, type Decision } from '#domain/decision.ts';
import { dayInWords } from '#domain/words.ts';

/** What somebody outside may say of a step that they took on. It changes nothing of the step: whoever follows it up decides. */
export const reportedStatuses = ['done', 'more-time', 'cannot'] as const;
export type ReportedStatus = (typeof reportedStatuses)[number];

/** The day until which more time is asked for; null with all else. */
export type StatusUpdate = { said: ReportedStatus; until: Temporal.PlainDate | null };

export type StatusUpdateRefusal =
  | 'until-missing'
  | 'until-passed'
  | 'until-too-late'
  | 'until-unasked';

export const longestMoreTime = { years: 1 };

export function statusUpdate(
  { said, until }: StatusUpdate,
  today: Temporal.PlainDate,
): Decision<StatusUpdate, StatusUpdateRefusal> {
  if (said !== 'more-time')
    return until === null ? allow({ said, until }) : refuse('until-unasked');
  if (until === null) return refuse('until-missing');
  if (Temporal.PlainDate.compare(until, today) < 0) return refuse('until-passed');
  return Temporal.PlainDate.compare(until, today.add(longestMoreTime)) > 0
    ? refuse('until-too-late')
    : allow({ said, until });
}

export type Told = { said: ReportedStatus; until: string | null; on: string };

/** "Dr Hana Lee says it is done, Mon 22 Mar 2027." */
export function statusUpdateInWords(name: string, { said, until, on }: Told): string {
  const day = dayInWords(on);
  if (said === 'done') return `${name} says it is done, ${day}.`;
  if (said === 'cannot') return `${name} says they cannot do it, ${day}.`;
  return `${name} asks for time until ${dayInWords(until ?? on)}, said ${day}.`;
}
