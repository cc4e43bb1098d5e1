import { sql } from 'kysely';
import type { ReviewId } from '#domain/conference/client-review.ts';
import type { ClientId, PersonRef, SensitivityClass } from '#domain/people.ts';
import {
  contactActivityCodes,
  contactChannelCodes,
  type ContactActivity,
  type ContactChannel,
} from '#domain/record/contact-activities.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { personOf } from '#server/stores/record/record-conferences.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

type Link = { reviewId: ReviewId; contactId: string; clientId: ClientId };

/** Answers false where one stands already, seen or not; what was taken back can be said again, and is a link of its own. */
export async function linkContact(
  { tx, at, agencyId, actor }: Here & Pick<Visit, 'at' | 'actor'>,
  { reviewId, contactId, clientId, class: ofContact }: Link & { class: SensitivityClass },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('review_contact')
    .values({
      agency_id: agencyId,
      link_id: newId(at),
      review_id: reviewId,
      contact_id: contactId,
      client_id: clientId,
      class: ofContact,
      linked_by: actor,
      linked_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

export async function unlinkContact(
  { tx, at, agencyId }: Here & Pick<Visit, 'at'>,
  { reviewId, contactId }: Omit<Link, 'clientId'>,
) {
  await tx
    .updateTable('review_contact')
    .set({ unlinked_at: at })
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .where('contact_id', '=', contactId)
    .where('unlinked_at', 'is', null)
    .execute();
}

export type ContactInBrief = {
  contactId: string;
  on: Temporal.PlainDate;
  activity: ContactActivity;
  channel: ContactChannel;
  person: PersonRef | null;
  organizationId: string | null;
};

const mostContacts = 30;

/** Contacts about a client since a day, and these others, the latest first; their notes stay where they are. */
export async function contactsInBrief(
  { tx, agencyId }: Here,
  {
    clientId,
    since,
    also,
  }: { clientId: ClientId; since: Temporal.PlainDate; also: readonly string[] },
): Promise<ContactInBrief[]> {
  const rows = await tx
    .selectFrom('coordination_contact')
    .select(['contact_id', 'happened_on', 'activity', 'channel'])
    .select(['staff_id', 'provider_id', 'organization_id'])
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .where((where) =>
      where.or([
        where('happened_on', '>=', since),
        ...(also.length > 0 ? [where('contact_id', 'in', [...also])] : []),
      ]),
    )
    .orderBy('happened_on', 'desc')
    .orderBy('contact_id', 'desc')
    .limit(mostContacts)
    .execute();
  return rows.map((row) => ({
    contactId: row.contact_id,
    on: row.happened_on,
    activity: contactActivityCodes.find((code) => code === row.activity) ?? 'other',
    channel: contactChannelCodes.find((code) => code === row.channel) ?? 'letter',
    person: personOf({ ...row, support_id: null }),
    organizationId: row.organization_id,
  }));
}

export type LinkableConference = {
  reviewId: ReviewId;
  number: number;
  startsAt: Temporal.Instant | null;
  heldOn: Temporal.PlainDate | null;
  timeZone: string;
};

const mostConferences = 10;

/** The conferences about this client that a contact may belong to: what lies ahead, and the latest that were held. */
export async function linkableConferences(
  { tx, agencyId }: Here,
  clientId: ClientId,
): Promise<LinkableConference[]> {
  const rows = await tx
    .selectFrom('client_review as r')
    .innerJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'r.agency_id')
        .onRef('c.conference_id', '=', 'r.conference_id'),
    )
    .select(['r.review_id', 'c.conference_number', 'c.time_zone'])
    .select(
      sql<Temporal.Instant | null>`case when c.mode <> 'email' or c.state in ('draft', 'scheduled') then c.starts_at end`.as(
        'starts_at',
      ),
    )
    .select(
      sql<Temporal.PlainDate | null>`(coalesce(r.replied_at, case when c.mode <> 'email' then r.started_at end)
        at time zone c.time_zone)::date`.as('held_on'),
    )
    .where('r.agency_id', '=', agencyId)
    .where('r.client_id', '=', clientId)
    .where('r.state', '<>', 'not-covered')
    .where('c.state', 'not in', ['cancelled', 'discarded'])
    .orderBy(sql`c.state = 'closed'`)
    .orderBy(sql`coalesce(r.started_at, c.starts_at, c.planned_at)`, 'desc')
    .limit(mostConferences)
    .execute();
  return rows.map((row) => ({
    reviewId: row.review_id,
    number: row.conference_number,
    startsAt: row.starts_at,
    heldOn: row.held_on,
    timeZone: row.time_zone,
  }));
}

/** When this client's conference before that one was held; null where there was none. */
export async function heldBefore(
  { tx, agencyId }: Here,
  { reviewId, clientId }: Omit<Link, 'contactId'>,
): Promise<Temporal.PlainDate | null> {
  const row = await tx
    .selectFrom('client_review as r')
    .innerJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'r.agency_id')
        .onRef('c.conference_id', '=', 'r.conference_id'),
    )
    .select(
      sql<Temporal.PlainDate | null>`max((coalesce(r.replied_at, r.started_at) at time zone c.time_zone)::date)`.as(
        'held_on',
      ),
    )
    .where('r.agency_id', '=', agencyId)
    .where('r.client_id', '=', clientId)
    .where('r.review_id', '<>', reviewId)
    .where('c.state', '=', 'closed')
    .where('r.state', '=', 'done')
    .executeTakeFirst();
  return row?.held_on ?? null;
}
