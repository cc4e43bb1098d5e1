import { z } from 'zod';
import { problems } from '#contract/problem.ts';
import { optionalDay } from '#contract/clients.ts';

export const clockFactProblems = problems({
  'reassessment-known': {
    status: 409,
    title: 'A reassessment on that date is recorded already.',
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
export const refusalsOfFact = ['not-found', 'bad-input', 'enrollment-ended'] as const;
