import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { reviewKey } from './parts.ts';

const contact = z.object({
  contactId: z.string(),
  on: z.string(),
  /** "Riverside Clinic, Dr Hana Lee by phone". */
  inWords: z.string(),
  forInWords: z.string(),
  /** Null where it is not linked to this conference. */
  relation: z.enum(['led-to', 'came-of']).nullable(),
});
export type ContactOfReview = z.output<typeof contact>;

const attempt = z.object({ attemptId: z.string(), on: z.string(), inWords: z.string() });

export const readReviewCoordination = endpoint({
  method: 'GET',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/coordination',
  summary:
    'What coordination is open about one client of a conference: contacts since the one before, which of them belong to it, and requests without an answer.',
  refusals: ['not-found'],
  requirements: ['REQ-026', 'REQ-129'],
  input: z.strictObject(reviewKey),
  reply: z.object({
    /** The day of the conference before, or that many months back. */
    since: z.string(),
    contacts: z.array(contact),
    attempts: z.array(attempt),
  }),
});

export const linkContact = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/coordination',
  summary:
    'Says that a contact led to a conference or came of it, or takes that back. It counts for neither of them.',
  refusals: ['not-found', 'linked-already'],
  requirements: ['REQ-009', 'REQ-026'],
  input: z.strictObject({
    ...reviewKey,
    contactId: z.uuid('Choose a contact.'),
    isLinked: z.boolean('Say whether it belongs to this conference.'),
  }),
  reply: z.object({ contactId: z.string() }),
});
