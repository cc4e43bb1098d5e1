import { sql } from 'kysely';
import type { Attendance, ClientReview, ReviewPlan } from '#domain/conference/client-review.ts';
import type { Attendee, Mode, Reply, Schedule } from '#domain/conference/conference.ts';
import { personKey, type PersonRef, type SensitivityClass } from '#domain/people.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleWhoTell } from './attendees.ts';
import { must, type ConferenceParts } from './conferences-parts.ts';
import { enrollmentShown, unknownProgram } from '#server/stores/enrollment-shown.ts';

type Scope = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

export function conferenceRow({ tx, agencyId }: Scope, conferenceId: string) {
  return tx
    .selectFrom('conference')
    .selectAll()
    .select(
      sql<string>`(select a.time_zone from agency a where a.agency_id = conference.agency_id)`.as(
        'agency_zone',
      ),
    )
    .where('agency_id', '=', agencyId)
    .where('conference_id', '=', conferenceId)
    .modifyEnd(keepPlan)
    .$narrowType<{ state: ConferenceState; mode: Mode }>();
}
export type ConferenceState =
  | 'draft'
  | 'scheduled'
  | 'in-session'
  | 'ended'
  | 'closed'
  | 'cancelled'
  | 'discarded';
export type ConferenceRow = Awaited<
  ReturnType<ReturnType<typeof conferenceRow>['executeTakeFirstOrThrow']>
>;

/** A text about a conference as a whole belongs to no one client: its own id stands for theirs. */
export const placeOfConference = (agencyId: string, conferenceId: string) => ({
  agencyId,
  clientId: conferenceId,
  rowId: conferenceId,
});

export function scheduleOf(row: ConferenceRow): Schedule | null {
  if (row.starts_at === null || row.minutes === null) return null;
  return {
    startsAt: row.starts_at,
    endsAt: row.starts_at.add({ minutes: row.minutes }),
    timeZone: row.time_zone,
    mode: row.mode,
    place: row.place === '' ? null : row.place,
  };
}

export function reviewRows({ tx, agencyId }: Scope, conferenceId: string) {
  return tx
    .selectFrom('client_review as r')
    .leftJoin(enrollmentShown('r'), (join) => join.onTrue())
    .leftJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 'r.agency_id').onRef('p.program_id', '=', 'e.program_id'),
    )
    .selectAll('r')
    .select(['e.enrollment_id as shown_id', 'e.program_id', 'p.time_zone as program_zone'])
    .select(sql<SensitivityClass>`coalesce(p.class, 'general')`.as('program_class'))
    .where('r.agency_id', '=', agencyId)
    .where('r.conference_id', '=', conferenceId)
    .orderBy('r.position')
    .modifyEnd(keepPlan)
    .$narrowType<{ state: ClientReview['state'] }>()
    .execute();
}

/** What the programs for which these reviews were called tell by their name, whoever asks: who is told outside hangs on it. */
export async function classedAsCalled(
  { tx }: Scope,
  conferenceId: string,
  rows: readonly ReviewRow[],
): Promise<ReviewRow[]> {
  const { rows: told } = await sql<{ review_id: string; class: SensitivityClass }>`
    select * from auth.review_classes(${conferenceId}::uuid)`.execute(tx);
  const classOf = new Map(told.map((row) => [row.review_id, row.class]));
  return rows.map((row) => ({
    ...row,
    program_class: classOf.get(row.review_id) ?? row.program_class,
  }));
}
export type ReviewRow = Awaited<ReturnType<typeof reviewRows>>[number];

