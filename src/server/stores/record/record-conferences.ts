import { sql } from 'kysely';
import type { PersonRef } from '#domain/people.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { unseal } from '#server/platform/vault.ts';
import { readsWholeCase } from '#server/stores/conferences/client-reviews.ts';
import { enrollmentShown } from '#server/stores/enrollment-shown.ts';
import { judgedAsShown } from '#server/stores/conferences/review-closings.ts';
import { reviewsToldWhole } from '#server/stores/conferences/reviews-told.ts';

type Here = Pick<Visit, 'tx' | 'agencyId' | 'at'>;

export type RecordedConference = {
  reviewId: string;
  conferenceId: string;
  number: number;
  mode: 'in_person' | 'telephone' | 'video' | 'email' | 'mixed';
  minutes: number | null;
  people: PersonRef[];
  outcome: string | null;
  actions: { total: number; open: number } | null;
  counts: boolean | null;
  isVoid: boolean;
  isInternal: boolean;
};

const modes = ['in_person', 'telephone', 'video', 'email', 'mixed'] as const;

/** The reviews as one line of a record tells them; what the asker may not read is left out by row security. */
export async function conferencesOfRecord(
  here: Here,
  reviewIds: readonly string[],
): Promise<Map<string, RecordedConference>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await here.tx
    .selectFrom('client_review as r')
    .innerJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'r.agency_id')
        .onRef('c.conference_id', '=', 'r.conference_id'),
    )
    .innerJoin('client as p', (join) =>
      join.onRef('p.agency_id', '=', 'r.agency_id').onRef('p.client_id', '=', 'r.client_id'),
    )
    .leftJoin('review_closing as k', (join) =>
      join.onRef('k.agency_id', '=', 'r.agency_id').onRef('k.review_id', '=', 'r.review_id'),
    )
    .leftJoin('review_closing_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'k.agency_id')
        .onRef('v.review_closing_id', '=', 'k.review_closing_id')
        .on('v.superseded_at', 'is', null),
    )
    .leftJoin(enrollmentShown('r'), (join) => join.onTrue())
    .leftJoin('review_summary as s', (join) =>
      join
        .onRef('s.agency_id', '=', 'r.agency_id')
        .onRef('s.review_id', '=', 'r.review_id')
        .on('s.confirmed_at', 'is not', null),
    )
    .select([
      'r.review_id',
      'r.client_id',
      'r.conference_id',
      'r.started_at',
      'r.ended_at',
      'c.conference_number',
      'c.mode',
      'c.is_internal',
      'r.enrollment_id',
      'e.enrollment_id as shown_id',
      'v.qualifies',
      'v.is_void',
      's.body',
      readsWholeCase.as('sees_all'),
    ])
    .where('r.agency_id', '=', here.agencyId)
    .where('r.review_id', '=', oneOf(reviewIds))
    .modifyEnd(keepPlan)
    .execute();
  const judged = await judgedOf(here, rows);
  const people = await presentAt(here, reviewIds);
  // Whoever is not told the whole is told of every review alike that it was held, and with whom.
  const toldWhole = await reviewsToldWhole(here, reviewIds);
  const actions = await actionsOf(here, reviewIds);
  return new Map(
    rows.map((row) => [
      row.review_id,
      {
        reviewId: row.review_id,
        conferenceId: row.conference_id,
        number: row.conference_number,
        mode: modes.find((mode) => mode === row.mode) ?? 'mixed',
        // An exchange by email has a day and no hours.
        minutes: row.mode === 'email' ? null : minutesBetween(row.started_at, row.ended_at),
        people: people.get(row.review_id) ?? [],
        outcome:
          toldWhole.has(row.review_id) && row.body
            ? firstSentence(
                unseal(
                  { agencyId: here.agencyId, clientId: row.client_id, rowId: row.review_id },
                  row.body,
                ),
              )
            : null,
        actions: row.sees_all ? (actions.get(row.review_id) ?? { total: 0, open: 0 }) : null,
        counts: judged.get(row.review_id)?.qualifies ?? row.qualifies,
        isVoid: row.is_void === true,
        isInternal: row.is_internal,
      },
    ]),
  );
}

type Closed = {
  review_id: string;
  enrollment_id: string;
  shown_id: string | null;
  qualifies: boolean | null;
  is_void: boolean | null;
};

/** Whether they count in the program that the asker is told, where that is another than the one they were called for. */
const judgedOf = ({ tx, agencyId, at }: Here, rows: readonly Closed[]) =>
  judgedAsShown(
    { tx, agencyId, at },
    rows.flatMap((row) =>
      row.qualifies === null || row.is_void === true
        ? []
        : [{ reviewId: row.review_id, calledFor: row.enrollment_id, shown: row.shown_id }],
    ),
  );

const minutesBetween = (from: Temporal.Instant | null, until: Temporal.Instant | null) =>
  from && until ? Math.round(from.until(until).total('minutes')) : null;

const longestOutcome = 180;

/** One line of a long text, cut at the end of a sentence or, failing that, of a word. */
function firstSentence(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  const end = /^.{20,180}?[.!?](?= |$)/.exec(line)?.[0];
  if (end !== undefined) return end;
  if (line.length <= longestOutcome) return line;
  return `${line.slice(0, longestOutcome).replace(/\s+\S*$/, '')}…`;
}

async function presentAt({ tx, agencyId }: Here, reviewIds: readonly string[]) {
  const rows = await tx
    .selectFrom('review_attendee as ra')
    .innerJoin('attendee as a', (join) =>
      join.onRef('a.agency_id', '=', 'ra.agency_id').onRef('a.attendee_id', '=', 'ra.attendee_id'),
    )
    .innerJoin('attendance_version as p', (join) =>
      join
        .onRef('p.agency_id', '=', 'ra.agency_id')
        .onRef('p.review_attendee_id', '=', 'ra.review_attendee_id')
        .on('p.superseded_at', 'is', null)
        .on('p.present', '=', true),
    )
    .select(['ra.review_id', 'a.staff_id', 'a.provider_id', 'a.support_id', 'a.client_id'])
    .where('ra.agency_id', '=', agencyId)
    .where('ra.review_id', '=', oneOf(reviewIds))
    .orderBy('a.attendee_id')
    .modifyEnd(keepPlan)
    .execute();
  const byReview = new Map<string, PersonRef[]>();
  for (const row of rows) {
    const person = personOf(row);
    if (person) byReview.set(row.review_id, [...(byReview.get(row.review_id) ?? []), person]);
  }
  return byReview;
}

type PersonColumns = {
  staff_id: string | null;
  provider_id: string | null;
  support_id: string | null;
  client_id?: string | null;
};

export function personOf(row: PersonColumns): PersonRef | null {
  if (row.staff_id !== null) return { kind: 'staff', id: row.staff_id };
  if (row.provider_id !== null) return { kind: 'provider', id: row.provider_id };
  if (row.support_id !== null) return { kind: 'support', id: row.support_id };
  return row.client_id ? { kind: 'client', id: row.client_id } : null;
}

async function actionsOf({ tx, agencyId }: Here, reviewIds: readonly string[]) {
  const rows = await tx
    .selectFrom('action_item')
    .select([
      'review_id',
      sql<number>`count(*) filter (where state <> 'cancelled')`.as('total'),
      sql<number>`count(*) filter (where state = 'open')`.as('open'),
    ])
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', oneOf(reviewIds))
    .where('removed_at', 'is', null)
    .groupBy('review_id')
    .modifyEnd(keepPlan)
    .execute();
  return new Map(rows.map(({ review_id: id, total, open }) => [id, { total, open }]));
}
