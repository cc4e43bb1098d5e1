import type { DoneReview } from '#domain/conference/client-review.ts';
import { conferencePurpose, type ClosedConference } from '#domain/conference/conference.ts';
import { formFor } from '#domain/conference/form-for.ts';
import type { Consent } from '#domain/consent/consent.ts';
import { disclosableClasses, mayDisclose, type Grant } from '#domain/consent/may-disclose.ts';
import { sensitivityClasses, type OutsideRef, type SensitivityClass } from '#domain/people.ts';
import type { ConferenceForm } from '#server/platform/pdf/conference-form.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import type { KnownPerson } from '#server/stores/conferences/attendees.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import type { PrintedMessage } from '#server/stores/conferences/exchange.ts';
import { formOf } from './conference-form.ts';

export type Written = {
  stored: StoredConference;
  conference: ClosedConference;
  review: DoneReview;
  exchange: readonly PrintedMessage[];
  /** Why there is no need or no action is in words of the case's highest class. */
  ofCase: SensitivityClass;
  consents: readonly Consent[];
};
export type FormReader = Pick<KnownPerson, 'name' | 'organizationId'> & { person: OutsideRef };
type Part = {
  review: DoneReview;
  exchange: readonly PrintedMessage[];
  classes: SensitivityClass[];
  grant: Grant;
};

/** What of it the papers let this reader learn at this moment, and the proof that they do; null where that is nothing. */
export function formPart(
  { at, today: on }: Pick<Visit, 'at' | 'today'>,
  { conference, review, exchange, ofCase, consents }: Written,
  { person, organizationId }: FormReader,
): Part | null {
  // The gate judges by the agency's day, wherever the program is.
  const recipient = { person, organizationId };
  const about = { client: review.clientId, recipient, purpose: conferencePurpose, at, on };
  const may = disclosableClasses({ ...about, classes: sensitivityClasses }, consents);
  const part = formFor(
    { review, exchange, ofCase, attendees: conference.attendees },
    { person, organizationId, may },
  );
  const answer = part && mayDisclose({ ...about, classes: part.classes }, consents);
  return part && answer?.allowed ? { ...part, grant: answer.value } : null;
}

/** Nothing of how we work here: the number, the rules and the next date are ours. */
export async function partSheet(
  visit: Visit,
  { stored, conference }: Pick<Written, 'stored' | 'conference'>,
  { review, exchange }: Pick<Part, 'review' | 'exchange'>,
): Promise<ConferenceForm & { isPart: true }> {
  const zone = stored.zoneOf.get(review.id) ?? stored.timeZone;
  const printing = { stored, conference, zone, review, exchange };
  const { nextDue: _, ...form } = await formOf(visit, printing);
  const agency = await findAgency(visit.tx, visit.agencyId);
  return {
    ...form,
    isPart: true,
    client: {
      name: form.client.name,
      facts: form.client.facts.filter(({ label }) => label === 'Born'),
    },
    agency: agency.neutralName,
    // The one that is ours tells as much beside a name as it does above them all.
    attendees: form.attendees.map((each) =>
      each.agency === agency.name ? { ...each, agency: agency.neutralName } : each,
    ),
    policy: '',
  };
}
