import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restrictedClasses, sensitivityClasses, type SensitivityClass } from '#domain/people.ts';
import { purposes, type Consent, type Moment } from './consent.ts';
import { disclosableClasses, mayDisclose, type DisclosureQuestion } from './may-disclose.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const instant = (text: string) => Temporal.Instant.from(text);

const signed: Consent = {
  id: 'consent-1',
  clientId: 'client-1',
  recipient: { kind: 'person', person: { kind: 'provider', id: 'provider-1' } },
  classes: ['general'],
  purpose: 'case_conference',
  validFrom: day('2026-01-01'),
  validUntil: day('2026-06-14'),
  signedOn: day('2026-01-01'),
  recordedAt: instant('2026-01-01T15:00:00Z'),
  revokedAt: null,
};
const consent = (change: Partial<Consent> = {}): Consent => ({ ...signed, ...change });

const asked: DisclosureQuestion = {
  client: 'client-1',
  recipient: { person: { kind: 'provider', id: 'provider-1' }, organizationId: 'clinic-1' },
  classes: ['general'],
  purpose: 'case_conference',
  at: instant('2026-06-14T14:00:00Z'),
  on: day('2026-06-14'),
};
const ask = (change: Partial<DisclosureQuestion> = {}): DisclosureQuestion => ({
  ...asked,
  ...change,
});

describe('who may learn what', () => {
  test('nothing is told to a provider without consent (REQ-034, REQ-035)', () => {
    expect(mayDisclose(asked, [])).toEqual({ allowed: false, refusal: 'no-consent' });
    expect(mayDisclose(asked, [signed])).toMatchObject({
      allowed: true,
      value: { client: 'client-1', classes: ['general'], consentIds: ['consent-1'] },
    });
  });

  test.each([
    ['for another purpose', { purpose: 'benefits' }, 'purpose-not-covered'],
    ['of another client', { clientId: 'client-2' }, 'no-consent'],
    [
      'for another person',
      { recipient: { kind: 'person', person: { kind: 'provider', id: 'provider-2' } } },
      'no-consent',
    ],
    [
      'for a person of another kind with the same id',
      { recipient: { kind: 'person', person: { kind: 'support', id: 'provider-1' } } },
      'no-consent',
    ],
    [
      'for another organization',
      { recipient: { kind: 'organization', organizationId: 'clinic-2' } },
      'no-consent',
    ],
    ['of another class only', { classes: ['sud'] }, 'class-not-covered'],
    ['over since yesterday', { validUntil: day('2026-06-13') }, 'consent-expired'],
    ['from tomorrow on', { validFrom: day('2026-06-15') }, 'consent-not-yet-valid'],
    ['to be signed tomorrow', { signedOn: day('2026-06-15') }, 'consent-not-yet-valid'],
    [
      'recorded only afterwards',
      { recordedAt: asked.at.add({ seconds: 1 }) },
      'consent-not-yet-valid',
    ],
    ['revoked at that very instant', { revokedAt: asked.at }, 'consent-revoked'],
  ] satisfies [string, Partial<Consent>, string][])(
    'a consent %s does not allow it (REQ-035)',
    (_, change, refusal) => {
      expect(mayDisclose(asked, [consent(change)])).toEqual({ allowed: false, refusal });
    },
  );

  test('a consent holds on its first and its last day', () => {
    const oneDay = consent({ validFrom: asked.on, validUntil: asked.on, signedOn: asked.on });

    expect(mayDisclose(asked, [oneDay]).allowed).toBe(true);
  });

  test('a consent without an end goes on until it is revoked (T18)', () => {
    const revokedAt = asked.at.add({ minutes: 5 });
    const open = consent({ validUntil: null, revokedAt });

    expect(mayDisclose(asked, [open]).allowed).toBe(true);
    expect(mayDisclose(ask({ at: revokedAt }), [open])).toEqual({
      allowed: false,
      refusal: 'consent-revoked',
    });
  });

  test('consent for an organization reaches its people, and leaves with them', () => {
    const forClinic = consent({ recipient: { kind: 'organization', organizationId: 'clinic-1' } });
    const moved = { person: asked.recipient.person, organizationId: 'clinic-2' };
    const alone = { person: asked.recipient.person, organizationId: null };

    expect(mayDisclose(asked, [forClinic]).allowed).toBe(true);
    expect(mayDisclose(ask({ recipient: moved }), [forClinic]).allowed).toBe(false);
    expect(mayDisclose(ask({ recipient: alone }), [forClinic]).allowed).toBe(false);
  });

  test.each(restrictedClasses)('a general consent never covers %s (REQ-036)', (restricted) => {
    const named = consent({ id: 'consent-2', classes: [restricted] });
    const both: SensitivityClass[] = ['general', restricted];

    expect(mayDisclose(ask({ classes: both }), [signed])).toEqual({
      allowed: false,
      refusal: 'class-not-covered',
    });
    expect(mayDisclose(ask({ classes: both }), [signed, named])).toMatchObject({
      allowed: true,
      value: { classes: both, consentIds: ['consent-1', 'consent-2'] },
    });
  });

  test('family is not assumed to know anything (EP-03)', () => {
    const sister = { person: { kind: 'support', id: 'sister-1' }, organizationId: null } as const;

    expect(mayDisclose(ask({ recipient: sister }), [signed]).allowed).toBe(false);
  });

  test('clients may learn what is about themselves, and nothing about each other', () => {
    const self = { person: { kind: 'client', id: 'client-1' }, organizationId: null } as const;
    const own = ask({ recipient: self, classes: sensitivityClasses });

    expect(mayDisclose(own, [])).toMatchObject({
      allowed: true,
      value: { basis: 'own-record', consentIds: [] },
    });
    expect(mayDisclose({ ...own, client: 'client-2' }, []).allowed).toBe(false);
  });

  test('a question that names no class is refused, whoever asks', () => {
    expect(mayDisclose(ask({ classes: [] }), [signed])).toEqual({
      allowed: false,
      refusal: 'nothing-asked',
    });
  });

  test('the consent signed last explains the refusal', () => {
    const older = consent({ revokedAt: instant('2026-02-01T12:00:00Z') });
    const newer = consent({ signedOn: day('2026-03-01'), validUntil: day('2026-04-01') });

    expect(mayDisclose(asked, [older, newer])).toMatchObject({ refusal: 'consent-expired' });
    expect(mayDisclose(asked, [newer, older])).toMatchObject({ refusal: 'consent-expired' });
  });

  test('of what is asked, only the classes that are covered by name are shared (REQ-048)', () => {
    const classes: SensitivityClass[] = ['general', 'hiv', 'mental_health'];
    const forBoth = consent({ classes: ['general', 'mental_health'] });

    expect(disclosableClasses(ask({ classes }), [forBoth])).toEqual(['general', 'mental_health']);
  });
});

