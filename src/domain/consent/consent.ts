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

/** What a client signed: who may learn which classes, for what, from when until when. */
export type Consent = {
  id: ConsentId;
  clientId: ClientId;
  recipient:
    | { kind: 'person'; person: PersonRef }
    | { kind: 'organization'; organizationId: OrganizationId };
  classes: readonly SensitivityClass[];
  purpose: Purpose;
  validFrom: Temporal.PlainDate;
  /** The last day on which it holds; null when the client set no end. */
  validUntil: Temporal.PlainDate | null;
  signedOn: Temporal.PlainDate;
  recordedAt: Temporal.Instant;
  revokedAt: Temporal.Instant | null;
};

/** An outside person as known on the date in question: who changes organization loses its consents. */
export type Recipient = { person: OutsideRef; organizationId: OrganizationId | null };

export type Asked = { client: ClientId; recipient: Recipient; purpose: Purpose };

/** One moment, as an instant and as the date that it is in the program's time zone. */
export type Moment = { at: Temporal.Instant; on: Temporal.PlainDate };

export type Standing = 'holds' | 'not-yet-valid' | 'expired' | 'revoked';

export function standingOf(consent: Consent, { at, on }: Moment): Standing {
  const { revokedAt, validFrom, validUntil, signedOn, recordedAt } = consent;
  if (revokedAt !== null && Temporal.Instant.compare(revokedAt, at) <= 0) return 'revoked';
  if (validUntil !== null && Temporal.PlainDate.compare(validUntil, on) < 0) return 'expired';
  const hasBegun =
    Temporal.PlainDate.compare(validFrom, on) <= 0 &&
    Temporal.PlainDate.compare(signedOn, on) <= 0 &&
    Temporal.Instant.compare(recordedAt, at) <= 0;
  return hasBegun ? 'holds' : 'not-yet-valid';
}

/** The consents in which this client speaks of this recipient, by name or by organization. */
export const consentsBetween = (
  { client, recipient }: Pick<Asked, 'client' | 'recipient'>,
  consents: readonly Consent[],
) => consents.filter((c) => c.clientId === client && names(c.recipient, recipient));

/** The one the client signed last: among several that do not hold, it says why. */
export const latestSigned = (consents: readonly Consent[]) =>
  consents.toSorted(
    (a, b) =>
      Temporal.PlainDate.compare(b.signedOn, a.signedOn) ||
      Temporal.Instant.compare(b.recordedAt, a.recordedAt),
  )[0];

export const isAboutThemself = ({ client, recipient }: Pick<Asked, 'client' | 'recipient'>) =>
  recipient.person.kind === 'client' && recipient.person.id === client;

function names(named: Consent['recipient'], { person, organizationId }: Recipient): boolean {
  if (named.kind === 'person') return isSamePerson(named.person, person);
  return named.organizationId === organizationId;
}
