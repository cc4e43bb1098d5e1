import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { placeAfter } from './place-after.ts';
import { problems } from './problem.ts';

export const mailStates = [
  'queued',
  'sending',
  'sent',
  'held',
  'unknown',
  'failed',
  'cancelled',
] as const;

export const outboxProblems = problems({
  'mail-not-to-be-sent-again': {
    status: 409,
    title:
      'This mail is on its way, or has left. Staff of its meeting send it again, as long as it is not out of date.',
  },
  'mail-superseded': {
    status: 409,
    title: 'This person was written to about the same meeting since. Send that mail instead.',
  },
  'mail-without-address': {
    status: 409,
    title:
      'No mail can go to this person now: there is no email address on file, or they asked for none. Tell them in another way.',
  },
  'mail-needs-its-staff': {
    status: 403,
    title:
      'Only staff of the conference can send this again, because consent has to be asked anew. Ask one of them.',
  },
  'consent-no-longer-allows': {
    status: 409,
    title:
      'This person may not be written to any more, so nothing is sent. Record a consent first, or tell them in another way.',
  },
  'recipient-has-died': {
    status: 409,
    title: 'This person has died. Nothing is sent to them any more.',
  },
});

const listedMail = z.object({
  mailId: z.string(),
  conferenceId: z.string().nullable(),
  to: z.string(),
  toName: z.string(),
  subject: z.string(),
  text: z.string(),
  /** The text of the calendar entry that is attached. */
  calendarFile: z.string().nullable(),
  state: z.enum(mailStates),
  problem: z.string().nullable(),
  /** What the state means, and what a person can do about it. */
  inWords: z.string(),
  writtenAt: z.string(),
  settledAt: z.string().nullable(),
  maySendAgain: z.boolean(),
});

const page = { after: placeAfter(z.uuid()).optional() };

export const readOutbox = endpoint({
  method: 'GET',
  path: '/api/outbox',
  summary: 'The mails of the agency, newest first, as they were or will be sent.',
  refusals: [],
  requirements: [],
  input: z.strictObject({ ...page, state: z.enum(mailStates).optional() }),
  reply: z.object({ mails: z.array(listedMail), next: z.string().nullable() }),
});

export const readConferenceMails = endpoint({
  method: 'GET',
  path: '/api/conferences/:conferenceId/mails',
  summary: 'The mails of one conference: what became of each.',
  refusals: ['not-found'],
  requirements: ['REQ-038'],
  input: z.strictObject({ conferenceId: z.uuid() }),
  reply: z.object({
    mails: z.array(
      listedMail.extend({
        /** Of a notice that did not leave soon enough after the close by the program's own rule, in words. */
        lateInWords: z.string().nullable(),
      }),
    ),
  }),
});

export const sendMailAgain = endpoint({
  method: 'POST',
  path: '/api/outbox/:mailId/send-again',
  summary:
    'Sends a mail again that failed, was held, whose outcome nobody knows, or that left and did not come; to the address on file now, if consent still allows it.',
  refusals: [
    'not-found',
    'mail-not-to-be-sent-again',
    'mail-superseded',
    'mail-without-address',
    'mail-needs-its-staff',
    'consent-no-longer-allows',
    'recipient-has-died',
  ],
  requirements: ['REQ-055'],
  input: z.strictObject({ mailId: z.uuid() }),
  reply: z.object({ mailId: z.string(), state: z.enum(mailStates) }),
});
