import { z } from 'zod';
import { reportedStatuses } from '#domain/action-items/status-update.ts';
import { optionalDay } from './dates.ts';
import { endpoint, fileEndpoint } from './endpoint.ts';
import { problems } from './problem.ts';

export const guestProblems = problems({
  'guest-over': {
    status: 404,
    title:
      'This is not available, or no longer. Open the newest mail that you have from us, or ask for a new link.',
  },
  'guest-too-late': {
    status: 409,
    title: 'This meeting has begun, or is not held. Please call to answer.',
  },
  'guest-code-wrong': {
    status: 422,
    title: 'This is not the code, or its ten minutes are over. Use the newest mail, or ask again.',
  },
});

/** What stands behind the # of the address in the mail. */
const link = z.string().min(20, 'Open the address in the mail as it is.').max(100);
const sendsMail = z.object({
  /** Whether this installation sends mail at all; it says nothing about the link. */
  sendsMail: z.boolean(),
});

export const askForGuestCode = endpoint({
  method: 'POST',
  path: '/api/guest/code',
  summary:
    'Mails a code to whom a link was mailed to, where it still opens something. The answer is the same where it does not.',
  refusals: [],
  requirements: ['REQ-053'],
  input: z.strictObject({ link }),
  reply: sendsMail,
});

export const askForGuestLink = endpoint({
  method: 'POST',
  path: '/api/guest/link',
  summary:
    'Mails a new link in the place of one that was used or is over. The answer is the same where there is nothing to open.',
  refusals: [],
  requirements: ['REQ-053'],
  input: z.strictObject({ link }),
  reply: sendsMail,
});

export const openAsGuest = endpoint({
  method: 'POST',
  path: '/api/guest/open',
  summary: 'Opens what a link is for, once, with the code that was mailed.',
  refusals: ['guest-over', 'guest-code-wrong'],
  requirements: ['REQ-053'],
  input: z.strictObject({
    link,
    code: z
      .string()
      .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
      .pipe(z.string().regex(/^\d{8}$/, 'Enter the eight digits from the mail.')),
  }),
  reply: z.object({ done: z.literal(true) }),
});

export const guestReplies = ['yes', 'another-time', 'no'] as const;
export type GuestReply = (typeof guestReplies)[number];

export const readAsGuest = endpoint({
  method: 'GET',
  path: '/api/guest/meeting',
  summary: 'What consent lets one invited person read of one conference at this moment.',
  refusals: ['guest-over'],
  requirements: ['REQ-053', 'REQ-078', 'REQ-178'],
  input: z.strictObject({}),
  reply: z.object({
    /** A browser may have opened another link since: what is said here is said to this. */
    visitId: z.uuid(),
    /** The reader. */
    name: z.string(),
    /** The day where the agency is. */
    today: z.iso.date(),
    /** The reader is whom it is about. */
    isAboutThem: z.boolean(),
    agencyName: z.string(),
    isSample: z.boolean(),
    /** Who asks them, and whom they call. */
    host: z.string(),
    phone: z.string(),
    meeting: z.object({
      state: z.enum(['planned', 'now', 'over', 'cancelled']),
      /** Their own time; that of the whole would tell that it is about others too. */
      inWords: z.string(),
      /** Its day alone. */
      dayInWords: z.string(),
      modeInWords: z.string(),
      place: z.string(),
      joinLink: z.string(),
    }),
    reply: z.enum(['waiting', ...guestReplies]),
    slots: z.array(
      z.object({ clientName: z.string(), inWords: z.string(), reasons: z.array(z.string()) }),
    ),
    /** What they took on there; once it is closed. */
    actions: z.array(
      z.object({
        actionItemId: z.uuid(),
        clientName: z.string(),
        text: z.string(),
        dueOn: z.iso.date(),
        dueInWords: z.string(),
        isDone: z.boolean(),
        /** What they last said of it, where staff have not settled it since. */
        update: z
          .object({
            said: z.enum(reportedStatuses),
            untilInWords: z.string().nullable(),
            onInWords: z.string(),
          })
          .nullable(),
      }),
    ),
    /** Their part of the closed form, to print or keep. */
    forms: z.array(z.object({ reviewId: z.uuid(), clientName: z.string() })),
    /** The law's words about what stands here. */
    notices: z.array(z.string()),
  }),
});
export type GuestMeeting = z.output<typeof readAsGuest.reply>;

export const printAsGuest = fileEndpoint({
  path: '/api/guest/forms/:reviewId/form.pdf',
  summary:
    'Prints what of the closed form consent lets the guest have at this moment, for them by name.',
  refusals: ['guest-over'],
  requirements: ['REQ-078', 'REQ-178'],
  input: z.strictObject({ reviewId: z.uuid() }),
});

export const replyAsGuest = endpoint({
  method: 'POST',
  path: '/api/guest/reply',
  summary: 'Says whether the invited person comes.',
  refusals: ['guest-over', 'guest-too-late'],
  requirements: ['REQ-053'],
  input: z.strictObject({
    visitId: z.uuid(),
    reply: z.enum(guestReplies, 'Choose one of the answers.'),
  }),
  reply: z.object({ reply: z.enum(guestReplies) }),
});

export const sayAsGuest = endpoint({
  method: 'POST',
  path: '/api/guest/actions/:actionItemId/say',
  summary:
    'Tells whoever follows a step up what its owner says of it; what is said anew takes its place, and the step stays as it is.',
  refusals: ['guest-over', 'bad-input'],
  requirements: ['REQ-076'],
  input: z.strictObject({
    actionItemId: z.uuid(),
    said: z.enum(reportedStatuses, 'Choose one of the answers.'),
    /** Today or later, within a year; with more time alone. */
    until: optionalDay.default(''),
  }),
  reply: z.object({ done: z.literal(true) }),
});

export const leaveAsGuest = endpoint({
  method: 'POST',
  path: '/api/guest/leave',
  summary: 'Ends the visit; what was open here is open no more.',
  refusals: ['guest-over'],
  requirements: ['REQ-178'],
  input: z.strictObject({}),
  reply: z.object({ done: z.literal(true) }),
});
