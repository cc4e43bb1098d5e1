import {
  isSamePerson,
  type ClientId,
  type OrganizationId,
  type OutsideRef,
  type PersonRef,
  type SensitivityClass,
} from '#domain/people.ts';

export type ConsentId = string;

export const purposes = ['care_coordination', 'case_conference', 'benefits'] as const;
export type Purpose = (typeof purposes)[number];

/** What each is called within a sentence. */
export const purposeWords: Readonly<Record<Purpose, string>> = {
  case_conference: 'case conferences',
  care_coordination: 'care coordination',
  benefits: 'benefits',
};

export const consentForms = [
  'DOH-2557',
  'DOH-5032',
  'DOH-5055',
  'part-2-tpo',
  'part-2-specific',
  'hipaa-authorization',
  'victim-service-release',
  'agency-release',
  'psychotherapy-notes',
  'sud-counseling-notes',
  'verbal-recorded',
] as const;
export type ConsentFormChoice = (typeof consentForms)[number];
/** 'not-noted' where it was recorded before forms were. */
export type ConsentForm = ConsentFormChoice | 'not-noted';

/** Without a last day, what ends it; null when only the client's word does. */
export const endEvents = ['end-of-treatment', 'end-of-enrollment', 'end-of-case'] as const;
export type EndEvent = (typeof endEvents)[number];

/** Somebody who belongs to a class of people between these days, the last one included. */
export type DatedMember = {
  person: PersonRef;
  from: Temporal.PlainDate;
  until: Temporal.PlainDate | null;
};

/** Whom a consent names. A class of people carries who belongs to it when, because that changes. */
export type PartySpec =
  /** With the organization that the form names beside a provider: who leaves it loses the consent. */
  | { kind: 'person'; person: PersonRef; organizationId: OrganizationId | null }
  | { kind: 'organization'; organizationId: OrganizationId }
  | {
      kind: 'role-class';
      organizationId: OrganizationId;
      providerClass: string;
      members: readonly DatedMember[];
    }
  | { kind: 'treating-providers'; members: readonly DatedMember[] };

/** Named from the start, or added later with the client's initials of that day. */
export type Party = PartySpec & {
  partyId: string;
  since: Temporal.PlainDate;
  recordedAt: Temporal.Instant;
};

/** What a client signed: who may tell whom which classes, for what, from when until when; or what they refused. */
export type Consent = {
  id: ConsentId;
  clientId: ClientId;
  form: ConsentForm;
  /** A refusal says no to what it names, and wins over every consent that it overlaps. */
  isRefusal: boolean;
  /** Whether this agency is among those who may tell, and among those who may be told. */
  weDisclose: boolean;
  weReceive: boolean;
  /** Others who may tell: organizations. */
  disclosers: readonly Party[];
  recipients: readonly Party[];
  /** Whom the client named as never to be told. */
  excluded: readonly Party[];
  /** The listed parties may tell each other. */
  isMutual: boolean;
  classes: readonly SensitivityClass[];
  purposes: readonly Purpose[];
  validFrom: Temporal.PlainDate;
  /** The last day on which it holds; null when the client set none. */
  validUntil: Temporal.PlainDate | null;
  endsWith: EndEvent | null;
  /** The day before that event came: the last on which it held. */
  endedOn: Temporal.PlainDate | null;
  signedOn: Temporal.PlainDate;
  recordedAt: Temporal.Instant;
  recordedBy: string;
  revokedAt: Temporal.Instant | null;
  supersededAt: Temporal.Instant | null;
  /** Recorded in error: it never held. */
  withdrawnAt: Temporal.Instant | null;
  version: number;
};

/** An outside person as known on the date in question: who changes organization loses its consents. */
export type Recipient = { person: OutsideRef; organizationId: OrganizationId | null };

export type Asked = { client: ClientId; recipient: Recipient; purpose: Purpose };

/** One moment, as an instant and as the date that it is in the program's time zone. */
export type Moment = { at: Temporal.Instant; on: Temporal.PlainDate };

export type Standing =
  | 'holds'
  | 'not-yet-valid'
  | 'expired'
  | 'revoked'
  | 'superseded'
  | 'withdrawn';

