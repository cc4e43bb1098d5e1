import { z } from 'zod';
import { signers } from '#domain/consent/consent-forms.ts';
import { clientKey } from './clients.ts';
import { party } from './consents.ts';
import { day, optionalDay } from './dates.ts';
import { endpoint } from './endpoint.ts';

export const addRecipient = endpoint({
  method: 'POST',
  path: '/api/consents/:consentId/recipients',
  summary: 'Adds a partner to a form that allows it, with the client’s initials of that day.',
  refusals: [
    'not-found',
    'unknown-person',
    'bad-input',
    'consent-ended-already',
    'form-takes-no-additions',
    'consent-not-yours-to-change',
  ],
  requirements: ['REQ-035'],
  input: z.strictObject({
    consentId: z.uuid(),
    recipient: party,
    initials: z
      .string()
      .trim()
      .min(1, 'Enter the initials.')
      .max(6, 'Initials have at most six letters.'),
    initialsOn: day('Enter the date of the initials.'),
  }),
  reply: z.object({ done: z.literal(true) }),
});

/** Others that end with the same word. */
export const alsoEnding = z.array(z.uuid()).max(40, 'At most forty at a time.').default([]);

const saying = {
  how: z.enum(['written', 'oral']).default('written'),
  /** The day that the client named, kept as said; it ends now all the same. */
  saidOn: optionalDay.default(''),
  by: z.enum(signers).default('client'),
};

const stopped = z.object({
  done: z.literal(true),
  /** Unsent mails that were cancelled, and invitations to meetings that were taken back. */
  cancelledMails: z.int(),
  invitationsTakenBack: z.int(),
  /** How many parties of the forms have to hear of it. */
  toTell: z.int(),
});

export const revokeConsent = endpoint({
  method: 'POST',
  path: '/api/consents/:consentId/revoke',
  summary: 'Ends a consent at once, whatever day the client named.',
  refusals: ['not-found', 'consent-revoked-already', 'bad-input', 'consent-not-yours-to-change'],
  requirements: ['REQ-035'],
  input: z.strictObject({
    consentId: z.uuid(),
    ...saying,
    also: alsoEnding,
  }),
  reply: stopped,
});

export const stopTelling = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/consents/stop-telling',
  summary:
    'Takes back everything that reaches one person or organization, and keeps the client’s no: whatever other paper names them reaches them no more.',
  refusals: ['not-found', 'unknown-person', 'bad-input'],
  requirements: ['REQ-035'],
  input: z.strictObject({ ...clientKey, recipient: party, ...saying }),
  reply: stopped,
});

export const withdrawConsent = endpoint({
  method: 'POST',
  path: '/api/consents/:consentId/withdraw',
  summary: 'Marks a consent as recorded in error, of another client for example: it never held.',
  refusals: ['not-found', 'consent-ended-already', 'consent-not-yours-to-change'],
  requirements: ['REQ-035'],
  input: z.strictObject({
    consentId: z.uuid(),
    reason: z.enum(
      ['wrong-client', 'wrong-recipient', 'entered-twice', 'other'],
      'Choose what was wrong.',
    ),
  }),
  reply: z.object({
    /** How many disclosures were made under it, which somebody has to look at. */
    disclosures: z.int(),
  }),
});

export const endConsent = endpoint({
  method: 'POST',
  path: '/api/consents/:consentId/end',
  summary: 'Records that what a consent was given until has come, such as the end of treatment.',
  refusals: [
    'not-found',
    'consent-ended-already',
    'no-event-ends-it',
    'bad-input',
    'consent-not-yours-to-change',
  ],
  requirements: ['REQ-035'],
  input: z.strictObject({
    consentId: z.uuid(),
    /** From this day on it holds no more. */
    on: day('Enter the day on which it came.'),
  }),
  reply: z.object({ cancelledMails: z.int(), invitationsTakenBack: z.int() }),
});
