import { keepPlan } from '#server/platform/database-plans.ts';
import type { Attendance, ClientReview } from '#domain/conference/client-review.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { StoredConference } from './conferences.ts';

type Saving = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;
type Change = { was: ClientReview; review: ClientReview };

/** What was said about who was there is never overwritten: each word is a version. */
export async function saveAttendance(
  visit: Saving,
  { attendeeIds }: Pick<StoredConference, 'attendeeIds'>,
  { was, review }: Change,
) {
  for (const seen of review.attendance) {
    const before = was.attendance.find((other) => isSamePerson(other.person, seen.person));
    if (before && isSame(before, seen)) continue;
    const attendeeId = attendeeIds.get(personKey(seen.person));
    if (attendeeId !== undefined) await addVersion(visit, { review, seen, attendeeId });
    if (seen.person.kind === 'client' && seen.person.id === review.clientId)
      await noteClientAbsence(visit, review.id, seen);
  }
  const isNotSaidAnyMore = ({ person }: Attendance) =>
    !review.attendance.some((other) => isSamePerson(other.person, person));
  for (const { person } of was.attendance.filter(isNotSaidAnyMore)) {
    const attendeeId = attendeeIds.get(personKey(person));
    if (attendeeId !== undefined) await takeBack(visit, review.id, attendeeId);
  }
}

/** Nobody says any more that they were there, or not: what was said before stays, as what was known then. */
async function takeBack({ tx, at, agencyId }: Saving, reviewId: string, attendeeId: string) {
  await tx
    .updateTable('attendance_version as v')
    .from('review_attendee as a')
    .set({ superseded_at: at })
    .where('v.agency_id', '=', agencyId)
    .whereRef('a.agency_id', '=', 'v.agency_id')
    .whereRef('a.review_attendee_id', '=', 'v.review_attendee_id')
    .where('a.review_id', '=', reviewId)
    .where('a.attendee_id', '=', attendeeId)
    .where('v.superseded_at', 'is', null)
    .execute();
}

function isSame(one: Attendance, other: Attendance): boolean {
  if (one === other) return true;
  if (one.state === 'absent') return other.state === 'absent' && one.reason === other.reason;
  return (
    other.state === 'present' &&
    one.presentFrom.equals(other.presentFrom) &&
    String(one.presentUntil) === String(other.presentUntil)
  );
}

async function addVersion(
  { tx, at, agencyId, actor }: Saving,
  { review, seen, attendeeId }: { review: ClientReview; seen: Attendance; attendeeId: string },
) {
  const key = { agency_id: agencyId, review_id: review.id, attendee_id: attendeeId };
  const known = await tx
    .selectFrom('review_attendee')
    .select('review_attendee_id as id')
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', review.id)
    .where('attendee_id', '=', attendeeId)
    .executeTakeFirst();
  const reviewAttendeeId = known?.id ?? newId(at);
  if (!known)
    await tx
      .insertInto('review_attendee')
      .values({
        ...key,
        review_attendee_id: reviewAttendeeId,
        client_id: review.clientId,
        is_wanted: false,
      })
      .execute();
  await tx
    .updateTable('attendance_version')
    .set({ superseded_at: at })
    .where('agency_id', '=', agencyId)
    .where('review_attendee_id', '=', reviewAttendeeId)
    .where('superseded_at', 'is', null)
    .modifyEnd(keepPlan)
    .execute();
  const isPresent = seen.state === 'present';
  await tx
    .insertInto('attendance_version')
    .values({
      agency_id: agencyId,
      review_attendee_id: reviewAttendeeId,
      version_id: newId(at),
      present: isPresent,
      absence_reason: isPresent ? null : seen.reason,
      valid_from: isPresent ? seen.presentFrom : null,
      valid_to: isPresent ? seen.presentUntil : null,
      recorded_by: actor,
      recorded_at: at,
    })
    .modifyEnd(keepPlan)
    .execute();
}

/** The policy clock asks why a client was not at their own conference. */
async function noteClientAbsence({ tx, agencyId }: Saving, reviewId: string, seen: Attendance) {
  await tx
    .updateTable('client_review')
    .set({ client_absence_reason: seen.state === 'absent' ? seen.reason : null })
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .execute();
}
