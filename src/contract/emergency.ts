import { z } from 'zod';
import { emergencyOutcomes, emergencyReasons, owedReviews } from '#domain/access/emergency.ts';
import { readCareTeam } from './care-team.ts';
import { readClientDetails } from './client-details.ts';
import { readClient } from './clients.ts';
import { day } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { placeAfter } from './place-after.ts';
import { problems } from './problem.ts';
import { readRecord } from './record.ts';

export const emergencyProblems = problems({
  'emergency-open-already': {
    status: 409,
    title: 'You have emergency access to somebody now. End it before you open another.',
  },
  'emergency-review-owed': {
    status: 403,
    title:
      'An emergency access of yours has not been reviewed in time, or three wait. A supervisor or an administrator reviews them first.',
  },
  'emergency-tries-over': {
    status: 429,
    title:
      'Ten times within an hour what was entered matched nobody. Call a supervisor of the program, or wait for an hour.',
  },
  'emergency-reviewed-already': {
    status: 409,
    title: 'Somebody has reviewed this already. Their review stands beside it.',
  },
  'not-your-own-emergency': {
    status: 403,
    title: 'You opened this yourself. Another supervisor or an administrator reviews it.',
  },
});

const words = (empty: string) =>
  z.string(empty).trim().min(10, empty).max(1000, 'Keep it to 1000 characters.');

export const openEmergency = endpoint({
  method: 'POST',
  path: '/api/emergency/open',
  summary:
    'Opens one client of the agency for 60 minutes, to read only, for whoever has shown within five minutes that it is they. Supervisors and administrators hear of it at once. What does not match one client is not found, whoever it is.',
  refusals: [
    'not-found',
    'step-up-needed',
    'emergency-open-already',
    'emergency-review-owed',
    'emergency-tries-over',
  ],
  requirements: ['REQ-178'],
  input: z.strictObject({
    client: z
      .string()
      .trim()
      .min(1, 'Enter the number, an identifier, or given and family name.')
      .max(200, 'Keep it to 200 characters.'),
    bornOn: day('Enter the date of birth.'),
    reason: z.enum(emergencyReasons, 'Choose the reason.'),
    words: words('Say in your own words what happened, in at least ten characters.'),
  }),
  reply: z.object({ accessId: z.string(), clientId: z.string(), endsAt: z.string() }),
});

export const endEmergency = endpoint({
  method: 'POST',
  path: '/api/emergency/end',
  summary: 'Ends one’s own emergency access before its hour is over.',
  refusals: ['not-found'],
  requirements: ['REQ-178'],
  input: z.strictObject({ accessId: z.uuid() }),
  reply: z.object({ done: z.literal(true) }),
});

/** The `next` of the page before. */
const after = placeAfter(z.iso.datetime(), z.uuid()).optional();

const opened = z.object({
  accessId: z.string(),
  reason: z.enum(emergencyReasons),
  openedAt: z.string(),
  endsAt: z.string(),
  isOpen: z.boolean(),
  /** By the server’s clock: the reader’s may be wrong. */
  minutesLeft: z.int(),
  reviewBy: z.string(),
  isLate: z.boolean(),
  review: z
    .object({ outcome: z.enum(emergencyOutcomes), byName: z.string(), at: z.string() })
    .nullable(),
});

export const readOwnEmergencies = endpoint({
  method: 'GET',
  path: '/api/emergency/mine',
  summary:
    'The asker’s own emergency accesses, the latest first, and whether theirs have to be reviewed before they can open another.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({ after }),
  reply: z.object({
    mine: z.array(opened.extend({ clientId: z.string() })),
    /** Not in time, or too many that wait; null when they can open one. */
    owed: z.enum(owedReviews).nullable(),
    next: z.string().nullable(),
  }),
});

const judged = opened.extend({
  byName: z.string(),
  client: z.object({ clientId: z.string(), name: z.string() }),
  /** Null for those who read nothing that is said about the client. */
  words: z.string().nullable(),
  note: z.string().nullable(),
  may: z.object({ review: z.boolean() }),
});
export type EmergencyToReview = z.output<typeof judged>;

export const listEmergencies = endpoint({
  method: 'GET',
  path: '/api/emergency/reviews',
  summary:
    'Emergency accesses to clients whom the asker answers for: to be reviewed within 72 hours, the longest ago first, or those that were, the latest first.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({ show: z.enum(['open', 'reviewed']).default('open'), after }),
  reply: z.object({ emergencies: z.array(judged), next: z.string().nullable() }),
});

export const reviewEmergency = endpoint({
  method: 'POST',
  path: '/api/emergency/review',
  summary: 'A second person says whether it was an emergency; one that was none ends at once.',
  refusals: ['not-found', 'emergency-reviewed-already', 'not-your-own-emergency'],
  requirements: ['REQ-178'],
  input: z.strictObject({
    accessId: z.uuid(),
    outcome: z.enum(emergencyOutcomes, 'Say what it was.'),
    note: words('Say what you looked at and found, in at least ten characters.'),
  }),
  reply: z.object({ done: z.literal(true) }),
});

const inEmergency = 'Under emergency access, and never otherwise: ';

export const readClientInEmergency = endpoint({
  ...readClient,
  path: '/api/emergency/clients/:clientId',
  summary: `${inEmergency}who a client is, at a glance.`,
});
export const readDetailsInEmergency = endpoint({
  ...readClientDetails,
  path: '/api/emergency/clients/:clientId/details',
  summary: `${inEmergency}how to make contact.`,
});
export const readCareTeamInEmergency = endpoint({
  ...readCareTeam,
  path: '/api/emergency/clients/:clientId/care-team',
  summary: `${inEmergency}who serves and supports the client.`,
});
export const readRecordInEmergency = endpoint({
  ...readRecord,
  path: '/api/emergency/clients/:clientId/record',
  summary: `${inEmergency}one client’s record, newest first.`,
});
