import type { z } from 'zod';
import type { scheduleInput } from '#contract/conferences/parts.ts';
import type { Schedule } from '#domain/conference/conference.ts';
import { isHeldApart, type ModeReason } from '#domain/conference/mode-reasons.ts';
import { spanInWords } from '#domain/words.ts';
import { badInput } from '#server/platform/refused.ts';

export type PlannedTime = { schedule: Schedule; joinLink: string; modeReason: ModeReason | null };

/** The moment at which the clocks of that zone show this date and time. */
export function readSchedule(input: z.output<typeof scheduleInput>): PlannedTime {
  const { on, time, minutes, timeZone, mode, modeReason, place, joinLink } = input;
  const wall = Temporal.PlainDate.from(on).toPlainDateTime(Temporal.PlainTime.from(time));
  const start = inZone(wall, timeZone);
  if (!start.toPlainDateTime().equals(wall))
    throw badInput(
      'schedule.time',
      'That time does not exist on that day, because the clocks change. Choose another.',
    );
  const startsAt = start.toInstant();
  const endsAt = startsAt.add({ minutes });
  return {
    schedule: { startsAt, endsAt, timeZone, mode, place: place === '' ? null : place },
    joinLink,
    modeReason: isHeldApart(mode) ? modeReason : null,
  };
}

function inZone(wall: Temporal.PlainDateTime, timeZone: string): Temporal.ZonedDateTime {
  try {
    return wall.toZonedDateTime(timeZone);
  } catch {
    throw badInput('schedule.timeZone', 'Choose a time zone, for example America/New_York.');
  }
}

export const minutesOf = ({ startsAt, endsAt }: Pick<Schedule, 'startsAt' | 'endsAt'>) =>
  Math.round(startsAt.until(endsAt).total('minutes'));

export const scheduleInWords = ({ startsAt, endsAt, timeZone }: Schedule) =>
  spanInWords(startsAt.toZonedDateTimeISO(timeZone), endsAt.toZonedDateTimeISO(timeZone));
