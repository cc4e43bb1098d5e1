import fc from 'fast-check';
import { purposes, type Consent, type Party } from '#domain/consent/consent.ts';
import type { DisclosureQuestion } from '#domain/consent/may-disclose.ts';
import { sensitivityClasses } from '#domain/people.ts';

const middle = {
  at: Temporal.Instant.from('2026-06-14T14:00:00Z'),
  on: Temporal.PlainDate.from('2026-06-14'),
};
const anyDay = fc.integer({ min: -3, max: 3 }).map((days) => middle.on.add({ days }));
const anyInstant = fc.integer({ min: -3, max: 3 }).map((hours) => middle.at.add({ hours }));
const anyId = (stem: string) => fc.constantFrom(`${stem}-1`, `${stem}-2`);
const anyPerson = fc.oneof(
  fc.record({ kind: fc.constant('provider' as const), id: fc.constantFrom('a', 'b') }),
  fc.record({ kind: fc.constant('support' as const), id: fc.constantFrom('a', 'b') }),
);
const anyClasses = fc.subarray([...sensitivityClasses], { minLength: 1 });
const anyParty: fc.Arbitrary<Party> = fc
  .tuple(
    fc.oneof(
      fc.record({
        kind: fc.constant('person' as const),
        person: anyPerson,
        organizationId: fc.option(anyId('clinic')),
      }),
      fc.record({ kind: fc.constant('organization' as const), organizationId: anyId('clinic') }),
    ),
    fc.record({ partyId: fc.constant('party-1'), since: anyDay, recordedAt: anyInstant }),
  )
  .map(([spec, listed]) => ({ ...spec, ...listed }));
export const anyConsent: fc.Arbitrary<Consent> = fc.record({
  id: fc.uuid(),
  clientId: anyId('client'),
  form: fc.constant('not-noted' as const),
  isRefusal: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  weDisclose: fc.boolean(),
  weReceive: fc.boolean(),
  disclosers: fc.array(anyParty, { maxLength: 1 }),
  recipients: fc.array(anyParty, { minLength: 1, maxLength: 2 }),
  excluded: fc.array(anyParty, { maxLength: 1 }),
  isMutual: fc.boolean(),
  classes: anyClasses,
  purposes: fc.subarray([...purposes], { minLength: 1 }),
  validFrom: anyDay,
  validUntil: fc.option(anyDay),
  endsWith: fc.constant(null),
  endedOn: fc.option(anyDay),
  signedOn: anyDay,
  recordedAt: anyInstant,
  recordedBy: fc.constant('staff-1'),
  revokedAt: fc.option(anyInstant),
  supersededAt: fc.option(anyInstant),
  withdrawnAt: fc.option(anyInstant, { freq: 1, nil: null }),
  version: fc.constant(1),
});
export const anyQuestion: fc.Arbitrary<DisclosureQuestion> = fc.record({
  client: anyId('client'),
  recipient: fc.record({ person: anyPerson, organizationId: fc.option(anyId('clinic')) }),
  classes: anyClasses,
  purpose: fc.constantFrom(...purposes),
  at: anyInstant,
  on: anyDay,
});
