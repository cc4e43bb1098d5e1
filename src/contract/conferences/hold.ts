import { z } from 'zod';
import { instant } from '#contract/dates.ts';
import { endpoint } from '#contract/endpoint.ts';
import { problems } from '#contract/problem.ts';
import { absenceReasons, changed, conferenceKey, personRef, reviewKey, why } from './parts.ts';

export const holdAfterwardsProblems = problems({
  'not-over-yet': {
    status: 422,
    title: 'The end lies ahead. Give the time at which it ended, or start the conference now.',
  },
  'held-before-invited': {
    status: 422,
    title: 'It cannot have been held before people were invited to it. Correct the date.',
  },
  'longer-than-a-meeting': {
    status: 422,
    title: 'A meeting takes at most 12 hours. Correct the times.',
  },
  'email-has-no-hours': {
    status: 409,
    title: 'What was exchanged by email has no hours. Start it, and add the emails.',
  },
});

export const startConference = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/start',
  summary: 'Starts a conference; to start it again changes nothing.',
  refusals: [
    'not-taking-part',
    'not-found',
    'conference-not-scheduled',
    'facilitator-missing',
    'timekeeper-missing',
    'notetaker-missing',
    'only-the-facilitator-leads',
    'needs-every-client',
  ],
  requirements: ['REQ-050', 'REQ-059', 'REQ-060', 'REQ-061'],
  input: z.strictObject(conferenceKey),
  reply: changed.extend({ startedAt: z.string() }),
});

export const holdAfterwards = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/held',
  summary:
    'Says that a conference was held though nobody began it here, from when until when: it waits to be written down and closed.',
  refusals: [
    'not-taking-part',
    'not-found',
    'conference-not-scheduled',
    'facilitator-missing',
    'timekeeper-missing',
    'notetaker-missing',
    'only-the-facilitator-leads',
    'needs-every-client',
    'email-has-no-hours',
    'ends-before-it-starts',
    'longer-than-a-meeting',
    'not-over-yet',
    'held-before-invited',
  ],
  requirements: ['REQ-106', 'REQ-111'],
  input: z.strictObject({ ...conferenceKey, startedAt: instant, endedAt: instant }),
  reply: changed,
});

export const activateReview = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/activate',
  summary: 'Opens one client; whoever was open before is done at the same instant.',
  refusals: [
    'not-found',
    'conference-not-in-session',
    'only-the-facilitator-leads',
    'review-already-begun',
    'not-taking-part',
  ],
  requirements: ['REQ-058'],
  input: z.strictObject(reviewKey),
  reply: changed,
});

export const adjustMinutes = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/minutes',
  summary: 'Gives one client more or less time.',
  refusals: ['not-found', 'conference-not-in-session', 'review-already-over', 'not-taking-part'],
  requirements: ['REQ-067', 'REQ-068'],
  input: z.strictObject({
    ...reviewKey,
    plannedMinutes: z.int('Give whole minutes.').min(1, 'Give at least one minute.').max(240),
  }),
  reply: changed,
});

export const recordAttendance = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/attendance',
  summary: 'Says who was there for this client, and from when until when.',
  refusals: [
    'not-found',
    'conference-not-open',
    'not-an-attendee',
    'presence-outside-review',
    'presence-by-email',
    'not-taking-part',
  ],
  requirements: ['REQ-014', 'REQ-108'],
  input: z.strictObject({
    ...reviewKey,
    person: personRef,
    state: z.enum(['present', 'absent'], { message: 'Say whether they were there.' }),
    reason: z.enum(absenceReasons).nullable().default(null),
    /** Left out: with the start of the review, and until its end. */
    presentFrom: instant.nullable().default(null),
    presentUntil: instant.nullable().default(null),
  }),
  reply: changed,
});

export const markNotCovered = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/not-covered',
  summary: 'Says that a client was opened by mistake and not discussed.',
  refusals: [
    'not-found',
    'conference-not-ended',
    'review-has-content',
    'exchange-answered',
    'needs-every-client',
    'not-taking-part',
  ],
  requirements: [],
  input: z.strictObject(reviewKey),
  reply: changed,
});

export const correctTimes = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reviews/:reviewId/times',
  summary: 'Corrects from when until when one client was discussed.',
  refusals: [
    'not-found',
    'conference-not-ended',
    'ends-before-it-starts',
    'outside-the-conference',
    'reviews-overlap',
    'not-taking-part',
  ],
  requirements: ['REQ-111'],
  input: z.strictObject({ ...reviewKey, startedAt: instant, endedAt: instant }),
  reply: changed,
});

export const endConference = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/end',
  summary: 'Ends the meeting; who was not discussed goes back to due.',
  refusals: [
    'not-found',
    'conference-not-in-session',
    'only-the-facilitator-leads',
    'not-taking-part',
  ],
  requirements: ['REQ-111'],
  input: z.strictObject(conferenceKey),
  reply: changed.extend({ endedAt: z.string() }),
});

export const discardConference = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/discard',
  summary:
    'Records that a conference was started by mistake, or that nobody answered by email: nothing of it counts.',
  refusals: [
    'not-found',
    'conference-not-open',
    'conference-has-content',
    'exchange-answered',
    'needs-every-client',
    'not-taking-part',
  ],
  requirements: ['REQ-114'],
  input: z.strictObject({ ...conferenceKey, reason: why }),
  reply: changed,
});
