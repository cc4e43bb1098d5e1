import { z } from 'zod';
import { factNote, why } from '#contract/changes.ts';
import { day } from '#contract/dates.ts';
import { endpoint } from '#contract/endpoint.ts';
import { exemptionReasons } from '#domain/policy-clock/exemption-reasons.ts';
import { done, enrollmentKey, lastOn } from './fact-parts.ts';

const exemptionKey = { exemptionId: z.uuid() };
const reviewOn = day('Enter the date on which somebody looks at it again.');

export const grantExemption = endpoint({
  method: 'POST',
  path: '/api/enrollments/:enrollmentId/exemptions',
  summary:
    'Exempts a client from the conferences of a program, from those of one of its rules, or from one joint conference with another program, with reason and review date.',
  refusals: ['not-found', 'bad-input', 'enrollment-ended', 'exempt-already'],
  requirements: ['REQ-030'],
  input: z.strictObject({
    ...enrollmentKey,
    /** A rule of the program, or one duty by its key; left out: every rule. */
    ruleId: z.string().max(80).nullable().default(null),
    reason: z.enum(exemptionReasons, 'Choose the reason.'),
    from: day('Enter the first day of the exemption.'),
    lastOn,
    reviewOn,
    note: factNote,
  }),
  reply: z.object({ exemptionId: z.string() }),
});

export const endExemption = endpoint({
  method: 'POST',
  path: '/api/exemptions/:exemptionId/end',
  summary: 'Ends an exemption with a last day on which it holds.',
  refusals: ['not-found', 'bad-input', 'changed-meanwhile'],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...exemptionKey, lastOn: day('Enter its last day.') }),
  reply: done,
});

export const reviewExemption = endpoint({
  method: 'POST',
  path: '/api/exemptions/:exemptionId/review',
  summary: 'Says that an exemption was looked at and holds on, until the next review.',
  refusals: ['not-found', 'bad-input', 'changed-meanwhile'],
  requirements: [],
  input: z.strictObject({ ...exemptionKey, reviewOn, note: factNote }),
  reply: done,
});

export const withdrawExemption = endpoint({
  method: 'POST',
  path: '/api/exemptions/:exemptionId/withdraw',
  summary: 'Takes back an exemption that was recorded in error, with the reason.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...exemptionKey, why }),
  reply: done,
});
