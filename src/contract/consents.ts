import { z } from 'zod';
import { purposes } from '#domain/consent/consent.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { clientKey, day, id, optionalDay } from './clients.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';

export const consentProblems = problems({
  'consent-revoked-already': { status: 409, title: 'This consent was revoked already.' },
});

/** Each class by its name, because general never covers another. */
export const classWords = {
  general: 'General information',
  hiv: 'HIV information',
  sud: 'Substance use information',
  mental_health: 'Mental health information',
  dv: 'Domestic violence information',
} as const satisfies Record<(typeof sensitivityClasses)[number], string>;

export const purposeWords = {
  case_conference: 'case conferences',
  care_coordination: 'care coordination',
  benefits: 'benefits',
} as const satisfies Record<(typeof purposes)[number], string>;

const standings = [
  'holds',
  'not-yet-valid',
  'expired',
  'revoked',
  'superseded',
  'withdrawn',
] as const;

const consent = z.object({
  consentId: z.string(),
  recipient: z.object({
    kind: z.enum(['provider', 'support', 'organization']),
    id: z.string(),
    name: z.string(),
    isVictimService: z.boolean(),
  }),
  classes: z.array(z.enum(sensitivityClasses)),
  purpose: z.enum(purposes),
  validFrom: z.string(),
  /** The last day on which it holds; null when the client set no end. */
  validUntil: z.string().nullable(),
  signedOn: z.string(),
  revokedAt: z.string().nullable(),
  standing: z.enum(standings),
});
export type ConsentView = z.output<typeof consent>;

export const listConsents = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/consents',
  summary: 'What the client agreed may be shared, with whom, for what and until when.',
  refusals: ['not-found'],
  requirements: ['REQ-035'],
  input: z.strictObject(clientKey),
  reply: z.object({ clientName: z.string(), today: z.string(), consents: z.array(consent) }),
});

export const recordConsent = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/consents',
  summary: 'Records a consent that the client signed.',
  refusals: ['not-found', 'unknown-person', 'bad-input'],
  requirements: ['REQ-035'],
  input: z.strictObject({
    ...clientKey,
    recipientKind: z.enum(['provider', 'support', 'organization'], 'Choose who may know.'),
    recipientId: id('Choose who may know.'),
    classes: z
      .array(z.enum(sensitivityClasses))
      .min(1, 'Choose at least one kind of information.')
      .transform((chosen) => [...new Set(chosen)]),
    purpose: z.enum(purposes, 'Choose what it is for.'),
    validFrom: day('Enter the first day on which it holds.'),
    /** Inclusive; empty when the client set no end. */
    validUntil: optionalDay.default(''),
    signedOn: day('Enter the date on which the client signed.'),
  }),
  reply: z.object({ consentId: z.string() }),
});

export const revokeConsent = endpoint({
  method: 'POST',
  path: '/api/consents/:consentId/revoke',
  summary: 'Ends a consent at once.',
  refusals: ['not-found', 'consent-revoked-already'],
  requirements: ['REQ-035'],
  input: z.strictObject({ consentId: z.uuid() }),
  reply: z.object({ done: z.literal(true) }),
});
