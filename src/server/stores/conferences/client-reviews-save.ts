import type { ActionItem } from '#domain/action-items/action-item.ts';
import type { ClientReview, Entry } from '#domain/conference/client-review.ts';
import { personKey } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal } from '#server/platform/vault.ts';
import { saveActionItem } from './action-items.ts';
import type { StoredConference } from './conferences.ts';

type Saving = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;
type Change = { was: ClientReview; review: ClientReview };

/** Writes the lines, the summary, the notes and the agreed actions that are new, changed or gone. */
export async function saveContent(visit: Saving, stored: StoredConference, change: Change) {
  await saveEntries(visit, stored, change);
  await saveSummary(visit, change);
  await saveNote(visit, change, 'no-action');
  await saveNote(visit, change, 'no-needs');
  await saveActionItems(visit, change);
}

const gone = <Part extends { id: string }>(was: readonly Part[], now: readonly Part[]) =>
  was.filter(({ id }) => !now.some((part) => part.id === id));

async function saveEntries(visit: Saving, stored: StoredConference, { was, review }: Change) {
  const { tx, at, agencyId } = visit;
  for (const entry of review.entries) {
    const before = was.entries.find(({ id }) => id === entry.id);
    if (before === entry) continue;
    if (before) await rewriteEntry(visit, review, entry);
    else await addEntry(visit, stored, { review, entry });
  }
  for (const { id } of gone(was.entries, review.entries))
    await tx
      .updateTable('review_entry')
      .set({ removed_at: at })
      .where('agency_id', '=', agencyId)
      .where('entry_id', '=', id)
      .execute();
}

async function addEntry(
  { tx, agencyId, actor }: Saving,
  { attendeeIds }: StoredConference,
  { review, entry }: { review: ClientReview; entry: Entry },
) {
  const isMine = entry.author.kind === 'staff' && entry.author.id === actor;
  await tx
    .insertInto('review_entry')
    .values({
      agency_id: agencyId,
      entry_id: entry.id,
      review_id: review.id,
      client_id: review.clientId,
      kind: entry.kind,
      class: entry.class,
      body: seal({ agencyId, clientId: review.clientId, rowId: entry.id }, entry.text),
      author_id: actor,
      said_by_attendee_id: isMine ? null : (attendeeIds.get(personKey(entry.author)) ?? null),
      written_at: entry.at,
    })
    .execute();
}

async function rewriteEntry({ tx, at, agencyId }: Saving, review: ClientReview, entry: Entry) {
  await tx
    .updateTable('review_entry')
    .set({
      body: seal({ agencyId, clientId: review.clientId, rowId: entry.id }, entry.text),
      class: entry.class,
      changed_at: at,
    })
    .where('agency_id', '=', agencyId)
    .where('entry_id', '=', entry.id)
    .execute();
}

async function saveSummary({ tx, agencyId, actor }: Saving, { was, review }: Change) {
  const { summary, clientId, id } = review;
  if (summary === null || summary === was.summary) return;
  const words = {
    class: summary.class,
    body: seal({ agencyId, clientId, rowId: id }, summary.text),
    written_by: actor,
    how: summary.how,
    confirmed_at: summary.confirmedAt,
    confirmed_by: summary.confirmedBy,
  };
  if (was.summary === null)
    await tx
      .insertInto('review_summary')
      .values({
        ...words,
        agency_id: agencyId,
        review_id: id,
        client_id: clientId,
      })
      .execute();
  else
    await tx
      .updateTable('review_summary')
      .set(words)
      .where('agency_id', '=', agencyId)
      .where('review_id', '=', id)
      .execute();
}

async function saveNote(
  { tx, at, agencyId, actor }: Saving,
  { was, review }: Change,
  kind: 'no-action' | 'no-needs',
) {
  const textIn = (one: ClientReview) =>
    kind === 'no-action' ? one.noActionReason : one.noNeedsReason;
  const text = textIn(review);
  if (text === textIn(was)) return;
  await tx
    .deleteFrom('review_note')
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', review.id)
    .where('kind', '=', kind)
    .execute();
  if (text === null) return;
  await tx
    .insertInto('review_note')
    .values({
      agency_id: agencyId,
      review_id: review.id,
      client_id: review.clientId,
      kind,
      body: seal({ agencyId, clientId: review.clientId, rowId: review.id }, text),
      written_by: actor,
      written_at: at,
    })
    .execute();
}

async function saveActionItems(visit: Saving, { was, review }: Change) {
  const { tx, at, agencyId } = visit;
  for (const item of review.actionItems) {
    const before = was.actionItems.find(({ id }) => id === item.id);
    if (before !== item) await saveActionItem(visit, item, before);
  }
  for (const { id } of gone<ActionItem>(was.actionItems, review.actionItems))
    await tx
      .updateTable('action_item')
      .set({ removed_at: at })
      .where('agency_id', '=', agencyId)
      .where('action_item_id', '=', id)
      .execute();
}

export type LoweredWords = { aboutId: string; clientId: string; from: string; to: string };

/** Whoever gives words a lower class than the case's highest leaves their name. */
export async function recordLowering(
  { tx, at, agencyId, actor }: Saving,
  { aboutId, clientId, from, to }: LoweredWords,
) {
  await tx
    .insertInto('lowered_class')
    .values({
      agency_id: agencyId,
      about_id: aboutId,
      client_id: clientId,
      class: from,
      lowered_to: to,
      lowered_by: actor,
      lowered_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
