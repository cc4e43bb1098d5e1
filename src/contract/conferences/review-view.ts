import { z } from 'zod';
import { namedPerson } from './named-person.ts';
import {
  absenceReasons,
  entryKind,
  personRef,
  reviewStates,
  sensitivityClass,
  topicCode,
} from './parts.ts';

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

/** One client’s turn in a conference, as the asker may see it. */
export const reviewView = z.object({
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