export function standingOf(consent: Consent, { at, on }: Moment): Standing {
  const { revokedAt, supersededAt, validFrom, signedOn, recordedAt } = consent;
  if (consent.withdrawnAt !== null) return 'withdrawn';
  if (revokedAt !== null && Temporal.Instant.compare(revokedAt, at) <= 0) return 'revoked';
  if (supersededAt !== null && Temporal.Instant.compare(supersededAt, at) <= 0) return 'superseded';
  const lastDay = lastDayOf(consent);
  if (lastDay !== null && Temporal.PlainDate.compare(lastDay, on) < 0) return 'expired';
  const hasBegun =
    Temporal.PlainDate.compare(validFrom, on) <= 0 &&
    Temporal.PlainDate.compare(signedOn, on) <= 0 &&
    Temporal.Instant.compare(recordedAt, at) <= 0;
  return hasBegun ? 'holds' : 'not-yet-valid';
}

/** The day it was given until, or on which its event came, whichever is first. */
export function lastDayOf({
  validUntil,
  endedOn,
}: Pick<Consent, 'validUntil' | 'endedOn'>): Temporal.PlainDate | null {
  if (validUntil === null || endedOn === null) return validUntil ?? endedOn;
  return Temporal.PlainDate.compare(endedOn, validUntil) < 0 ? endedOn : validUntil;
}

/** The consents under which this agency may tell this recipient of this client, whatever the classes. */
export const consentsBetween = (
  { client, recipient, on, at }: Pick<Asked, 'client' | 'recipient'> & Moment,
  consents: readonly Consent[],
) =>
  consents.filter(
    (c) =>
      c.clientId === client &&
      !c.isRefusal &&
      mayTell(c) &&
      listedAsTold(c).some((party) => names(party, { recipient, on, at })) &&
      !c.excluded.some((party) => names(party, { recipient, on, at })),
  );

/** Whether what the client said no to covers this recipient and this class, whichever paper says yes. */
export const isRefused = (
  { client, recipient, purpose, on, at }: Asked & Moment,
  wanted: SensitivityClass,
  consents: readonly Consent[],
): boolean =>
  consents.some(
    (c) =>
      c.clientId === client &&
      c.purposes.includes(purpose) &&
      c.classes.includes(wanted) &&
      standingOf(c, { at, on }) === 'holds' &&
      (c.isRefusal ? c.recipients : c.excluded).some((party) =>
        names(party, { recipient, on, at }),
      ),
  );

/** The one the client signed last: among several that do not hold, it says why. */
export const latestSigned = (consents: readonly Consent[]) =>
  consents.toSorted(
    (a, b) =>
      Temporal.PlainDate.compare(b.signedOn, a.signedOn) ||
      Temporal.Instant.compare(b.recordedAt, a.recordedAt),
  )[0];

export const isAboutThemself = ({ client, recipient }: Pick<Asked, 'client' | 'recipient'>) =>
  recipient.person.kind === 'client' && recipient.person.id === client;

const mayTell = ({ weDisclose, weReceive, isMutual }: Consent) =>
  weDisclose || (isMutual && weReceive);

const listedAsTold = ({ recipients, disclosers, isMutual }: Consent): readonly Party[] =>
  isMutual ? [...recipients, ...disclosers] : recipients;

function names(party: Party, { recipient, on, at }: { recipient: Recipient } & Moment): boolean {
  const isListed =
    Temporal.PlainDate.compare(party.since, on) <= 0 &&
    Temporal.Instant.compare(party.recordedAt, at) <= 0;
  if (!isListed) return false;
  const { person, organizationId } = recipient;
  switch (party.kind) {
    case 'person':
      return (
        isSamePerson(party.person, person) &&
        (party.organizationId === null || party.organizationId === organizationId)
      );
    case 'organization':
      return party.organizationId === organizationId;
    case 'role-class':
      return party.organizationId === organizationId && isMember(party.members, { person, on });
    case 'treating-providers':
      return isMember(party.members, { person, on });
  }
}

const isMember = (
  members: readonly DatedMember[],
  { person, on }: { person: PersonRef; on: Temporal.PlainDate },
) =>
  members.some(
    (member) =>
      isSamePerson(member.person, person) &&
      Temporal.PlainDate.compare(member.from, on) <= 0 &&
      (member.until === null || Temporal.PlainDate.compare(member.until, on) >= 0),
  );
