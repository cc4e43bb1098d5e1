import { expect, test } from 'vitest';
import type { SensitivityClass } from '#domain/people.ts';
import type { Recipient } from './consent.ts';
import { sampleConsent } from './sample-consent.ts';
import { mayDisclose } from './may-disclose.ts';
import { pairReadiness, readiness } from './readiness.ts';

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

test('the matrix has one cell for each person and client (REQ-053, EP-01)', () => {
  const cells = readiness(
    {
      people: [doctor, { person: { kind: 'client', id: 'client-1' }, organizationId: null }],
      clients: [
        { client: 'client-1', classes: ['general'] },
        { client: 'client-2', classes: ['general'] },
      ],
      purpose: 'case_conference',
      meeting: on('2026-06-10'),
    },
    [consent()],
  );

  expect(cells.map((c) => [c.recipient.person.id, c.client, c.readiness.state])).toEqual([
    ['provider-1', 'client-1', 'ok'],
    ['provider-1', 'client-2', 'none'],
    ['client-1', 'client-1', 'ok'],
    ['client-1', 'client-2', 'none'],
  ]);
});

test('ready on a date means allowed on that date', () => {
  const dates = ['2025-12-31', '2026-01-02', '2026-06-14', '2026-06-15'].map((date) => pair(date));

  expect(dates.map((d) => pairReadiness(d, [consent()]).state === 'ok')).toEqual(
    dates.map((d) => mayDisclose(d, [consent()]).allowed),
  );
  expect(dates.map((d) => mayDisclose(d, [consent()]).allowed)).toEqual([false, true, true, false]);
});
