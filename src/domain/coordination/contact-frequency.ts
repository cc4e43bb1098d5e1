import type { ContactActivity } from '#domain/record/contact-activities.ts';

/** With whom staff were in touch: a colleague, a provider, or an organization without anybody in particular. */
export type ContactPartner = { kind: 'staff' | 'provider' | 'organization'; id: string };

export type CountedContacts = {
  partner: ContactPartner;
  activity: ContactActivity;
  contacts: number;
  lastOn: Temporal.PlainDate;
};

export type PartnerFrequency = {
  partner: ContactPartner;
  contacts: number;
  /** Null where there was none in this time. */
  lastOn: Temporal.PlainDate | null;
  /** What the contacts were for, the most frequent first. */
  activities: readonly { activity: ContactActivity; contacts: number }[];
};

export type Period = { from: Temporal.PlainDate; until: Temporal.PlainDate };

const keyOf = ({ kind, id }: ContactPartner) => `${kind} ${id}`;

/** How often with each, the most frequent first; who serves the client and was never spoken to stands there with none (REQ-031). */
export function frequencyWith(
  counted: readonly CountedContacts[],
  expected: readonly ContactPartner[],
): PartnerFrequency[] {
  const byPartner = Map.groupBy(counted, ({ partner }) => keyOf(partner));
  const met = [...byPartner.values()].flatMap((theirs) => {
    const [first] = theirs;
    return first ? [sumOf(first.partner, theirs)] : [];
  });
  const unmet = expected
    .filter((partner) => !byPartner.has(keyOf(partner)))
    .map((partner) => sumOf(partner, []));
  return [...met.toSorted((one, other) => other.contacts - one.contacts), ...unmet];
}

function sumOf(partner: ContactPartner, theirs: readonly CountedContacts[]): PartnerFrequency {
  const days = theirs.map(({ lastOn }) => lastOn).toSorted(Temporal.PlainDate.compare);
  return {
    partner,
    contacts: total(theirs),
    lastOn: days.at(-1) ?? null,
    activities: theirs
      .map(({ activity, contacts }) => ({ activity, contacts }))
      .toSorted((one, other) => other.contacts - one.contacts),
  };
}

export const total = (counted: readonly { contacts: number }[]): number =>
  counted.reduce((sum, { contacts }) => sum + contacts, 0);

/** Both ends belong to it. */
const daysIn = ({ from, until }: Period): number => from.until(until).days + 1;

/** "12 contacts, about every 15 days" */
export function oftenInWords(contacts: number, period: Period): string {
  if (contacts === 0) return 'No contact';
  if (contacts === 1) return '1 contact';
  const every = Math.round(daysIn(period) / contacts);
  const rhythm =
    every < 1 ? 'several a day' : every === 1 ? 'about every day' : `about every ${every} days`;
  return `${contacts} contacts, ${rhythm}`;
}

const daysInMonth = 365.2425 / 12;

/** Contacts for one client in one month, to one decimal; null where there is no client. */
export function perClientMonth(
  { contacts, clients }: { contacts: number; clients: number },
  period: Period,
): number | null {
  const clientMonths = (clients * daysIn(period)) / daysInMonth;
  return clientMonths === 0 ? null : Math.round((contacts / clientMonths) * 10) / 10;
}
