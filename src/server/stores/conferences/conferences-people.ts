import { sql } from 'kysely';
import type { ReviewId } from '#domain/conference/client-review.ts';
import type { Attendee } from '#domain/conference/conference.ts';
import { personKey, type ClientId, type PersonRef } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { TellingPerson } from './attendees.ts';
import type { StoredConference } from './conferences.ts';

type Saving = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

export const asAttendee = (
  { person, name, title, agency, organizationId, tells }: TellingPerson,
  wantedFor: readonly ReviewId[],
): Attendee => ({
  person,
  name,
  title,
  agency,
  organizationId,
  tells,
  wantedFor,
  invitedTo: [],
  reply: 'waiting',
});

const columnsOf = (person: PersonRef) => ({
  staff_id: person.kind === 'staff' ? person.id : null,
  provider_id: person.kind === 'provider' ? person.id : null,
  support_id: person.kind === 'support' ? person.id : null,
  client_id: person.kind === 'client' ? person.id : null,
});

/** Gives somebody a place in a conference that has left its draft; who was taken off before comes back to it. */
async function addAttendee(
  visit: Saving,
  conferenceId: string,
  person: PersonRef,
): Promise<string> {
  const { tx, at, agencyId } = visit;
  const known = await tx
    .selectFrom('attendee')
    .select('attendee_id as id')
    .where('agency_id', '=', agencyId)
    .where('conference_id', '=', conferenceId)
    .where(`${person.kind}_id`, '=', person.id)
    .executeTakeFirst();
  if (known) {
    await tx
      .updateTable('attendee')
      .set({ taken_off_at: null, response: 'waiting' })
      .where('agency_id', '=', agencyId)
      .where('attendee_id', '=', known.id)
      .execute();
    return known.id;
  }
  const attendeeId = newId(at);
  await tx
    .insertInto('attendee')
    .values({
      agency_id: agencyId,
      attendee_id: attendeeId,
      conference_id: conferenceId,
      ...columnsOf(person),
    })
    .execute();
  return attendeeId;
}

/** Says that somebody is wanted for these clients; where they are already, nothing changes. */
async function addWanted(
  { tx, at, agencyId }: Saving,
  attendeeId: string,
  wanted: readonly { reviewId: ReviewId; clientId: ClientId }[],
) {
  if (wanted.length === 0) return;
  await tx
    .insertInto('review_attendee')
    .values(
      wanted.map(({ reviewId, clientId }) => ({
        agency_id: agencyId,
        review_attendee_id: newId(at),
        review_id: reviewId,
        attendee_id: attendeeId,
        client_id: clientId,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['agency_id', 'review_id', 'attendee_id']).doUpdateSet({ is_wanted: true }),
    )
    .execute();
}

/** The conference with these people in it, wanted and not invited yet: what the invitations then start from. */
export async function withWanted(
  visit: Saving,
  stored: StoredConference,
  wanted: readonly Attendee[],
): Promise<StoredConference> {
  const attendeeIds = new Map(stored.attendeeIds);
  const attendees = [...stored.conference.attendees];
  const clientOf = new Map(
    [...stored.conference.reviews].map(({ id, clientId }) => [id, clientId]),
  );
  for (const attendee of wanted) {
    const key = personKey(attendee.person);
    const known = attendeeIds.get(key);
    const attendeeId = known ?? (await addAttendee(visit, stored.conference.id, attendee.person));
    if (known === undefined) {
      attendeeIds.set(key, attendeeId);
      attendees.push({ ...attendee, invitedTo: [] });
    }
    await addWanted(
      visit,
      attendeeId,
      attendee.wantedFor.map((reviewId) => ({ reviewId, clientId: clientOf.get(reviewId) ?? '' })),
    );
  }
  return { ...stored, attendeeIds, conference: { ...stored.conference, attendees } };
}

/** The conference with somebody in it who came unasked: what they were there for is told by their attendance. */
export async function withAttendee(
  visit: Saving,
  stored: StoredConference,
  { person }: Attendee,
): Promise<StoredConference> {
  const key = personKey(person);
  if (stored.attendeeIds.has(key)) return stored;
  const attendeeId = await addAttendee(visit, stored.conference.id, person);
  return { ...stored, attendeeIds: new Map([...stored.attendeeIds, [key, attendeeId]]) };
}

/** Nobody waits for them any more. Their row stays: what was written to them is read through it. */
export async function takeAttendeeOff({ tx, at, agencyId }: Saving, attendeeId: string) {
  await tx
    .updateTable('review_attendee')
    .set({ is_wanted: false, invited_at: null })
    .where('agency_id', '=', agencyId)
    .where('attendee_id', '=', attendeeId)
    .execute();
  await tx
    .updateTable('attendee')
    .set({ taken_off_at: at, response: 'waiting' })
    .where('agency_id', '=', agencyId)
    .where('attendee_id', '=', attendeeId)
    .execute();
}

/** A client who is asked after all needs no reason any more why they were not. */
export async function clearClientAbsence(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientIds: readonly ClientId[],
  conferenceId: string,
) {
  if (clientIds.length === 0) return;
  await tx
    .updateTable('client_review')
    .set({ client_absence_reason: null })
    .where('agency_id', '=', agencyId)
    .where('conference_id', '=', conferenceId)
    .where(sql<boolean>`client_id = any(${[...clientIds]}::uuid[])`)
    .execute();
}
