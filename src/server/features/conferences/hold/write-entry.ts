import type * as contract from '#contract/conferences/capture.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { addEntry as decide } from '#domain/conference/capture.ts';
import type { Entry } from '#domain/conference/client-review.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { caseClasses, chooseClass, noteLowering } from '#server/stores/case-classes.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import { lockForWriting, reviewIn, withReview } from './change-conference.ts';
import { classAnew } from '#server/features/conferences/classes.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';

/** One line, with who said it and when it was written. */
export async function addEntry(input: InputOf<typeof contract.addEntry>, visit: Visit) {
  const { conferenceId, reviewId, kind, text, saidBy } = input;
  const stored = await lockForWriting(visit, conferenceId);
  const { clientId } = reviewIn(stored, reviewId);
  const classes = await caseClasses(visit, clientId);
  const entry: Entry = {
    id: newId(visit.at),
    kind,
    text,
    author: saidBy ?? { kind: 'staff', id: visit.actor },
    at: visit.at,
    class: chooseClass(classes, input.class),
  };
  const written = orRefuse(decide(stored.conference, { reviewId, entry }));
  await saveConference(visit, stored, { to: written });
  await noteLowering(visit, classes, { aboutId: entry.id, clientId, class: entry.class });
  return { conferenceId, entryId: entry.id };
}

type EntryKey = { reviewId: string; entryId: string };

/** A line that the asker may read; any other looks absent. */
function entryIn(stored: StoredConference, { reviewId, entryId }: EntryKey): Entry {
  const entry = reviewIn(stored, reviewId).entries.find(({ id }) => id === entryId);
  if (!entry || stored.hidden.has(entry)) throw new Refused('not-found');
  return entry;
}

export async function editEntry(input: InputOf<typeof contract.editEntry>, visit: Visit) {
  const { conferenceId, reviewId, entryId, text } = input;
  const stored = await lockForWriting(visit, conferenceId);
  const before = entryIn(stored, input);
  const { clientId } = reviewIn(stored, reviewId);
  const classes = await caseClasses(visit, clientId);
  const isOwn = stored.writers.get(entryId) === visit.actor;
  const hasSameWords = text === before.text;
  const asked = { before: before.class, wanted: input.class, isOwn, hasSameWords };
  const sensitivity = classAnew(classes, asked);
  const entry = { ...before, text, class: sensitivity };
  const written = withReview(stored.conference, reviewId, (review) => ({
    ...review,
    entries: review.entries.map((each) => (each.id === entryId ? entry : each)),
  }));
  await saveConference(visit, stored, { to: orRefuse(written) });
  const rewritten = { aboutId: entryId, clientId, class: sensitivity, before: before.class };
  await noteLowering(visit, classes, rewritten);
  return { conferenceId };
}

export async function removeEntry(input: InputOf<typeof contract.removeEntry>, visit: Visit) {
  const { conferenceId, reviewId, entryId } = input;
  const stored = await lockForWriting(visit, conferenceId);
  entryIn(stored, input);
  const written = withReview(stored.conference, reviewId, (review) => ({
    ...review,
    entries: review.entries.filter(({ id }) => id !== entryId),
    // What was agreed for this need now serves the plan as a whole.
    actionItems: review.actionItems.map((item) =>
      item.needId === entryId ? { ...item, needId: null } : item,
    ),
  }));
  await saveConference(visit, stored, { to: orRefuse(written) });
  return { conferenceId };
}
