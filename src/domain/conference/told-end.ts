import { longestMeeting } from './longest-meeting.ts';

/** A meeting is told by its start and the hour of its end: an hour before that of the start is one after midnight. Null where no meeting lasts so long. */
export function toldEnd(
  start: Temporal.ZonedDateTime,
  until: Temporal.PlainTime,
): Temporal.ZonedDateTime | null {
  const sameDay = start.withPlainTime(until);
  const isAfter = Temporal.ZonedDateTime.compare(sameDay, start) > 0;
  const end = isAfter ? sameDay : start.add({ days: 1 }).withPlainTime(until);
  return start.until(end).total('minutes') > longestMeeting ? null : end;
}
