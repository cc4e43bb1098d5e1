import { z } from 'zod';
import { factNote, why } from '#contract/changes.ts';
import { day } from '#contract/dates.ts';
import { endpoint } from '#contract/endpoint.ts';
import { done, enrollmentKey } from './fact-parts.ts';

const pauseKey = { pauseId: z.uuid() };
const reviewOn = day('Enter the date on which somebody looks at it again.');

export const beginPause = endpoint({
  method: 'POST',
  path: '/api/enrollments/:enrollmentId/pauses',
  summary: 'Lets the clock of a program stand still, for a reason that its policy names.',
  refusals: ['not-found', 'bad-input', 'enrollment-ended', 'paused-already'],
  requirements: ['REQ-142'],
  input: z.strictObject({
    ...enrollmentKey,
    kind: z.string('Choose the kind of pause.').min(1, 'Choose the kind of pause.').max(80),
    from: day('Enter the first day of the pause.'),
    reviewOn,
    note: factNote,
  }),
  reply: z.object({ pauseId: z.string() }),
});

export const resumePause = endpoint({
  method: 'POST',
  path: '/api/pauses/:pauseId/resume',
  summary: 'Ends a pause: the clock runs again from the day after its last day.',
  refusals: ['not-found', 'bad-input', 'changed-meanwhile'],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...pauseKey, lastOn: day('Enter the last day of the pause.') }),
  reply: done,
});

export const reviewPause = endpoint({
  method: 'POST',
  path: '/api/pauses/:pauseId/review',
  summary: 'Says that a pause was looked at and goes on, until the next review.',
  refusals: ['not-found', 'bad-input', 'changed-meanwhile'],
  requirements: [],
  input: z.strictObject({ ...pauseKey, reviewOn, note: factNote }),
  reply: done,
});

export const withdrawPause = endpoint({
  method: 'POST',
  path: '/api/pauses/:pauseId/withdraw',
  summary: 'Takes back a pause that was recorded in error, with the reason.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...pauseKey, why }),
  reply: done,
});
