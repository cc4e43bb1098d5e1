import { sensitivityClasses, type PersonRef, type SensitivityClass } from '#domain/people.ts';
import {
  contactActivityCodes,
  contactChannelCodes,
  type ContactActivity,
  type ContactChannel,
} from '#domain/record/contact-activities.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { unseal } from '#server/platform/vault.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

export type StoredContact = {
  contactId: string;
  activity: ContactActivity;
  otherActivity: string;
  isInternal: boolean;
  person: PersonRef | null;
  organizationId: string | null;
  channel: ContactChannel;
  minutes: number | null;
  note: string;
  class: SensitivityClass;
  loweredFrom: SensitivityClass | null;
  addenda: { text: string; by: string; at: Temporal.Instant }[];
};

const classOf = (value: string): SensitivityClass =>
  sensitivityClasses.find((known) => known === value) ?? 'general';

/** The contacts, as far as row security lets the asker read them, with what was added to each. */
export async function contactsOfRecord(
  here: Here,
  ids: readonly string[],
): Promise<Map<string, StoredContact>> {
  if (ids.length === 0) return new Map();
  const rows = await here.tx
    .selectFrom('coordination_contact')
    .select(['contact_id', 'client_id', 'activity', 'other_activity', 'is_internal', 'staff_id'])
    .select(['organization_id', 'provider_id', 'channel', 'minutes', 'class', 'body'])
    .where('agency_id', '=', here.agencyId)
    .where('contact_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  const addenda = await addendaOf(here, ids);
  const lowered = await loweredOf(here, ids);
  return new Map(
    rows.map((row) => {
      const place = { agencyId: here.agencyId, clientId: row.client_id, rowId: row.contact_id };
      const contact = {
        contactId: row.contact_id,
        activity: contactActivityCodes.find((code) => code === row.activity) ?? 'other',
        otherActivity: row.other_activity === null ? '' : unseal(place, row.other_activity),
        isInternal: row.is_internal,
        person: partnerOf(row),
        organizationId: row.organization_id,
        channel: contactChannelCodes.find((code) => code === row.channel) ?? 'letter',
        minutes: row.minutes,
        note: unseal(place, row.body),
        class: classOf(row.class),
        loweredFrom: lowered.get(row.contact_id) ?? null,
        addenda: addenda.get(row.contact_id) ?? [],
      };
      return [row.contact_id, contact];
    }),
  );
}

function partnerOf(row: { staff_id: string | null; provider_id: string | null }): PersonRef | null {
  if (row.staff_id !== null) return { kind: 'staff', id: row.staff_id };
  return row.provider_id === null ? null : { kind: 'provider', id: row.provider_id };
}

async function addendaOf({ tx, agencyId }: Here, contactIds: readonly string[]) {
  const rows = await tx
    .selectFrom('contact_addendum')
    .select(['addendum_id', 'contact_id', 'client_id', 'body', 'written_by', 'written_at'])
    .where('agency_id', '=', agencyId)
    .where('contact_id', '=', oneOf(contactIds))
    .orderBy('written_at')
    .orderBy('addendum_id')
    .modifyEnd(keepPlan)
    .execute();
  return Map.groupBy(
    rows.map((row) => ({
      contactId: row.contact_id,
      text: unseal({ agencyId, clientId: row.client_id, rowId: row.addendum_id }, row.body),
      by: row.written_by,
      at: row.written_at,
    })),
    ({ contactId }) => contactId,
  );
}

async function loweredOf({ tx, agencyId }: Here, contactIds: readonly string[]) {
  const rows = await tx
    .selectFrom('lowered_class')
    .select(['about_id', 'class'])
    .where('agency_id', '=', agencyId)
    .where('about_id', '=', oneOf(contactIds))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(rows.map((row) => [row.about_id, classOf(row.class)]));
}

/** Whose contact it is and how it is classed; one that may not be read is as absent as one that is not there. */
export async function findContact({ tx, agencyId }: Here, contactId: string) {
  const row = await tx
    .selectFrom('coordination_contact')
    .select(['client_id', 'class', 'written_at'])
    .where('agency_id', '=', agencyId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return { clientId: row.client_id, class: classOf(row.class) };
}
