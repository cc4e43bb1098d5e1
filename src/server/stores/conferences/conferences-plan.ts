import { sql } from 'kysely';
import type { ReviewId } from '#domain/conference/client-review.ts';
import { personKey, type ClientId, type PersonRef } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { StoredConference } from './conferences.ts';
import { nextNumbers } from '#server/stores/numbers.ts';

type Saving = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

/** An enrollment that a conference can be planned for. */
export type Plannable = {
  enrollmentId: string;
  clientId: ClientId;
  timeZone: string;
  workerId: string | null;
  /** The client is asked to no part of it any more. */
  hasDied: boolean;
};

export async function plannableEnrollments(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  enrollmentIds: readonly string[],
): Promise<Plannable[]> {
  return tx
    .selectFrom('enrollment as e')
    .innerJoin('enrollment_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'e.agency_id')
        .onRef('v.enrollment_id', '=', 'e.enrollment_id')
        .on('v.superseded_at', 'is', null),
    )
    .innerJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 'e.agency_id').onRef('p.program_id', '=', 'e.program_id'),
    )
    .innerJoin('client as k', (join) =>
      join.onRef('k.agency_id', '=', 'e.agency_id').onRef('k.client_id', '=', 'e.client_id'),
    )
    .select(['e.enrollment_id as enrollmentId', 'e.client_id as clientId'])
    .select(sql<boolean>`k.deceased_on is not null`.as('hasDied'))
    .select(['p.time_zone as timeZone', 'v.worker_id as workerId'])
    .where('e.agency_id', '=', agencyId)
    .where('e.enrollment_id', 'in', [...enrollmentIds])
    .execute();
}

/** The draft that this person made for exactly these enrollments and has not touched, if there is one. */
export async function untouchedDraft(
  { tx, agencyId, actor }: Saving,
  enrollmentIds: readonly string[],
): Promise<string | undefined> {
  // Two presses of one button wait for each other here.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`draft:${actor}`}, 0))`.execute(tx);
  const row = await tx
    .selectFrom('conference as c')
    .innerJoin('client_review as r', (join) =>
      join
        .onRef('r.agency_id', '=', 'c.agency_id')
        .onRef('r.conference_id', '=', 'c.conference_id'),
    )
    .select('c.conference_id as id')
    .where('c.agency_id', '=', agencyId)
    .where('c.planned_by', '=', actor)
    .where('c.state', '=', 'draft')
    .where('c.version', '=', 1)
    .groupBy('c.conference_id')
    .having(
      sql<boolean>`array_agg(r.enrollment_id order by r.enrollment_id) = ${[...enrollmentIds].toSorted()}::uuid[]`,
    )
    .executeTakeFirst();
  return row?.id;
}

export async function addDraft(
  { tx, at, agencyId, actor }: Saving,
  { timeZone }: { timeZone: string },
): Promise<string> {
  const conferenceId = newId(at);
  await tx
    .insertInto('conference')
    .values({
      agency_id: agencyId,
      conference_id: conferenceId,
      conference_number: await nextNumbers(tx, 'conference', 1),
      state: 'draft',
      version: 0,
      time_zone: timeZone,
      mode: 'in_person',
      planned_by: actor,
      planned_at: at,
      staff_ids: [actor],
    })
    .execute();
  return conferenceId;
}

export type WantedPerson = { person: PersonRef; reviewIds: readonly ReviewId[] };

/** Who is wanted and for which client; whoever is not named any more leaves the plan. */
export async function saveAttendees(
  visit: Saving,
  { id, attendeeIds }: { id: string; attendeeIds: StoredConference['attendeeIds'] },
  { wanted, clientOf }: { wanted: readonly WantedPerson[]; clientOf: ReadonlyMap<string, string> },
) {
  const { tx, at, agencyId } = visit;
  const keep = new Set(wanted.map(({ person }) => personKey(person)));
  const gone = [...attendeeIds].filter(([key]) => !keep.has(key)).map(([, attendee]) => attendee);
  if (gone.length > 0)
    await tx
      .deleteFrom('attendee')
      .where('agency_id', '=', agencyId)
      .where('attendee_id', 'in', gone)
      .execute();
  for (const { person, reviewIds } of wanted) {
    const known = attendeeIds.get(personKey(person));
    const attendeeId = known ?? newId(at);
    if (known === undefined)
      await tx
        .insertInto('attendee')
        .values({
          agency_id: agencyId,
          attendee_id: attendeeId,
          conference_id: id,
          staff_id: person.kind === 'staff' ? person.id : null,
          provider_id: person.kind === 'provider' ? person.id : null,
          support_id: person.kind === 'support' ? person.id : null,
          client_id: person.kind === 'client' ? person.id : null,
        })
        .execute();
    await tx
      .deleteFrom('review_attendee')
      .where('agency_id', '=', agencyId)
      .where('attendee_id', '=', attendeeId)
      .execute();
    if (reviewIds.length === 0) continue;
    await tx
      .insertInto('review_attendee')
      .values(
        reviewIds.map((reviewId) => ({
          agency_id: agencyId,
          review_attendee_id: newId(at),
          review_id: reviewId,
          attendee_id: attendeeId,
          client_id: clientOf.get(reviewId) ?? '',
        })),
      )
      .execute();
  }
}

export async function saveClientAbsences(
  { tx, agencyId }: Saving,
  reviewIds: readonly ReviewId[],
  because: ReadonlyMap<ReviewId, string>,
) {
  for (const reviewId of reviewIds)
    await tx
      .updateTable('client_review')
      .set({ client_absence_reason: because.get(reviewId) ?? null })
      .where('agency_id', '=', agencyId)
      .where('review_id', '=', reviewId)
      .execute();
}

type Touched = {
  id: string;
  staffIds: readonly string[];
  /** Left out, it stays as it is. */
  isInternal?: boolean;
};

/** Says that the plan changed, and who of the staff is in it now. */
export async function touchPlan(
  { tx, agencyId }: Saving,
  { id, staffIds, isInternal }: Touched,
): Promise<void> {
  await tx
    .updateTable('conference')
    .set({
      version: sql<number>`version + 1`,
      staff_ids: [...new Set(staffIds)],
      ...(isInternal !== undefined && { is_internal: isInternal }),
    })
    .where('agency_id', '=', agencyId)
    .where('conference_id', '=', id)
    .execute();
}
