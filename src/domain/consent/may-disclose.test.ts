import { describe, expect, test } from 'vitest';
import { restrictedClasses, sensitivityClasses, type SensitivityClass } from '#domain/people.ts';
import type { Consent } from './consent.ts';
import { forOrganization, forPerson, sampleConsent } from './sample-consent.ts';
import { disclosableClasses, mayDisclose, type DisclosureQuestion } from './may-disclose.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const instant = (text: string) => Temporal.Instant.from(text);

const signed = sampleConsent();
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
      value: {
        client: 'client-1',
        classes: ['general'],
        papers: [{ consentId: 'consent-1', classes: ['general'] }],
      },
    });
  });

  test.each([
    ['for another purpose', { purposes: ['benefits'] }, 'purpose-not-covered'],
    ['of another client', { clientId: 'client-2' }, 'no-consent'],
    [
      'for another person',
      { recipients: [forPerson({ kind: 'provider', id: 'provider-2' })] },
      'no-consent',
    ],
    [
      'for a person of another kind with the same id',
      { recipients: [forPerson({ kind: 'support', id: 'provider-1' })] },
      'no-consent',
    ],
    ['for another organization', { recipients: [forOrganization('clinic-2')] }, 'no-consent'],
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
    const forClinic = consent({ recipients: [forOrganization('clinic-1')] });
    const moved = { person: asked.recipient.person, organizationId: 'clinic-2' };
    const named = consent({ recipients: [forPerson(asked.recipient.person, 'clinic-1')] });
    const alone = { person: asked.recipient.person, organizationId: null };

    expect(mayDisclose(asked, [forClinic]).allowed).toBe(true);
    expect(mayDisclose(ask({ recipient: moved }), [forClinic]).allowed).toBe(false);
    expect(mayDisclose(asked, [named]).allowed).toBe(true);
    expect(mayDisclose(ask({ recipient: moved }), [named]).allowed).toBe(false);
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
      value: {
        classes: both,
        papers: [
          { consentId: 'consent-1', classes: ['general'] },
          { consentId: 'consent-2', classes: [restricted] },
        ],
      },
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
      value: { basis: 'own-record', papers: [] },
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
