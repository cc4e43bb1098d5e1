import { z } from 'zod';
import { modeReasons } from '#domain/conference/mode-reasons.ts';
import { roles } from '#domain/conference/conference.ts';
import { missedKinds } from '#domain/conference/missed.ts';
import { kindReadiness, notToTell } from '#contract/consent-view.ts';
import {
  absenceReasons,
  conferenceStates,
  entryKind,
  mode,
  personRef,
  replies,
  reviewStates,
  sensitivityClass,
  topicCode,
} from './parts.ts';

/** Somebody with the name, title and agency they have on the date of the conference. */
export const namedPerson = z.object({
  person: personRef,
  name: z.string(),
  title: z.string().nullable(),
  agency: z.string().nullable(),
});
export type NamedPerson = z.output<typeof namedPerson>;

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

export const actionItemView = z.object({
  actionItemId: z.string(),
  needId: z.string().nullable(),
  text: z.string(),
  class: sensitivityClass,
  owner: namedPerson,
  dueOn: z.string(),
  followUp: z.object({ on: z.string(), how: z.string(), by: z.string(), byName: z.string() }),
  state: z.enum(['open', 'done', 'cancelled']),
  finishedAt: z.string().nullable(),
  /** What came of it, or why it was given up. */
  outcome: z.string().nullable(),
  isOverdue: z.boolean(),
});

const entryView = z.object({
  entryId: z.string(),
  kind: entryKind,
  text: z.string(),
  class: sensitivityClass,
  author: namedPerson,
  at: z.string(),
  /** Written down when the client was not being discussed any more. */
  isAfterwards: z.boolean(),
  isMine: z.boolean(),
  /** Whoever wrote it down, or may read the whole case; anybody else takes it out and writes it again. */
  mayChange: z.boolean(),
});

const attendanceView = z.object({
  person: personRef,
  state: z.enum(['present', 'absent']),
  presentFrom: z.string().nullable(),
  presentUntil: z.string().nullable(),
  absenceReason: z.enum(absenceReasons).nullable(),
});

const reviewView = z.object({
  reviewId: z.string(),
  enrollmentId: z.string(),
  client: z.object({
    clientId: z.string(),
    name: z.string(),
    number: z.int(),
    pronouns: z.string(),
    languages: z.array(z.string()),
    interpreterNeeded: z.boolean(),
    hasDied: z.boolean(),
  }),
  program: z.object({
    programId: z.string(),
    name: z.string(),
    /** What this program calls the people it serves, those who work for them, and its plan. */
    vocabulary: z.object({ client: z.string(), worker: z.string(), plan: z.string() }),
  }),
  position: z.int(),
  plannedMinutes: z.int(),
  reasons: z.array(
    z.object({
      code: topicCode,
      label: z.string(),
      text: z.string().nullable(),
      class: sensitivityClass,
    }),
  ),
  /** The significant changes that this review was called for. */
  causes: z.array(z.object({ changeEventId: z.string(), label: z.string(), on: z.string() })),
  /** The reasons that this program's policy lets one choose from. */
  topics: z.array(z.object({ code: topicCode, label: z.string() })),
  clientNotAskedBecause: z.enum(absenceReasons).nullable(),
  state: z.enum(reviewStates),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  attendance: z.array(attendanceView),
  entries: z.array(entryView),
  noNeedsReason: z.string().nullable(),
  /** Whether the asker is told what every review has, its summary and its form; what they may read of it is another matter. */
  isToldWhole: z.boolean(),
  summary: z
    .object({
      text: z.string(),
      class: sensitivityClass,
      how: z.enum(['aloud', 'each-agreed']),
      confirmedByName: z.string(),
      confirmedAt: z.string(),
    })
    .nullable(),
  actionItems: z.array(actionItemView),
  noActionReason: z.string().nullable(),
  /** The open items of this client's earlier conferences, to look at first. */
  earlierActionItems: z.array(actionItemView),
  /** The classes that new words about this client may carry; the first is what they get unless lowered. */
  classes: z.array(sensitivityClass),
  /** What somebody gave a lower class than the case holds; only for whoever may know what it holds. */
  lowered: z.array(
    z.object({
      what: z.enum(['line', 'summary', 'action']),
      text: z.string(),
      from: sensitivityClass,
      byName: z.string(),
    }),
  ),
  /** The printed form: made, or on its way; null where the asker has none to open. */
  form: z.enum(['made', 'coming']).nullable(),
  /** After the close: whether it counts under the program's rules, and why not. */
  counts: z
    .object({
      ok: z.boolean(),
      reasonCodes: z.array(z.string()),
      isVoid: z.boolean(),
      /** What somebody should look at although it counts, and what can be done about it. */
      warnings: z.array(z.object({ code: z.string(), text: z.string(), remedy: z.string() })),
    })
    .nullable(),
  /** Whether the asker may declare it void, or take that back. */
  mayVoid: z.boolean(),
});

const attendeeView = namedPerson.extend({
  organizationId: z.string().nullable(),
  wantedFor: z.array(z.string()),
  invitedTo: z.array(z.string()),
  reply: z.enum(replies),
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
  version: z.int(),
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
