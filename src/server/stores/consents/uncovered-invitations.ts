import { sql } from 'kysely';
import { conferencePurpose, momentOf } from '#domain/conference/conference.ts';
import type { DisclosureQuestion } from '#domain/consent/may-disclose.ts';
import {
  personKey,
  type ClientId,
  type OutsideRef,
  type SensitivityClass,
} from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf, type KnownPerson } from '#server/stores/conferences/attendees.ts';
import { personOf } from '#server/stores/conferences/conferences-rows.ts';

/** Of a meeting that is to come or is being held: somebody outside, asked to this client's item. */
export type Invitation = {
  id: string;
  reviewId: string;
  attendeeId: string;
  conferenceId: string;
  person: OutsideRef;
  known: KnownPerson | undefined;
  /** What it tells of a client to be served by them. */
  tells: SensitivityClass;
  startsAt: Temporal.Instant | null;
  minutes: number | null;
  zone: string;
  isInSession: boolean;
};

/**
 * Those invitations to this client's item, as far as the asker sees them, that are not covered when asked so. What takes them back
 * and what says beforehand which will be taken back ask here, so that they cannot differ.
 */
export async function uncoveredInvitations(
  visit: Visit,
  clientId: ClientId,
  mayHear: (question: DisclosureQuestion) => boolean,
): Promise<Invitation[]> {
  const { at, today: on } = visit;
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const found: Invitation[] = [];
  for (const row of await invitedOutside(visit, clientId)) {
    const person = personOf({ ...row, staff_id: null });
    if (person.kind === 'staff') continue;
    const people = await peopleAsOf(visit, [person], { on, knownAt: at });
    const known = people.get(personKey(person));
    const classes: SensitivityClass[] =
      row.class === 'general' ? ['general'] : ['general', row.class];
    const recipient = { person, organizationId: known?.organizationId ?? null };
    const asked = { client: clientId, recipient, classes, purpose: conferencePurpose };
    // A paper that ends before the meeting covers the letter about it, and not the meeting.
    const moments = [{ at, on }, ...momentsAhead(row, { at, timeZone })];
    if (moments.every((moment) => mayHear({ ...asked, ...moment }))) continue;
    const { id, reviewId, attendeeId, conferenceId, tells, startsAt, minutes, zone } = row;
    const isInSession = row.state === 'in-session';
    const meeting = { conferenceId, startsAt, minutes, zone, isInSession };
    found.push({ id, reviewId, attendeeId, person, known, tells, ...meeting });
  }
  return found;
}

/** The moment of a meeting that is still to come, by the days of the agency as the papers are. */
const momentsAhead = (
  { startsAt }: { startsAt: Temporal.Instant | null },
  { at, timeZone }: { at: Temporal.Instant; timeZone: string },
) =>
  startsAt === null || Temporal.Instant.compare(startsAt, at) <= 0
    ? []
    : [momentOf(startsAt, { agencyZone: timeZone })];

const invitedOutside = ({ tx, agencyId }: Visit, clientId: ClientId) =>
  tx
    .selectFrom('review_attendee as w')
    .innerJoin('attendee as a', (join) =>
      join.onRef('a.agency_id', '=', 'w.agency_id').onRef('a.attendee_id', '=', 'w.attendee_id'),
    )
    .innerJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'a.agency_id')
        .onRef('c.conference_id', '=', 'a.conference_id'),
    )
    .select([
      'w.review_attendee_id as id',
      'w.review_id as reviewId',
      'a.attendee_id as attendeeId',
      'w.class as tells',
    ])
    .select(['a.provider_id', 'a.support_id', 'a.client_id'])
    .select(['c.conference_id as conferenceId', 'c.time_zone as zone', 'c.state'])
    .select(['c.starts_at as startsAt', 'c.minutes'])
    .select(
      sql<SensitivityClass>`coalesce((select t.class from auth.review_classes(c.conference_id) t where t.review_id = w.review_id), 'general')`.as(
        'class',
      ),
    )
    .where('w.agency_id', '=', agencyId)
    .where('w.client_id', '=', clientId)
    .where('w.invited_at', 'is not', null)
    .where('a.staff_id', 'is', null)
    .where('c.state', 'in', ['scheduled', 'in-session'])
    .$narrowType<{ tells: SensitivityClass }>()
    .orderBy('c.starts_at')
    .orderBy('w.review_attendee_id')
    .execute();
