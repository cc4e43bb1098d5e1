import { z } from 'zod';
import { snoozeRefusals, type SnoozeRefusal } from '#domain/policy-clock/may-snooze.ts';
import { problems } from '#contract/problem.ts';
import { optionalDay } from '#contract/dates.ts';

const cannotBeSnoozed = (refusal: SnoozeRefusal) =>
  ({ status: 409, title: snoozeRefusals[refusal] }) as const;

export const clockFactProblems = problems({
  'snooze-nothing-open': cannotBeSnoozed('snooze-nothing-open'),
  'snooze-crisis': cannotBeSnoozed('snooze-crisis'),
  'snooze-overdue': cannotBeSnoozed('snooze-overdue'),
  'reassessment-known': {
    status: 409,
    title: 'A reassessment on that date is recorded already. Change that one, or correct the date.',
  },
  'exempt-already': {
    status: 409,
    title:
      'An exemption for this covers some of those days already. End that one, or choose other days.',
  },
  'paused-already': {
    status: 409,
    title:
      'A pause of this kind covers some of those days already. End that one, or choose other days.',
  },
});

export const enrollmentKey = { enrollmentId: z.uuid() };
export const done = z.object({ done: z.literal(true) });
export const lastOn = optionalDay.default('');