export async function attendanceRows({ tx, agencyId }: Scope, conferenceId: string) {
  return tx
    .selectFrom('attendee as a')
    .leftJoin('review_attendee as w', (join) =>
      join.onRef('w.agency_id', '=', 'a.agency_id').onRef('w.attendee_id', '=', 'a.attendee_id'),
    )
    .leftJoin('attendance_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'w.agency_id')
        .onRef('v.review_attendee_id', '=', 'w.review_attendee_id')
        .on('v.superseded_at', 'is', null),
    )
    .select(['a.attendee_id', 'a.staff_id', 'a.provider_id', 'a.support_id', 'a.client_id'])
    .select(['a.response', 'w.review_id', 'w.is_wanted', 'w.invited_at'])
    .select(['v.present', 'v.absence_reason', 'v.valid_from', 'v.valid_to'])
    .where('a.agency_id', '=', agencyId)
    .where('a.conference_id', '=', conferenceId)
    .where('a.taken_off_at', 'is', null)
    .orderBy(sql`(a.staff_id is null)`)
    .orderBy('a.attendee_id')
    .modifyEnd(keepPlan)
    .$narrowType<{ response: Reply }>()
    .execute();
}
export type AttendanceRow = Awaited<ReturnType<typeof attendanceRows>>[number];

export function personOf(row: {
  staff_id: string | null;
  provider_id: string | null;
  support_id: string | null;
  client_id: string | null;
}): PersonRef {
  if (row.staff_id !== null) return { kind: 'staff', id: row.staff_id };
  if (row.provider_id !== null) return { kind: 'provider', id: row.provider_id };
  if (row.support_id !== null) return { kind: 'support', id: row.support_id };
  return { kind: 'client', id: must(row.client_id) };
}

/** The people of a meeting, named as they are on its date and as it was known when it was closed. */
export async function attendeesOf(
  scope: Scope,
  row: ConferenceRow,
  rows: readonly AttendanceRow[],
): Promise<Attendee[]> {
  const byId = Map.groupBy(rows, ({ attendee_id }) => attendee_id);
  const people = await peopleWhoTell(scope, rows.map(personOf), whenOf(scope, row));
  return [...byId.values()].flatMap((theirs) => {
    const [first] = theirs;
    if (!first) return [];
    const person = personOf(first);
    const known = people.get(personKey(person));
    if (!known) return [];
    const reviewsWhere = (isMeant: (r: AttendanceRow) => boolean) =>
      theirs.filter(isMeant).flatMap(({ review_id }) => review_id ?? []);
    return [
      {
        person,
        name: known.name,
        title: known.title,
        agency: known.agency,
        organizationId: known.organizationId,
        tells: known.tells,
        wantedFor: reviewsWhere((r) => r.is_wanted === true),
        invitedTo: reviewsWhere((r) => r.invited_at !== null),
        reply: first.response,
      },
    ];
  });
}

export const whenOf = ({ at }: Pick<Scope, 'at'>, row: ConferenceRow) => ({
  on: (row.started_at ?? row.starts_at ?? at).toZonedDateTimeISO(row.time_zone).toPlainDate(),
  knownAt: row.closed_at ?? at,
});

/** One client's part in the state that its row says. */
export function reviewOf(
  row: ReviewRow,
  attendance: readonly AttendanceRow[],
  parts: ConferenceParts,
): ClientReview {
  const plan: ReviewPlan = {
    id: row.review_id,
    clientId: row.client_id,
    enrollmentId: row.shown_id ?? row.enrollment_id,
    programId: row.program_id ?? unknownProgram,
    reasons: [],
    impliedClasses: row.program_class === 'general' ? ['general'] : ['general', row.program_class],
    plannedMinutes: row.planned_minutes,
    position: row.position,
    repliedAt: row.replied_at,
  };
  const content = {
    ...parts.of(row.review_id),
    attendance: attendance.filter((a) => a.review_id === row.review_id).flatMap(seenOf),
  };
  switch (row.state) {
    case 'waiting':
    case 'not-covered':
      return { ...plan, ...content, state: row.state };
    case 'active':
      return { ...plan, ...content, state: row.state, startedAt: must(row.started_at) };
    case 'done': {
      const { started_at: startedAt, ended_at: endedAt } = row;
      return { ...plan, ...content, state: row.state, startedAt, endedAt };
    }
  }
}

function seenOf(row: AttendanceRow): Attendance[] {
  const person = personOf(row);
  if (row.present === null) return [];
  if (!row.present) return [{ state: 'absent', person, reason: row.absence_reason }];
  const { valid_from: presentFrom, valid_to: presentUntil } = row;
  return [{ state: 'present', person, presentFrom: must(presentFrom), presentUntil }];
}
