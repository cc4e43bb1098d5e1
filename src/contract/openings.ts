import { z } from 'zod';
import { openingKinds, openingOutcomes } from '#domain/access/openings.ts';
import { day } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';

export const openingProblems = problems({
  'opening-reviewed-already': {
    status: 409,
    title: 'Somebody has reviewed this already. Their review stands beside it.',
  },
  'not-your-own-opening': {
    status: 403,
    title: 'You opened this yourself. Another supervisor or an administrator reviews it.',
  },
});

const week = day('Enter a day of the week.');

const opening = z.object({
  kind: z.enum(openingKinds),
  staffId: z.string(),
  byName: z.string(),
  client: z.object({ clientId: z.string(), name: z.string() }),
  /** How many requests about the client there were in the week. */
  times: z.int(),
  firstInWords: z.string(),
  lastInWords: z.string(),
  review: z.object({ inWords: z.string(), byName: z.string(), atInWords: z.string() }).nullable(),
  may: z.object({ review: z.boolean() }),
});
export type Opening = z.output<typeof opening>;

export const listOpenings = endpoint({
  method: 'GET',
  path: '/api/openings',
  summary:
    'Who opened the record of a client of their own name, or what may be their own, and who had emergency access, in one week; what waits for its review first, at most two hundred, never the asker’s own, and of clients whom the asker oversees. What was opened after it was reviewed is reviewed again.',
  refusals: ['bad-input'],
  requirements: ['REQ-178'],
  /** Any day of the week; without one, this week. */
  input: z.strictObject({ week: week.optional() }),
  reply: z.object({
    startsOn: z.string(),
    endsOn: z.string(),
    /** Null for this week: there is none after it. */
    nextOn: z.string().nullable(),
    beforeOn: z.string(),
    openings: z.array(opening),
    count: z.object({ all: z.int(), reviewed: z.int() }),
    isMore: z.boolean(),
  }),
});

export const listOpeningWeeks = endpoint({
  method: 'GET',
  path: '/api/openings/weeks',
  summary:
    'In which of the eight weeks before this one something is not reviewed yet, and how much of it, the longest ago first; never the asker’s own, and without a name.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({}),
  reply: z.object({
    weeks: z.array(
      z.object({
        startsOn: z.string(),
        endsOn: z.string(),
        /** How many stand on its list without a review. */
        waiting: z.int(),
      }),
    ),
  }),
});
export type OpeningWeek = z.output<typeof listOpeningWeeks.reply>['weeks'][number];

export const reviewOpening = endpoint({
  method: 'POST',
  path: '/api/openings/review',
  summary:
    'A second person says of one client’s record, of whoever opened it in one week, what it was.',
  refusals: ['not-found', 'opening-reviewed-already', 'not-your-own-opening'],
  requirements: ['REQ-178'],
  input: z.strictObject({
    staffId: z.uuid(),
    clientId: z.uuid(),
    week,
    outcome: z.enum(openingOutcomes, 'Say what it was.'),
  }),
  reply: z.object({ done: z.literal(true) }),
});
