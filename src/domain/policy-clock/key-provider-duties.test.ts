import { expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import {
  ask as askOf,
  caseManager,
  counselor,
  day,
  enrolled,
  physician,
  recordedOn,
  review,
} from './given-facts.ts';
import type { Facts } from './facts.ts';

const policy = {
  ...comprehensive,
  conference: { ...comprehensive.conference, keyProviderCoverage: 'all_within_interval' as const },
};
const enrollment = enrolled([policy], '2026-01-05');
const key = (personId: string, from: string, lastOn: string | null = null) => ({
  id: personId,
  personId,
  from: day(from),
  lastOn: lastOn === null ? null : day(lastOn),
  ...recordedOn(from),
});
const coverage = (known: Partial<Facts>, asOf: string) =>
  askOf(enrollment, known, { asOf }).filter(({ basis }) => basis.code === 'key_providers');
const both = [key('physician', '2026-01-05'), key('counselor', '2026-02-01')];
const withPhysician = (on: string) => review(on, { attendees: [caseManager, physician] });

test('every key provider has to come once within the time of the routine rule, whoever was missing longest first (C-17)', () => {
  expect(coverage({ keyProviders: both }, '2026-03-01')).toMatchObject([
    { ruleId: 'key-providers-every-180-days', strength: 'required', dueOn: '2026-07-04' },
  ]);
  expect(
    coverage({ keyProviders: both, reviews: [withPhysician('2026-05-04')] }, '2026-06-01'),
  ).toMatchObject([{ dueOn: '2026-07-31', anchor: { on: '2026-02-01' }, basis: { of: 2 } }]);
  const everybody = review('2026-06-10', { attendees: [caseManager, physician, counselor] });
  expect(coverage({ keyProviders: both, reviews: [everybody] }, '2026-06-11')).toMatchObject([
    { dueOn: '2026-12-07', status: 'current' },
  ]);
});

test('a conference that resets the routine date leaves the one who was missing due (C-17)', () => {
  const known = { keyProviders: both, reviews: [withPhysician('2026-07-01')] };
  const [routine] = askOf(enrollment, known, { asOf: '2026-08-05' });

  expect(routine).toMatchObject({ ruleId: 'every-180-days', status: 'current' });
  expect(coverage(known, '2026-08-05')).toMatchObject([{ status: 'overdue', daysLeft: -5 }]);
});

test('who is a key provider no longer, or not yet, is not waited for (C-17)', () => {
  const keyProviders = [
    key('physician', '2026-01-05', '2026-02-10'),
    key('counselor', '2026-05-01'),
  ];

  expect(coverage({ keyProviders }, '2026-03-01')).toEqual([]);
  expect(coverage({ keyProviders }, '2026-05-02')).toMatchObject([{ dueOn: '2026-10-28' }]);
  expect(askOf(enrollment, { keyProviders }, { asOf: '2026-02-01' })[0]?.changesOn).toBe(
    '2026-02-11',
  );
});

test('where the rule came later, its time begins with the version that brought it, unless it reaches what is open (C-17)', () => {
  const before = { ...comprehensive, version: 1 };
  const since = (cadence = policy.cadence) =>
    enrolled(
      [before, { ...policy, version: 2, effectiveFrom: day('2026-06-01'), cadence }],
      '2024-01-05',
    );
  const keyProviders = [key('physician', '2024-01-05')];
  const ofCoverage = (of: ReturnType<typeof enrolled>) =>
    askOf(of, { keyProviders }, { asOf: '2026-06-02' }).find(
      ({ basis }) => basis.code === 'key_providers',
    );

  expect(ofCoverage(since())).toMatchObject({
    dueOn: '2026-11-28',
    anchor: { kind: 'policy_start', on: '2026-06-01' },
    status: 'current',
  });
  const reaching = policy.cadence.map((rule) =>
    rule.kind === 'interval' ? { ...rule, applyToOpenObligations: true } : rule,
  );
  expect(ofCoverage(since(reaching))).toMatchObject({ dueOn: '2024-07-03', status: 'overdue' });
});

test('who is exempted from the routine rule waits for no key provider either (C-29)', () => {
  const exemptions = [
    {
      id: 'x',
      ruleId: 'every-180-days',
      reason: 'client_refuses' as const,
      from: day('2026-06-01'),
      until: null,
      reviewOn: day('2026-12-01'),
      ...recordedOn('2026-06-01'),
    },
  ];

  expect(coverage({ keyProviders: both, exemptions }, '2026-08-05')).toMatchObject([
    { status: 'exempt' },
  ]);
});
