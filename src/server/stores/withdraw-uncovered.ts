import { sql } from 'kysely';
import { conferencePurpose } from '#domain/conference/conference.ts';
import { mayDisclose } from '#domain/consent/may-disclose.ts';
import { personKey, type ClientId, type SensitivityClass } from '#domain/people.ts';
import { enqueue } from '#server/platform/jobs.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from './attendees.ts';
import { personOf } from './conferences-rows.ts';
import { consentsOf } from './consents.ts';
import { cancelUnsentMails } from './mail.ts';

/**
 * Takes back, in this transaction, every invitation to this client's item that no consent covers any more. What was not sent is
 * not sent; who lost all of a meeting hears of it without a reason, and nobody else hears anything. Presence stays as it was.
 */
export async function takeBackUncovered(
  visit: Visit,
  clientId: ClientId,
): Promise<{ cancelledMails: number; invitationsTakenBack: number }> {
  const { tx, at, agencyId } = visit;
  const consents = await consentsOf(tx, [clientId]);
  let [cancelledMails, invitationsTakenBack] = [0, 0];
  for (const row of await invitedOutside(visit, clientId)) {
    const person = personOf({ ...row, staff_id: null });
    if (person.kind === 'staff') continue;
    const now = momentOf(at, row.zone);
    const known = await peopleAsOf(visit, [person], { on: now.on, knownAt: at });
    const organizationId = known.get(personKey(person))?.organizationId ?? null;
    const classes: SensitivityClass[] =
      row.class === 'general' ? ['general'] : ['general', row.class];
    const recipient = { person, organizationId };
    const asked = { client: clientId, recipient, classes, purpose: conferencePurpose };
    // A paper that ends before the meeting covers the letter about it, and not the meeting.
    const moments = [now, ...momentsAhead(row, at)];
    if (moments.every((moment) => mayDisclose({ ...asked, ...moment }, consents).allowed)) continue;
    await tx
      .updateTable('review_attendee')
      .set({ invited_at: null })
      .where('agency_id', '=', agencyId)
      .where('review_attendee_id', '=', row.id)
      .execute();
    invitationsTakenBack += 1;
    const { rows } = await sql<{ still: boolean }>`
      select auth.is_still_invited(${row.attendeeId}::uuid) as still`.execute(tx);
    if (rows[0]?.still) continue;
    const { conferenceId, attendeeId, reviewId } = row;
    const meeting = { conferenceId, to: person, because: 'consent-no-longer-allows' };
    cancelledMails += await cancelUnsentMails(visit, meeting, ['invitation', 'change']);
    await enqueue(visit, 'tell-invitation-is-off', { conferenceId, attendeeId, reviewId });
  }
  return { cancelledMails, invitationsTakenBack };
}

/** The same, and of those whom the asker may not know of in the name of whoever planned the meeting. */
export async function withdrawUncovered(visit: Visit, clientId: ClientId) {
  const taken = await takeBackUncovered(visit, clientId);
  await sql`select auth.ask_beyond_sight(${clientId}::uuid, 'withdraw-uncovered')`.execute(
    visit.tx,
  );
  return taken;
}

const momentOf = (at: Temporal.Instant, zone: string) => ({
  at,
  on: at.toZonedDateTimeISO(zone).toPlainDate(),
});

/** The moment of a meeting that is still to come. */
const momentsAhead = (
  { startsAt, zone }: { startsAt: Temporal.Instant | null; zone: string },
  at: Temporal.Instant,
) =>
  startsAt === null || Temporal.Instant.compare(startsAt, at) <= 0
    ? []
    : [momentOf(startsAt, zone)];

/** Asks, in the name of whoever manages each case, whom of the clients the papers let them hear no more after they moved. */
export async function askWhoIsUncovered({ tx }: Pick<Visit, 'tx'>, providerId: string) {
  await sql`select auth.ask_who_is_uncovered(${providerId}::uuid, 'withdraw-uncovered')`.execute(
    tx,
  );
}

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
    ])
    .select(['a.provider_id', 'a.support_id', 'a.client_id'])
    .select(['c.conference_id as conferenceId', 'c.time_zone as zone', 'c.starts_at as startsAt'])
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
    .execute();
