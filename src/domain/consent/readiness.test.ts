import { expect, test } from 'vitest';
import type { SensitivityClass } from '#domain/people.ts';
import type { Recipient } from './consent.ts';
import { sampleConsent } from './sample-consent.ts';
import { mayDisclose } from './may-disclose.ts';
import { pairReadiness, readinessFor } from './readiness.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const doctor: Recipient = {
  person: { kind: 'provider', id: 'provider-1' },
  organizationId: 'clinic-1',
};
const consent = sampleConsent;
const on = (date: string) => ({
  at: Temporal.Instant.from(`${date}T14:00:00Z`),
  on: day(date),
});
const pair = (date: string, classes: SensitivityClass[] = ['general']) => ({
  client: 'client-1',
  recipient: doctor,
  classes,
  purpose: 'case_conference' as const,
  ...on(date),
});

test('a release that ends on 14 June does not reach a meeting on 15 June (T17, EP-02)', () => {
  expect(pairReadiness(pair('2026-06-14'), [consent()])).toEqual({
    state: 'ok',
    endsOn: day('2026-06-14'),
  });
  expect(pairReadiness(pair('2026-06-15'), [consent()])).toEqual({
    state: 'ends-before',
    endsOn: day('2026-06-14'),
  });
});

test.each([
  ['no consent at all', [], { state: 'none' }],
  ['a consent for another purpose', [consent({ purposes: ['benefits'] })], { state: 'none' }],
  [
    'a consent that begins after the meeting',
    [consent({ validFrom: day('2026-07-01') })],
    { state: 'none' },
  ],
  [
    'a revoked consent',
    [consent({ revokedAt: Temporal.Instant.from('2026-05-01T12:00:00Z') })],
    { state: 'revoked' },
  ],
  [
    'general, but not HIV information',
    [consent()],
    { state: 'partly', covered: ['general'], missing: ['hiv'] },
  ],
  [
    'each class by a form of its own: the first end counts',
    [consent({ validUntil: null }), consent({ id: 'consent-2', classes: ['hiv'] })],
    { state: 'ok', endsOn: day('2026-06-14') },
  ],
  [
    'an old form and a longer one: the longer end counts',
    [
      consent({ classes: ['general', 'hiv'] }),
      consent({ classes: ['general', 'hiv'], validUntil: day('2026-12-31') }),
    ],
    { state: 'ok', endsOn: day('2026-12-31') },
  ],
  [
    'a dated form beside one without an end: nothing ends',
    [
      consent({ classes: ['general', 'hiv'] }),
      consent({ classes: ['general', 'hiv'], validUntil: null }),
    ],
    { state: 'ok', endsOn: null },
  ],
])('the matrix shows %s (EP-01)', (_, consents, expected) => {
  expect(pairReadiness(pair('2026-06-10', ['general', 'hiv']), consents)).toEqual(expected);
});

test('a client needs no consent to hear about themself (EP-01)', () => {
  const themself: Recipient = { person: { kind: 'client', id: 'client-1' }, organizationId: null };
  const asked = { ...pair('2026-06-10'), recipient: themself };
  expect(pairReadiness(asked, [])).toEqual({ state: 'ok', endsOn: null });
  expect(pairReadiness({ ...asked, client: 'client-2' }, [consent()])).toEqual({ state: 'none' });
});

test('ready on a date means allowed on that date', () => {
  const dates = ['2025-12-31', '2026-01-02', '2026-06-14', '2026-06-15'].map((date) => pair(date));

  expect(dates.map((d) => pairReadiness(d, [consent()]).state === 'ok')).toEqual(
    dates.map((d) => mayDisclose(d, [consent()]).allowed),
  );
  expect(dates.map((d) => mayDisclose(d, [consent()]).allowed)).toEqual([false, true, true, false]);
});

const hiv = (over: Parameters<typeof consent>[0] = {}) =>
  consent({ id: 'consent-2', classes: ['hiv'], ...over });
test.each([
  ['covered longer than the rest', [consent(), hiv({ validUntil: null })], 'ok', '2026-06-14'],
  ['ending before the rest', [consent({ validUntil: null }), hiv()], 'ok', null],
  ['alone covered', [hiv()], 'none', null],
  [
    'ended, where nothing else was ever agreed',
    [hiv({ validUntil: day('2026-06-01') })],
    'none',
    null,
  ],
  ['taken back', [hiv({ revokedAt: Temporal.Instant.from('2026-05-01T12:00:00Z') })], 'none', null],
] as const)(
  'whoever may not know of a restricted kind hears the days of the others alone, with that kind %s (REQ-036, EP-01)',
  (_, consents, state, endsOn) => {
    const asked = pair('2026-06-10', ['general', 'hiv']);
    const { readiness: told, isWithheld } = readinessFor(['general'], asked, consents);
    expect(told).toEqual(pairReadiness({ ...asked, classes: ['general'] }, consents));
    expect([told.state, 'endsOn' in told ? (told.endsOn?.toString() ?? null) : null]).toEqual([
      state,
      endsOn,
    ]);
    expect(isWithheld).toBe(false);
    expect(readinessFor(['general', 'hiv'], asked, consents)).toEqual({
      readiness: pairReadiness(asked, consents),
      isWithheld: false,
    });
  },
);

test('that something hidden is not covered is said without a word of what (REQ-036)', () => {
  const asked = pair('2026-06-10', ['general', 'hiv']);
  expect(readinessFor(['general'], asked, [consent()])).toEqual({
    readiness: { state: 'partly', covered: ['general'], missing: [] },
    isWithheld: true,
  });
});
