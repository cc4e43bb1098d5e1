import { sql } from 'kysely';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import type { ContactActivity, ContactChannel } from '#domain/record/contact-activities.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal } from '#server/platform/vault.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type ContactPartner =
  | { kind: 'staff'; staffId: string }
  | { kind: 'organization'; organizationId: string; providerId: string | null };

export type NewContact = {
  clientId: ClientId;
  activity: ContactActivity;
  otherActivity: string;
  partner: ContactPartner;
  channel: ContactChannel;
  on: Temporal.PlainDate;
  /** Null where the hour is not known. */
  at: Temporal.Instant | null;
  minutes: number | null;
  note: string;
  /** Null takes the case's highest class, which the writer may not know. */
  class: SensitivityClass | null;
  /** The class that the case holds, where the writer chose a lower one. */
  loweredFrom: SensitivityClass | null;
};

/** A contact with its progress note, and its line in the record; it is never a conference (REQ-008, REQ-009). */
export async function recordContact(here: Here, contact: NewContact): Promise<string> {
  const { tx, at, agencyId, actor } = here;
  const { clientId, partner } = contact;
  const contactId = newId(at);
  const place = { agencyId, clientId, rowId: contactId };
  await tx
    .insertInto('coordination_contact')
    .values({
      agency_id: agencyId,
      contact_id: contactId,
      client_id: clientId,
      activity: contact.activity,
      other_activity: contact.otherActivity === '' ? null : seal(place, contact.otherActivity),
      is_internal: partner.kind === 'staff',
      staff_id: partner.kind === 'staff' ? partner.staffId : null,
      organization_id: partner.kind === 'organization' ? partner.organizationId : null,
      provider_id: partner.kind === 'organization' ? partner.providerId : null,
      channel: contact.channel,
      happened_on: contact.on,
      happened_at: contact.at,
      minutes: contact.minutes,
      class: contact.class ?? sql<string>`null`,
      body: seal(place, contact.note),
      written_by: actor,
      written_at: at,
    })
    .execute();
  await addToRecord(here, [
    {
      kind: 'contact',
      change: 'made',
      clientId,
      aboutId: contactId,
      on: contact.on,
      ...(contact.at === null ? {} : { at: contact.at }),
      class: contact.class ?? 'the-highest',
    },
  ]);
  if (contact.class !== null && contact.loweredFrom !== null)
    await tx
      .insertInto('lowered_class')
      .values({
        agency_id: agencyId,
        about_id: contactId,
        client_id: clientId,
        class: contact.loweredFrom,
        lowered_to: contact.class,
        lowered_by: actor,
        lowered_at: at,
      })
      .execute();
  return contactId;
}

export type NewAddendum = {
  contactId: string;
  clientId: ClientId;
  class: SensitivityClass;
  text: string;
};

export async function addAddendum(
  { tx, at, agencyId, actor }: Here,
  { contactId, clientId, class: ofContact, text }: NewAddendum,
): Promise<string> {
  const addendumId = newId(at);
  await tx
    .insertInto('contact_addendum')
    .values({
      agency_id: agencyId,
      addendum_id: addendumId,
      contact_id: contactId,
      client_id: clientId,
      // The database raises it to the class that the case has by now.
      class: ofContact,
      body: seal({ agencyId, clientId, rowId: addendumId }, text),
      written_by: actor,
      written_at: at,
    })
    .execute();
  return addendumId;
}
