import { z } from 'zod';
import { instant } from '#contract/dates.ts';
import { endpoint } from '#contract/endpoint.ts';
import { namedPerson } from './named-person.ts';
import { changed, personRef, reviewKey, sensitivityClass } from './parts.ts';

const longestEmail = 20_000;

export const beginByEmail = endpoint({
  method: 'POST',
  path: '/api/conferences/by-email',
  summary: 'Begins to record a conference that is held by email, where the program counts one.',
  refusals: ['not-found', 'email-does-not-count'],
  requirements: ['REQ-143', 'REQ-161'],
  input: z.strictObject({
    enrollmentId: z.uuid('Choose the enrollment.'),
    /** The significant changes that it is about. */
    changeEventIds: z.array(z.uuid()).max(20, 'Name at most 20 changes.').default([]),
  }),
  reply: changed,
});

const message = z.object({
  messageId: z.string(),
  from: namedPerson,
  sentAt: z.string(),
  /** "Wed 6 May 2026, 9:00 am Eastern". */
  inWords: z.string(),
  isSubstantive: z.boolean(),
  isCopy: z.boolean(),
  text: z.string(),
  class: sensitivityClass,
});

export const readExchange = endpoint({
  method: 'GET',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/exchange',
  summary: 'The emails about one client that are on record, oldest first.',
  refusals: ['not-found'],
  requirements: ['REQ-161'],
  input: z.strictObject(reviewKey),
  reply: z.object({
    messages: z.array(message),
    /** The day on which a provider answered, in words: the conference is held on it. */
    heldOn: z.string().nullable(),
    /** Since when nobody answers, and from when on that is an attempt, in words; null once somebody has. */
    waiting: z.string().nullable(),
  }),
});
export type Exchange = z.output<typeof readExchange.reply>;

export const addMessage = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/exchange',
  summary: 'Puts one email of the exchange on record: from whom, when, and what it says.',
  refusals: [
    'not-found',
    'conference-not-open',
    'review-not-begun',
    'not-by-email',
    'not-an-attendee',
    'sent-in-the-future',
    'answered-outside-enrollment',
    'message-twice',
    'not-taking-part',
  ],
  requirements: ['REQ-114', 'REQ-161', 'REQ-162'],
  input: z.strictObject({
    ...reviewKey,
    from: personRef,
    sentAt: instant,
    text: z
      .string('Write what the email says.')
      .trim()
      .min(1, 'Write what the email says, or copy its text.')
      .max(longestEmail, 'Keep it to 20,000 characters.'),
    /** It says something about the client, and does not only promise to. */
    isSubstantive: z.boolean(),
    /** The text of the email itself, and not a summary of it. */
    isCopy: z.boolean(),
    class: sensitivityClass.nullable().default(null),
  }),
  reply: changed.extend({ messageId: z.string() }),
});

export const removeMessage = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/exchange/:messageId/remove',
  summary: 'Takes an email off the record that was put there by mistake.',
  refusals: ['not-found', 'conference-not-open', 'not-by-email', 'not-taking-part'],
  requirements: [],
  input: z.strictObject({ ...reviewKey, messageId: z.uuid() }),
  reply: changed,
});
