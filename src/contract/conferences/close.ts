import { z } from 'zod';
import { endpoint, fileEndpoint } from '#contract/endpoint.ts';
import { modeReasons } from '#domain/conference/mode-reasons.ts';
import { namedPerson } from './named-person.ts';
import { changed, conferenceKey } from './parts.ts';

const closingCodes = [
  'no-content',
  'times-missing',
  'times-overlap',
  'attendance-missing',
  'nobody-present',
  'attendee-incomplete',
  'summary-not-confirmed',
  'needs-missing',
  'action-missing',
  'need-without-action',
  'no-reply',
] as const;

const closingFields = [
  'conference',
  'times',
  'attendance',
  'name',
  'title',
  'agency',
  'summary',
  'needs',
  'action-items',
  'exchange',
] as const;

const gap = z.object({
  /** Null when it concerns the conference as a whole. */
  reviewId: z.string().nullable(),
  clientName: z.string().nullable(),
  code: z.enum(closingCodes),
  field: z.enum(closingFields),
  person: namedPerson.nullable(),
  inWords: z.string(),
});

const recipient = namedPerson.extend({
  /** What they may learn of each client: by name, for the one who closes. */
  reviews: z.array(z.object({ reviewId: z.string(), clientName: z.string(), ownItems: z.int() })),
  way: z.enum(['mail', 'in-app', 'no-email', 'may-not-email', 'has-died', 'withheld']),
  mail: z.object({ to: z.string(), subject: z.string(), text: z.string() }).nullable(),
  withheld: z.array(
    z.object({
      reviewId: z.string(),
      clientName: z.string(),
      because: z.string(),
      inWords: z.string(),
    }),
  ),
});

export const readClosing = endpoint({
  method: 'GET',
  path: '/api/conferences/:conferenceId/closing',
  summary: 'What is missing before the close, and what each person will get.',
  refusals: ['not-found', 'conference-not-ended', 'needs-every-client'],
  requirements: ['REQ-077', 'REQ-078'],
  input: z.strictObject(conferenceKey),
  reply: z.object({
    gaps: z.array(gap),
    /** Whether the gaps say also what is missing of the content: that is for whoever leads, or may read all of each case. */
    isToldWhole: z.boolean(),
    /** Whether rules of a program ask why people did not meet in one room. Without an answer it counts all the same. */
    asksWhyNotInPerson: z.boolean(),
    distribution: z.array(recipient),
    /** Who was there without consent, as far as the asker may know: closing opens a privacy incident for each. */
    incidents: z.array(
      namedPerson.extend({ reviewId: z.string(), clientName: z.string(), inWords: z.string() }),
    ),
    /** Clients who were not reached: they go back to due, and nothing about them is sent. */
    notCovered: z.array(z.object({ reviewId: z.string(), clientName: z.string() })),
  }),
});

export const closeConference = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/close',
  summary: 'Closes a conference: record, action items, due dates and notices in one step.',
  refusals: [
    'not-taking-part',
    'not-found',
    'conference-not-ended',
    'conference-already-closed',
    'only-the-facilitator-closes',
    'closing-checks-open',
    'needs-every-client',
  ],
  requirements: ['REQ-023', 'REQ-074', 'REQ-077', 'REQ-109'],
  input: z.strictObject(conferenceKey),
  reply: changed.extend({
    closedAt: z.string(),
    reviews: z.array(
      z.object({
        reviewId: z.string(),
        counts: z.boolean(),
        reasonCodes: z.array(z.string()),
        /** What somebody should look at although it counts. */
        warningCodes: z.array(z.string()),
      }),
    ),
    mails: z.int(),
  }),
});

export const sayWhyNotInPerson = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/mode-reason',
  summary: 'Says why people did not meet in one room, until the conference is closed.',
  refusals: ['not-found', 'conference-not-open', 'not-taking-part'],
  requirements: ['REQ-040', 'REQ-102'],
  input: z.strictObject({
    ...conferenceKey,
    /** Null takes it back. */
    modeReason: z.enum(modeReasons, 'Choose one of the reasons.').nullable(),
  }),
  reply: changed,
});

export const openConferenceForm = fileEndpoint({
  path: '/api/reviews/:reviewId/form',
  summary: 'The conference form of one client, as an accessible PDF.',
  refusals: ['not-found'],
  requirements: ['REQ-037', 'REQ-107'],
  input: z.strictObject({ reviewId: z.uuid() }),
});

export const printFormFor = fileEndpoint({
  path: '/api/reviews/:reviewId/form/:kind/:personId',
  summary:
    'The same for one person outside who was there or was asked to be: only what the client’s papers let them learn today, and logged as a disclosure.',
  refusals: ['not-found', 'papers-let-nothing-out', 'void-tells-nobody', 'recipient-has-died'],
  requirements: ['REQ-034', 'REQ-037'],
  input: z.strictObject({
    reviewId: z.uuid(),
    kind: z.enum(['provider', 'support', 'client']),
    personId: z.uuid(),
  }),
});
