import { sql } from 'kysely';
import type { ActionItem } from '#domain/action-items/action-item.ts';
import type { Entry, EntryKind, Reason, Summary } from '#domain/conference/client-review.ts';
import type { ClientId, PersonRef, SensitivityClass } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import { unseal } from '#server/platform/vault.ts';
import { factNotesOf } from '#server/stores/fact-notes-read.ts';

/** What was written about one client; a part that the asker may not read is there without its words. */
export type ReviewParts = {
  reasons: Reason[];
  entries: Entry[];
  summary: Summary | null;
  noNeedsReason: string | null;
  noActionReason: string | null;
  actionItems: ActionItem[];
};

export type ConferenceParts = {
  of: (reviewId: string) => ReviewParts;
  /** The parts without words, and the notes by their key: they leave no trace on a screen. */
  hidden: ReadonlySet<unknown>;
  /** Who wrote each line down, by its id, whoever said it. */
  writers: ReadonlyMap<string, string>;
};

export const noteKey = (reviewId: string, kind: 'no-action' | 'no-needs') => `${reviewId}:${kind}`;

type OutlineRow = {
  review_id: string;
  part: 'reason' | 'note' | 'entry' | 'summary' | 'action';
  part_id: string | null;
  kind: string;
  class: SensitivityClass;
  person_id: string | null;
  said_by: string | null;
  at: Temporal.Instant | null;
  need_id: string | null;
  owner_staff_id: string | null;
  owner_provider_id: string | null;
  owner_support_id: string | null;
  due_on: Temporal.PlainDate | null;
  follow_up_on: Temporal.PlainDate | null;
  follow_up_by: string | null;
  finished_at: Temporal.Instant | null;
};

type Reading = {
  agencyId: string;
  conferenceId: string;
  clientOf: ReadonlyMap<string, ClientId>;
  attendeeOf: ReadonlyMap<string, PersonRef>;
  /** For the form that the agency files: all words, which only a job is given. */
  everyWord: boolean;
};

export async function conferenceParts(tx: Tx, reading: Reading): Promise<ConferenceParts> {
  const { agencyId, conferenceId, clientOf, attendeeOf, everyWord } = reading;
  const { rows } = await sql<OutlineRow>`
    select * from auth.conference_outline(${conferenceId})`.execute(tx);
  const reviewIds = [...clientOf.keys()];
  const words = everyWord
    ? await everyWordOf(tx, reviewIds)
    : await wordsOf(tx, agencyId, reviewIds);
  const outcomes = await factNotesOf({ tx, agencyId }, everyWord ? [] : finishedIn(rows));
  const hidden = new Set<unknown>();
  const writers = new Map(
    rows.flatMap(({ part, part_id: id, person_id: by }) =>
      part === 'entry' && id !== null && by !== null ? [[id, by] as const] : [],
    ),
  );
  const parts = new Map<string, ReviewParts>();

  const read = (row: OutlineRow, part: string = row.part) => {
    const sealed = words.get(keyOf(part, row.part_id ?? row.review_id));
    const clientId = clientOf.get(row.review_id) ?? '';
    const place = { agencyId, clientId, rowId: row.part_id ?? row.review_id };
    return sealed ? unseal(place, sealed) : null;
  };
  const noting = <Part>(part: Part, isHidden: boolean): Part => {
    if (isHidden) hidden.add(part);
    return part;
  };
  const add: Record<OutlineRow['part'], (row: OutlineRow, to: ReviewParts) => void> = {
    reason: (row, { reasons }) => {
      const isVisible = everyWord || words.has(keyOf('reason-row', row.part_id ?? ''));
      const reason = { code: row.kind, text: read(row), class: row.class };
      reasons.push(noting(reason, !isVisible));
    },
    note: (row, to) => {
      const kind = row.kind === 'no-action' ? 'no-action' : 'no-needs';
      const text = read(row, kind);
      if (text === null) hidden.add(noteKey(row.review_id, kind));
      if (kind === 'no-action') to.noActionReason = text ?? '';
      else to.noNeedsReason = text ?? '';
    },
    entry: (row, { entries }) => {
      const text = read(row);
      const author = attendeeOf.get(row.said_by ?? '') ?? staff(row.person_id);
      const entry: Entry = {
        id: must(row.part_id),
        kind: entryKind(row.kind),
        text: text ?? '',
        author,
        at: must(row.at),
        class: row.class,
      };
      entries.push(noting(entry, text === null));
    },
    summary: (row, to) => {
      const text = read(row);
      to.summary = noting(
        {
          text: text ?? '',
          class: row.class,
          confirmedBy: must(row.person_id),
          confirmedAt: must(row.at),
          how: row.kind === 'aloud' ? 'aloud' : 'each-agreed',
        },
        text === null,
      );
    },
    action: (row, { actionItems }) => {
      const text = read(row);
      const item = actionOf(row, {
        clientId: clientOf.get(row.review_id) ?? '',
        text: text ?? '',
        how: read(row, 'follow-up') ?? '',
        outcome: outcomes.get(row.part_id ?? '') ?? null,
      });
      actionItems.push(noting(item, text === null));
    },
  };
  for (const row of rows) {
    const to = parts.get(row.review_id) ?? noParts();
    parts.set(row.review_id, to);
    add[row.part](row, to);
  }
  return { of: (reviewId) => parts.get(reviewId) ?? noParts(), hidden, writers };
}