describe('for any consents and any question', () => {
  const anyDay = fc.integer({ min: -3, max: 3 }).map((days) => asked.on.add({ days }));
  const anyInstant = fc.integer({ min: -3, max: 3 }).map((hours) => asked.at.add({ hours }));
  const anyId = (stem: string) => fc.constantFrom(`${stem}-1`, `${stem}-2`);
  const anyPerson = fc.oneof(
    fc.record({ kind: fc.constant('provider' as const), id: fc.constantFrom('a', 'b') }),
    fc.record({ kind: fc.constant('support' as const), id: fc.constantFrom('a', 'b') }),
  );
  const anyClasses = fc.subarray([...sensitivityClasses], { minLength: 1 });
  const anyConsent: fc.Arbitrary<Consent> = fc.record({
    id: fc.uuid(),
    clientId: anyId('client'),
    recipient: fc.oneof(
      fc.record({ kind: fc.constant('person' as const), person: anyPerson }),
      fc.record({ kind: fc.constant('organization' as const), organizationId: anyId('clinic') }),
    ),
    classes: anyClasses,
    purpose: fc.constantFrom(...purposes),
    validFrom: anyDay,
    validUntil: fc.option(anyDay),
    signedOn: anyDay,
    recordedAt: anyInstant,
    revokedAt: fc.option(anyInstant),
  });
  const anyQuestion: fc.Arbitrary<DisclosureQuestion> = fc.record({
    client: anyId('client'),
    recipient: fc.record({ person: anyPerson, organizationId: fc.option(anyId('clinic')) }),
    classes: anyClasses,
    purpose: fc.constantFrom(...purposes),
    at: anyInstant,
    on: anyDay,
  });

  /** Said a second time and differently: texts of dates and numbers instead of Temporal. */
  const holds = (c: Consent, { at, on }: Moment) =>
    c.validFrom.toString() <= on.toString() &&
    c.signedOn.toString() <= on.toString() &&
    (c.validUntil?.toString() ?? '9999') >= on.toString() &&
    c.recordedAt.epochMilliseconds <= at.epochMilliseconds &&
    (c.revokedAt?.epochMilliseconds ?? Infinity) > at.epochMilliseconds;
  const isFor = (c: Consent, { person, organizationId }: DisclosureQuestion['recipient']) =>
    c.recipient.kind === 'person'
      ? c.recipient.person.kind === person.kind && c.recipient.person.id === person.id
      : c.recipient.organizationId === organizationId;

  test('expired, revoked, other class, person, client or purpose never allows (REQ-034, REQ-036)', () => {
    fc.assert(
      fc.property(anyQuestion, fc.array(anyConsent, { maxLength: 12 }), (question, consents) => {
        const covers = (wanted: SensitivityClass) =>
          consents.some(
            (c) =>
              c.clientId === question.client &&
              c.purpose === question.purpose &&
              c.classes.includes(wanted) &&
              isFor(c, question.recipient) &&
              holds(c, question),
          );

        expect(mayDisclose(question, consents).allowed).toBe(question.classes.every(covers));
      }),
      { numRuns: 2000 },
    );
  });

  test('a grant names no consent that does not hold', () => {
    fc.assert(
      fc.property(anyQuestion, fc.array(anyConsent, { maxLength: 12 }), (question, consents) => {
        const answer = mayDisclose(question, consents);
        const used = answer.allowed ? answer.value.consentIds : [];

        expect(
          consents.filter(({ id }) => used.includes(id)).every((c) => holds(c, question)),
        ).toBe(true);
        expect(used.length > 0).toBe(answer.allowed);
      }),
      { numRuns: 1000 },
    );
  });
});
