import { z } from 'zod';
import { factNote } from '#contract/changes.ts';
import { day } from '#contract/dates.ts';
import { endpoint } from '#contract/endpoint.ts';
import { snoozeReasons } from '#domain/policy-clock/facts.ts';
import { done, enrollmentKey } from './fact-parts.ts';

export const snoozeDuty = endpoint({
  method: 'POST',
  path: '/api/enrollments/:enrollmentId/snooze',
  summary:
    'Keeps an open duty off the list until a day, with the reason; what is required shows again on its due date at the latest.',
  refusals: ['not-found', 'bad-input', 'snooze-nothing-open', 'snooze-crisis', 'snooze-overdue'],
  requirements: ['REQ-027'],
  input: z.strictObject({
    ...enrollmentKey,
    obligationKey: z.string('Choose what to snooze.').min(1, 'Choose what to snooze.').max(160),
    until: day('Enter the day on which it shows again.'),
    reason: z.enum(snoozeReasons, 'Choose the reason.'),
    note: factNote,
  }),
  reply: z.object({ snoozeId: z.string() }),
});

export const endSnooze = endpoint({
  method: 'POST',
  path: '/api/snoozes/:snoozeId/end',
  summary: 'Puts a snoozed duty back on the list at once.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-142'],
  input: z.strictObject({ snoozeId: z.uuid() }),
  reply: done,
});