const finishedIn = (rows: readonly OutlineRow[]) =>
  rows.flatMap(({ part, kind, part_id: id }) =>
    part === 'action' && kind !== 'open' && id !== null ? [id] : [],
  );

const noParts = (): ReviewParts => ({
  reasons: [],
  entries: [],
  summary: null,
  noNeedsReason: null,
  noActionReason: null,
  actionItems: [],
});

const keyOf = (part: string, id: string) => `${part}:${id}`;

/** What row security lets the asker read, by part. */
async function wordsOf(tx: Tx, agencyId: string, reviewIds: string[]) {
  if (reviewIds.length === 0) return new Map<string, Buffer>();
  const { rows } = await sql<{ part: string; id: string; body: Buffer | null }>`
    with wanted as (select unnest(${reviewIds}::uuid[]) as review_id)
    select 'reason' as part, x.reason_id as id, x.body from review_reason x join wanted using (review_id) where x.agency_id = ${agencyId}
    union all select x.kind, x.review_id, x.body from review_note x join wanted using (review_id) where x.agency_id = ${agencyId}
    union all select 'entry', x.entry_id, x.body from review_entry x join wanted using (review_id) where x.agency_id = ${agencyId}
    union all select 'summary', x.review_id, x.body from review_summary x join wanted using (review_id) where x.agency_id = ${agencyId}
    union all select 'action', x.action_item_id, x.body from action_item x join wanted using (review_id) where x.agency_id = ${agencyId}
    union all select 'follow-up', x.action_item_id, x.follow_up_how from action_item x join wanted using (review_id) where x.agency_id = ${agencyId} ${keepPlan}`.execute(
    tx,
  );
  const words = new Map<string, Buffer>();
  for (const { part, id, body } of rows) {
    if (part === 'reason') words.set(keyOf('reason-row', id), Buffer.alloc(0));
    if (body !== null) words.set(keyOf(part, id), body);
  }
  return words;
}

async function everyWordOf(tx: Tx, reviewIds: string[]) {
  const words = new Map<string, Buffer>();
  for (const reviewId of reviewIds) {
    const { rows } = await sql<{ part: string; part_id: string | null; body: Buffer }>`
      select * from auth.review_words(${reviewId})`.execute(tx);
    for (const { part, part_id, body } of rows) words.set(keyOf(part, part_id ?? reviewId), body);
  }
  return words;
}

type ActionWords = { clientId: ClientId; text: string; how: string; outcome: string | null };

function actionOf(row: OutlineRow, { clientId, text, how, outcome }: ActionWords): ActionItem {
  const agreed = {
    id: must(row.part_id),
    clientId,
    reviewId: row.review_id,
    needId: row.need_id,
    text,
    class: row.class,
    owner: ownerOf(row, clientId),
    dueOn: must(row.due_on),
    followUp: { on: must(row.follow_up_on), how, by: must(row.follow_up_by) },
  };
  const by = staff(row.person_id);
  if (row.kind === 'done')
    return { ...agreed, state: 'done', doneAt: must(row.finished_at), doneBy: by, outcome };
  if (row.kind !== 'cancelled') return { ...agreed, state: 'open' };
  const reason = outcome ?? '';
  return {
    ...agreed,
    state: 'cancelled',
    cancelledAt: must(row.finished_at),
    cancelledBy: by,
    reason,
  };
}

export function ownerOf(
  row: Pick<OutlineRow, 'owner_staff_id' | 'owner_provider_id' | 'owner_support_id'>,
  clientId: ClientId,
): PersonRef {
  if (row.owner_staff_id !== null) return { kind: 'staff', id: row.owner_staff_id };
  if (row.owner_provider_id !== null) return { kind: 'provider', id: row.owner_provider_id };
  if (row.owner_support_id !== null) return { kind: 'support', id: row.owner_support_id };
  return { kind: 'client', id: clientId };
}

const staff = (id: string | null): PersonRef => ({ kind: 'staff', id: id ?? '' });

const kinds: Readonly<Record<string, EntryKind>> = {
  strength: 'strength',
  barrier: 'barrier',
  need: 'need',
  solution: 'solution',
};
const entryKind = (kind: string): EntryKind => must(kinds[kind] ?? null);

/** A column that the state of its row promises; without it the row is broken, and guessing would be worse. */
export function must<T>(value: T | null): T {
  if (value === null) throw new Error('A row of a conference lacks what its state promises.');
  return value;
}
