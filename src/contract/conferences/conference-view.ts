import { z } from 'zod';
import { modeReasons } from '#domain/conference/mode-reasons.ts';
import { roles } from '#domain/conference/conference.ts';
import { missedKinds } from '#domain/conference/missed.ts';
import { kindReadiness, notToTell } from '#contract/consent-view.ts';
import {
  conferenceStates,
  mode,
  personRef,
  replies,
  seenVersion,
  sensitivityClass,
} from './parts.ts';
import { namedPerson } from './named-person.ts';
import { reviewView } from './review-view.ts';

const scheduleView = z.object({
  startsAt: z.string(),
  endsAt: z.string(),
  on: z.string(),
  time: z.string(),
  minutes: z.int(),
  timeZone: z.string(),
  /** "Thu 3 Dec 2026, 10:00 am to 11:00 am Eastern". */
  inWords: z.string(),
  mode,
  modeReason: z.enum(modeReasons).nullable(),
  place: z.string(),
  joinLink: z.string(),
});

const attendeeView = namedPerson.extend({
  organizationId: z.string().nullable(),
  wantedFor: z.array(z.string()),
  invitedTo: z.array(z.string()),
  reply: z.enum(replies),
  /** Whether they answered themselves, or who entered it, and when; null as long as nobody has. */
  answerInWords: z.string().nullable(),
  hasEmail: z.boolean(),
  /** Nothing goes to them any more. */
  hasDied: z.boolean(),
});

const suggestion = namedPerson.extend({
  /** What they do for the client, or what they are to the client. */
  servesAs: z.string(),
  isKeyProvider: z.boolean(),
  reviewIds: z.array(z.string()),
});

/** Whether one person may hear about one client, on the day of the meeting. */
const readinessView = z.object({
  person: personRef,
  reviewId: z.string(),
  state: z.enum(['ok', 'partly', 'none', 'ends-before', 'revoked', 'staff']),
  endsOn: z.string().nullable(),
  missing: z.array(sensitivityClass),
  inWords: z.string(),
  /** Each kind of information that the asker may know of this client: whether this person may be told of it then, and until when. */
  kinds: z.array(kindReadiness),
  notToTell,
});

export const planWarnings = [
  'time-boxes-exceed-the-meeting',
  'facilitator-is-timekeeper',
  'roles-not-assigned',
] as const;

/** A conference as the asker may see it: clients they have no access to leave no trace. */
export const conferenceView = z.object({
  conferenceId: z.string(),
  number: z.int(),
  state: z.enum(conferenceStates),
  version: seenVersion,
  plannedBy: z.object({ staffId: z.string(), name: z.string() }),
  /** A review among the agency's own staff: kept, and never counted. */
  isInternal: z.boolean(),
  /** The zone that a new time is read in, unless another is chosen. */
  timeZone: z.string(),
  schedule: scheduleView.nullable(),
  roles: z.record(z.enum(roles), z.string().nullable()),
  invitedAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  /** Its time is over and nobody began it, or nobody ended it. */
  missed: z.enum(missedKinds).nullable(),
  /** Why it was cancelled, or recorded as not held. */
  withdrawnBecause: z.string().nullable(),
  /** False where it is about somebody whom the asker does not see: when the others are spoken of cannot be reckoned then. */
  isWhole: z.boolean(),
  reviews: z.array(reviewView),
  attendees: z.array(attendeeView),
  /** The care teams' people who are not asked yet. */
  suggested: z.array(suggestion),
  readiness: z.array(readinessView),
  warnings: z.array(z.enum(planWarnings)),
  /** What still stops the invitations, as the code and text of a refusal; null when nothing does. */
  notYet: z.object({ code: z.string(), inWords: z.string() }).nullable(),
  timeBudget: z.object({ plannedMinutes: z.int(), availableMinutes: z.int().nullable() }),
  may: z.object({
    plan: z.boolean(),
    invite: z.boolean(),
    start: z.boolean(),
    lead: z.boolean(),
    write: z.boolean(),
    close: z.boolean(),
  }),
  /** The server's moment, to set a clock by. */
  at: z.string(),
});
export type ConferenceView = z.output<typeof conferenceView>;

export const conferenceRow = z.object({
  conferenceId: z.string(),
  number: z.int(),
  state: z.enum(conferenceStates),
  startsAt: z.string().nullable(),
  inWords: z.string().nullable(),
  mode,
  /** Only the clients whom the asker may see. */
  clients: z.array(z.object({ clientId: z.string(), name: z.string() })),
  facilitatorName: z.string().nullable(),
  isLedByAsker: z.boolean(),
  /** Its time is over and nobody began it, or nobody ended it. */
  missed: z.enum(missedKinds).nullable(),
});
