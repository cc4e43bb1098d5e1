import type { AttemptRule } from '#domain/program-policy/program-policy.ts';
import { dateInWords } from '#domain/words.ts';

type Asked = { on: Temporal.PlainDate; channel: string; outcome: string };
type Around = {
  today: Temporal.PlainDate;
  startedOn: Temporal.PlainDate;
  endedOn: Temporal.PlainDate | null;
  rule: Pick<AttemptRule, 'channels' | 'outcomes'>;
};

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) < 0;

/** What is wrong with an attempt that somebody writes down, at which field, and what to do; null when nothing is. */
export function flawOfAttempt(
  { on, channel, outcome }: Asked,
  { today, startedOn, endedOn, rule }: Around,
): { path: string; message: string } | null {
  if (isBefore(today, on))
    return { path: 'on', message: 'This date has not come yet. Enter the day on which you asked.' };
  if (isBefore(on, startedOn))
    return {
      path: 'on',
      message: `This is before the enrollment began, on ${dateInWords(startedOn)}. Check the date.`,
    };
  if (endedOn !== null && isBefore(endedOn, on))
    return {
      path: 'on',
      message: `This is after the enrollment ended, on ${dateInWords(endedOn)}. Check the date.`,
    };
  if (!rule.channels.includes(channel))
    return { path: 'channel', message: 'Choose one of the ways that this program names.' };
  if (!rule.outcomes.includes(outcome))
    return { path: 'outcome', message: 'Choose one of the outcomes that this program names.' };
  return null;
}
