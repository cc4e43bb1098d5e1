import { describe, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { standardCadence } from '#domain/program-policy/presets/standard-parts.ts';
import type { IntervalRule, ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { day, enrolled, facts, plain, recordedOn, review, when } from './given-facts.ts';
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

describe('a pause', () => {
  const pausing = withRule({ pauses: ['incarcerated'], resumeDays: 14 });
  const pause = {
    id: 'pause-1',
    kind: 'incarcerated',
    from: day('2025-12-01'),
    resumedOn: day('2026-02-01'),
    ...recordedOn('2025-12-01'),
  };

  test('is unknown to every preset: the date stays', () => {
    expect(first([comprehensive], { pauses: [pause] }, '2026-01-15')).toMatchObject({
      status: 'overdue',
      moved: null,
    });
  });

  test('freezes the status, and afterwards gives the days that the policy names', () => {
    expect(first([pausing], { pauses: [pause] }, '2026-01-15')).toMatchObject({
      status: 'paused',
      dueOn: '2025-12-28',
      changesOn: '2026-02-01',
    });
    expect(first([pausing], { pauses: [pause] }, '2026-02-02')).toMatchObject({
      status: 'due_soon',
      dueOn: '2026-02-15',
      moved: { by: 'pause', from: '2025-12-28' },
    });
  });

  test('never brings a due date forward', () => {
    const short = { ...pause, from: day('2025-08-01'), resumedOn: day('2025-08-10') };

    expect(first([pausing], { pauses: [short] }, '2025-09-01')).toMatchObject({
      dueOn: '2025-12-28',
      moved: null,
    });
  });
});

describe('an exemption', () => {
  const exemption = {
    id: 'exemption-1',
    ruleId: null,
    reason: 'Declined',
    from: day('2025-12-01'),
    until: day('2026-03-01'),
    reviewOn: day('2026-02-01'),
    ...recordedOn('2025-12-01'),
  };

  test('holds from its first day until its end, and says when it changes', () => {
    const asked = (asOf: string) => first([comprehensive], { exemptions: [exemption] }, asOf);

    expect(asked('2025-11-30')).toMatchObject({ status: 'due_soon', changesOn: '2025-12-01' });
    expect(asked('2026-02-28')).toMatchObject({ status: 'exempt', changesOn: '2026-03-01' });
    expect(asked('2026-03-01')).toMatchObject({ status: 'overdue', changesOn: null });
  });

  test('for another rule changes nothing', () => {
    const other = { ...exemption, ruleId: 'another-rule' };

    expect(first([comprehensive], { exemptions: [other] }, '2026-02-28')?.status).toBe('overdue');
  });

  test('that ran on the last day of a client who left stays the answer, and one that had ended does not (2.3, rule 9)', () => {
    const statusAfter = (endedOn: string, known: Partial<Facts>) =>
      obligations(
        enrolled([withRule({ pauses: ['incarcerated'] })], '2025-07-01', { endedOn: day(endedOn) }),
        facts(known),
        when('2026-05-01'),
      )[0]?.status;
    const pause = { id: 'pause-1', kind: 'incarcerated', ...recordedOn('2025-12-01') };
    const paused = { ...pause, from: day('2025-12-01'), resumedOn: null };

    expect(statusAfter('2026-01-15', { exemptions: [exemption] })).toBe('exempt');
    expect(statusAfter('2026-01-15', { exemptions: [exemption], pauses: [paused] })).toBe('exempt');
    expect(statusAfter('2026-01-15', { pauses: [paused] })).toBe('paused');
    expect(statusAfter('2026-03-01', { exemptions: [exemption] })).toBe('closed');
    expect(statusAfter('2026-01-15', {})).toBe('closed');
  });
});

describe('attempts', () => {
  const attempts = ['2026-01-05', '2026-01-10', '2026-01-20'].map((on) => ({
    id: on,
    on: day(on),
    artifacts: [],
    ...recordedOn(on),
  }));

  test('are counted since the clock was set, and move nothing (REQ-157)', () => {
    expect(first([comprehensive], { attempts }, '2026-01-15')).toMatchObject({
      status: 'overdue',
      dueOn: '2025-12-28',
      flags: { attempts: { count: 2, lastOn: '2026-01-10' } },
    });
    expect(
      first([comprehensive], { attempts, reviews: [review('2026-01-10')] }, '2026-01-25')?.flags
        .attempts,
    ).toEqual({
      count: 1,
      lastOn: '2026-01-20',
    });
  });

  test('defer only where the policy lets them', () => {
    const deferring = withRule(
      {},
      { attempts: { ...comprehensive.attempts, effect: 'defer_days', deferDays: 10 } },
    );

    expect(first([deferring], { attempts }, '2026-01-15')).toMatchObject({
      dueOn: '2026-01-20',
      moved: { by: 'attempts', from: '2025-12-28' },
    });
  });
});

describe('the settings of a rule', () => {
  test('grace changes the label and nothing else', () => {
    const kind = withRule({ graceDays: 5 });

    expect(first([kind], {}, '2026-01-02')).toMatchObject({
      status: 'overdue',
      isWithinGrace: true,
      daysLeft: -5,
    });
    expect(first([kind], {}, '2026-01-03')).toMatchObject({
      status: 'overdue',
      isWithinGrace: false,
    });
  });

  test('a day off moves the label date and leaves the due date', () => {
    const monday = withRule({ nonBusinessDay: 'next_business_day' });

    expect(first([monday], {}, '2025-12-28')).toMatchObject({
      status: 'due_today',
      dueOn: '2025-12-28',
      labelOn: '2025-12-29',
    });
  });

  test('a fixed cycle is counted from the enrollment, whenever the conference is held', () => {
    const fixed = withRule({
      anchor: 'fixed_cycle_from_enrollment',
      interval: { value: 6, unit: 'calendar_month' },
    });

    expect(first([fixed], {}, '2025-08-01')?.dueOn?.toString()).toBe('2026-01-01');
    expect(
      first([fixed], { reviews: [review('2025-10-15')] }, '2025-11-01')?.dueOn?.toString(),
    ).toBe('2026-07-01');
    expect(
      first([fixed], { reviews: [review('2026-02-03')] }, '2026-02-03')?.dueOn?.toString(),
    ).toBe('2027-01-01');
  });

  test('a rule from the enrollment alone is met once', () => {
    const once = withRule({ anchor: 'enrollment_start' });

    expect(first([once], { reviews: [review('2025-10-15')] }, '2027-01-01')).toMatchObject({
      status: 'satisfied',
    });
  });
});
