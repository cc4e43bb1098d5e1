import { expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { standardCadence } from '#domain/program-policy/presets/standard-parts.ts';
import { supportive } from '#domain/program-policy/presets/supportive.ts';
import type { IntervalRule, ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { day, enrolled, facts, plain, review, when } from './given-facts.ts';
import { obligations } from './obligations.ts';
import type { Facts } from './facts.ts';

const every180: IntervalRule = {
  ...standardCadence,
  ruleId: 'every-180-days',
  interval: { value: 180, unit: 'day' },
};
const withRule = (
  over: Partial<IntervalRule>,
  policy: Partial<ProgramPolicy> = {},
): ProgramPolicy => ({
  ...comprehensive,
  cadence: [{ ...every180, ...over }],
  ...policy,
});
const first = (policies: readonly ProgramPolicy[], known: Partial<Facts>, asOf: string) =>
  plain(obligations(enrolled(policies, '2025-07-01'), facts(known), when(asOf)))[0];

const old = withRule({}, { effectiveFrom: day('2020-01-01') });
const shorter = (over: Partial<IntervalRule> = {}) =>
  withRule(
    { interval: { value: 90, unit: 'day' }, ...over },
    { version: 2, effectiveFrom: day('2025-10-01') },
  );

test('leaves what runs alone until the next conference', () => {
  expect(first([old, shorter()], {}, '2025-11-01')?.dueOn?.toString()).toBe('2025-12-28');
  expect(
    first([old, shorter()], { reviews: [review('2025-11-01')] }, '2025-11-01')?.dueOn?.toString(),
  ).toBe('2026-01-30');
});

test('re-dates what runs where it says so, from its first day on', () => {
  const eager = shorter({ applyToOpenObligations: true });

  expect(first([old, eager], {}, '2025-09-30')).toMatchObject({
    dueOn: '2025-12-28',
    changesOn: '2025-10-01',
  });
  expect(first([old, eager], {}, '2025-10-01')).toMatchObject({
    dueOn: '2025-09-29',
    status: 'overdue',
  });
});

test('a conference is judged by the version of its own date', () => {
  const noVideo = {
    ...shorter(),
    modes: comprehensive.modes.map((rule) => ({ ...rule, counts: rule.mode !== 'video' })),
  };

  expect(first([old, noVideo], { reviews: [review('2025-09-30')] }, '2025-11-01')?.kind).toBe(
    'cadence',
  );
  expect(first([old, noVideo], { reviews: [review('2025-10-01')] }, '2025-11-01')?.kind).toBe(
    'first',
  );
});

test('a rule that is new begins with its version, not in the past', () => {
  const nothing = { ...supportive, effectiveFrom: day('2020-01-01') };

  expect(
    first([nothing, shorter()], { reviews: [review('2025-08-01')] }, '2025-11-01'),
  ).toMatchObject({
    anchor: { kind: 'policy_start', on: '2025-10-01' },
    dueOn: '2025-12-30',
  });
});

test('a draft is never in force', () => {
  const draft: ProgramPolicy = { ...shorter({ applyToOpenObligations: true }), status: 'draft' };

  expect(first([old, draft], {}, '2025-11-01')?.dueOn?.toString()).toBe('2025-12-28');
  expect(first([draft], {}, '2025-11-01')).toBeUndefined();
});

test('a rule that was dropped and comes back begins with the version that brings it back', () => {
  const without = { ...supportive, version: 2, effectiveFrom: day('2025-06-01') };
  const back = withRule({}, { version: 3, effectiveFrom: day('2025-10-01') });

  expect(first([old, without, back], {}, '2025-10-02')).toMatchObject({
    anchor: { kind: 'policy_start', on: '2025-10-01' },
    dueOn: '2026-03-30',
    status: 'current',
  });
});

test('before the enrollment begins, the version of its first day speaks', () => {
  const later = shorter({ applyToOpenObligations: true });
  const enrollment = enrolled([old, { ...later, effectiveFrom: day('2025-06-01') }], '2025-07-01');

  expect(plain(obligations(enrollment, facts({}), when('2025-05-01')))[0]).toMatchObject({
    policyVersion: 2,
    dueOn: '2025-09-29',
  });
});
