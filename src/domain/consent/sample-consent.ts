import type { PersonRef } from '#domain/people.ts';
import type { Consent, Party, PartySpec } from './consent.ts';

const signedOn = Temporal.PlainDate.from('2026-01-01');
const recordedAt = Temporal.Instant.from('2026-01-01T15:00:00Z');

export const party = (spec: PartySpec, change: Partial<Party> = {}): Party => ({
  partyId: 'party-1',
  since: signedOn,
  recordedAt,
  ...spec,
  ...(change.since && { since: change.since }),
  ...(change.recordedAt && { recordedAt: change.recordedAt }),
});
export const forPerson = (person: PersonRef, organizationId: string | null = null): Party =>
  party({ kind: 'person', person, organizationId });
export const forOrganization = (organizationId: string): Party =>
  party({ kind: 'organization', organizationId });

/** A consent for the tests of these rules: nobody in it is real. */
export const sampleConsent = (change: Partial<Consent> = {}): Consent => ({
  id: 'consent-1',
  clientId: 'client-1',
  form: 'agency-release',
  isRefusal: false,
  weDisclose: true,
  weReceive: false,
  disclosers: [],
  recipients: [forPerson({ kind: 'provider', id: 'provider-1' })],
  excluded: [],
  isMutual: false,
  classes: ['general'],
  purposes: ['case_conference'],
  validFrom: signedOn,
  validUntil: Temporal.PlainDate.from('2026-06-14'),
  endsWith: null,
  endedOn: null,
  signedOn,
  recordedAt,
  recordedBy: 'staff-1',
  revokedAt: null,
  supersededAt: null,
  withdrawnAt: null,
  version: 1,
  ...change,
});
