import { z } from 'zod';
import { why } from '#contract/changes.ts';
import { day } from '#contract/dates.ts';
import { endpoint } from '#contract/endpoint.ts';
import { done, enrollmentKey } from './fact-parts.ts';

const reassessmentKey = { reassessmentId: z.uuid() };
const on = day('Enter the date of the reassessment.');

export const recordReassessment = endpoint({
  method: 'POST',
  path: '/api/enrollments/:enrollmentId/reassessments',
  summary: 'Records when a reassessment was done, or is planned: a conference is due around it.',
  refusals: ['not-found', 'bad-input', 'reassessment-known'],
  requirements: ['REQ-099'],
  input: z.strictObject({ ...enrollmentKey, on }),
  reply: z.object({ reassessmentId: z.string() }),
});

export const correctReassessment = endpoint({
  method: 'POST',
  path: '/api/reassessments/:reassessmentId/correct',
  summary: 'Moves a reassessment to another date. The record keeps the date before.',
  refusals: ['not-found', 'bad-input', 'reassessment-known', 'changed-meanwhile'],
  requirements: ['REQ-099'],
  input: z.strictObject({ ...reassessmentKey, on }),
  reply: z.object({ reassessmentId: z.string() }),
});

export const withdrawReassessment = endpoint({
  method: 'POST',
  path: '/api/reassessments/:reassessmentId/withdraw',
  summary: 'Takes back a reassessment that was recorded in error, or will not take place.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-099'],
  input: z.strictObject({ ...reassessmentKey, why }),
  reply: done,
});
