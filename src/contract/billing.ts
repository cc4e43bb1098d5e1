import { z } from 'zod';
import { takeBackReasons } from '#domain/billing/billing-words.ts';
import { endpoint, fileEndpoint } from './endpoint.ts';
import { placeAfter } from './place-after.ts';
import { problems } from './problem.ts';
import { requested, whyNotRequested, whyNotTaken } from './list-requests.ts';
import { byRequest, takingOut } from './taking-out.ts';

export const billingProblems = problems({
  'billed-already': {
    status: 409,
    title:
      'Somebody else was first: only one person bills for a conference. Theirs has to be taken back before somebody else can.',
  },
  'not-billable': {
    status: 409,
    title: 'This cannot be billed. The reasons are named below.',
  },
  'not-yours-to-bill': {
    status: 403,
    title:
      'Only somebody of the staff who took part, in a role that this program bills for, bills for it. Ask one of them.',
  },
  'bills-at-that-time': {
    status: 409,
    title: 'You bill for somebody else at that time already. Nobody bills the same minutes twice.',
  },
  'supervisor-looks-first': {
    status: 409,
    title:
      'Family was there and no other provider: a supervisor of the program says first that it may be billed. Ask one to look at it.',
  },
  'not-yours-to-acknowledge': {
    status: 403,
    title: 'Only a supervisor of the program says that it may be billed. Ask one of them.',
  },
  'nothing-to-acknowledge': {
    status: 409,
    title: 'Nothing about this waits for a supervisor. It can be billed as it is.',
  },
  'not-billed': {
    status: 409,
    title: 'Nobody bills for this any more. Look at the new state of it.',
  },
  'not-yours-to-take-back': {
    status: 403,
    title: 'Whoever bills for it takes it back, or a supervisor of the program. Ask one of them.',
  },
});

const reviewOnly = { reviewId: z.uuid() };

/** A reason as a code of the rules, and what it says. */
const finding = z.object({ code: z.string(), inWords: z.string() });

const reviewBilling = z.object({
  reviewId: z.string(),
  /** Whether the program's rules bill each conference at all; where they do not, nothing else is said. */
  bills: z.boolean(),
  /** "2 units, 34 minutes": as it is billed, or as it would be. */
  amountInWords: z.string(),
  minutes: z.int(),
  units: z.int().nullable(),
  errors: z.array(finding),
  warnings: z.array(finding),
  /** What keeps the asker from billing for it, beside what is the matter with the review itself. */
  forMe: z.array(finding),
  billed: z
    .object({
      billingId: z.string(),
      byName: z.string(),
      isMine: z.boolean(),
      spanInWords: z.string(),
      at: z.string(),
    })
    .nullable(),
  /** The last time that it was taken back. */
  takenBack: z.object({ byName: z.string(), whyInWords: z.string(), at: z.string() }).nullable(),
  /** Where family alone was there: which supervisor has said that it may be billed, or that nobody has yet. */
  familyAlone: z
    .object({ acknowledged: z.object({ byName: z.string(), at: z.string() }).nullable() })
    .nullable(),
  preparation: z.object({
    mine: z.int(),
    people: z.array(z.object({ name: z.string(), minutes: z.int() })),
    minutes: z.int(),
  }),
  may: z.object({
    bill: z.boolean(),
    takeBack: z.boolean(),
    prepare: z.boolean(),
    acknowledge: z.boolean(),
  }),
});
export type ReviewBilling = z.output<typeof reviewBilling>;

export const readReviewBilling = endpoint({
  method: 'GET',
  path: '/api/reviews/:reviewId/billing',
  summary:
    'Whether a closed client review can be billed, how much it makes, who bills for it, and what was spent preparing.',
  refusals: ['not-found', 'review-not-closed'],
  requirements: ['REQ-080', 'REQ-086', 'REQ-090', 'REQ-122'],
  input: z.strictObject(reviewOnly),
  reply: reviewBilling,
});

export const billReview = endpoint({
  method: 'POST',
  path: '/api/reviews/:reviewId/billing',
  summary:
    'The asker bills for the time that they were there: at most one of the staff does for one review.',
  refusals: [
    'not-found',
    'review-not-closed',
    'not-billable',
    'not-yours-to-bill',
    'billed-already',
    'bills-at-that-time',
    'supervisor-looks-first',
  ],
  requirements: ['REQ-080', 'REQ-086', 'REQ-090'],
  input: z.strictObject(reviewOnly),
  reply: z.object({ billingId: z.string(), minutes: z.int(), units: z.int().nullable() }),
});

