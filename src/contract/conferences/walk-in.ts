import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { namedPerson } from './named-person.ts';
import { changed, personRef, reviewKey } from './parts.ts';

export const walkInStates = [
  'staff',
  'staff-without-access',
  'own-record',
  'ok',
  'partly',
  'none',
  'ends-before',
  'revoked',
] as const;

export const checkWalkIn = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/walk-ins/check',
  summary:
    'Whether somebody whom nobody had asked may hear about this client, before they are let in.',
  refusals: [
    'not-found',
    'unknown-person',
    'conference-not-open',
    'not-of-this-client',
    'not-taking-part',
  ],
  requirements: ['REQ-014', 'REQ-035'],
  input: z.strictObject({ ...reviewKey, person: personRef }),
  reply: namedPerson.extend({
    state: z.enum(walkInStates),
    inWords: z.string(),
    /** What letting them in would mean; null where nothing stands in the way. */
    meaning: z.string().nullable(),
  }),
});

export const letIn = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/walk-ins',
  summary: 'Records that somebody whom nobody had asked is there for this client.',
  refusals: [
    'not-found',
    'unknown-person',
    'conference-not-open',
    'review-not-begun',
    'not-of-this-client',
    'only-the-facilitator-leads',
    'walk-in-without-consent',
    'not-taking-part',
  ],
  requirements: ['REQ-014', 'REQ-035', 'REQ-108'],
  input: z.strictObject({
    ...reviewKey,
    person: personRef,
    /** Said after reading what it means that they are there without consent. */
    knowsOfNoConsent: z.boolean().default(false),
  }),
  reply: changed,
});