export const acknowledgeFamily = endpoint({
  method: 'POST',
  path: '/api/reviews/:reviewId/billing/acknowledge',
  summary:
    'A supervisor of the program says that it may be billed although family was there and no other provider.',
  refusals: [
    'not-found',
    'review-not-closed',
    'not-yours-to-acknowledge',
    'nothing-to-acknowledge',
  ],
  requirements: ['REQ-082', 'REQ-087'],
  input: z.strictObject(reviewOnly),
  reply: z.object({}),
});

export const takeBillingBack = endpoint({
  method: 'POST',
  path: '/api/reviews/:reviewId/billing/take-back',
  summary: 'Takes a billing back, with the reason: somebody else can bill for it then.',
  refusals: ['not-found', 'review-not-closed', 'not-billed', 'not-yours-to-take-back'],
  requirements: ['REQ-090'],
  input: z.strictObject({
    ...reviewOnly,
    /** The billing that the asker is looking at. */
    billingId: z.uuid('Say which billing is taken back.'),
    why: z.enum(takeBackReasons, 'Choose why it is taken back.'),
  }),
  reply: z.object({}),
});

export const notePreparation = endpoint({
  method: 'POST',
  path: '/api/reviews/:reviewId/preparation',
  summary: 'The asker’s own minutes of preparation: kept apart, and never part of a bill.',
  refusals: ['not-found', 'review-not-closed', 'not-billable', 'bad-input', 'changed-meanwhile'],
  requirements: ['REQ-122'],
  input: z.strictObject({
    ...reviewOnly,
    minutes: z
      .int('Give whole minutes, for example 20.')
      .min(0, 'Minutes cannot be less than none.')
      .max(480, 'Eight hours at most: split what took longer.'),
  }),
  reply: z.object({}),
});

const month = z
  .string('Choose a month.')
  .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, 'Choose a month, for example 2027-03.');

export const billingStates = ['all', 'billed', 'open', 'not-billable'] as const;

const listed = z.object({
  reviewId: z.string(),
  /** Null for whoever may not open the conference. */
  conferenceId: z.string().nullable(),
  heldOn: z.string(),
  spanInWords: z.string(),
  clientNumber: z.int(),
  conferenceNumber: z.int(),
  programName: z.string(),
  /** Kinds and numbers of those who were there, never a name. */
  whoInWords: z.string(),
  modeInWords: z.string(),
  state: z.enum(['billed', 'open', 'not-billable']),
  minutes: z.int(),
  units: z.int().nullable(),
  amountInWords: z.string(),
  billedByName: z.string().nullable(),
  errors: z.array(finding),
  warnings: z.array(finding),
  preparedMinutes: z.int(),
});
export type ListedBilling = z.output<typeof listed>;

const whichMonth = {
  month: month.optional(),
  state: z.enum(billingStates, 'Choose which to show.').default('all'),
};

export const listBilling = endpoint({
  method: 'GET',
  path: '/api/billing',
  summary:
    'What of a month is billed, what is not yet, and what cannot be: times, kinds of attendees and codes, by client number, and no word of what was discussed.',
  refusals: ['bad-input'],
  requirements: ['REQ-080', 'REQ-090', 'REQ-122'],
  input: z.strictObject({
    ...whichMonth,
    /** The `next` of the page before. */
    after: placeAfter(z.iso.date(), z.uuid()).optional(),
  }),
  reply: z.object({
    month: z.string(),
    /** The month in which the agency now is. */
    thisMonth: z.string(),
    reviews: z.array(listed),
    next: z.string().nullable(),
  }),
});

export const exportBilling = fileEndpoint({
  path: '/api/billing/export',
  summary: 'The same list as a CSV file.',
  refusals: ['bad-input', 'step-up-needed', 'may-not-take-lists', 'too-many-lines', ...whyNotTaken],
  requirements: ['REQ-080'],
  input: z.strictObject({ ...whichMonth, ...takingOut, ...byRequest }),
});

export const requestBillingList = endpoint({
  method: 'POST',
  path: '/api/billing/export/requests',
  summary: 'Asks that a second person approves the same list as a file, where it is long.',
  refusals: ['bad-input', ...whyNotRequested],
  requirements: ['REQ-080'],
  input: z.strictObject({ ...whichMonth, ...takingOut }),
  reply: requested,
});
