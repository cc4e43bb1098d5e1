import { expect, test } from 'vitest';
import { flawsOf } from './policy-flaws.ts';
import { comprehensive } from './presets/comprehensive.ts';
import { standardCadence } from './presets/standard-parts.ts';
import type { IntervalRule, ProgramPolicy } from './program-policy.ts';

const rule = (over: Partial<IntervalRule>): Partial<ProgramPolicy> => ({
  cadence: [
    {
      ...standardCadence,
      ruleId: 'every-180-days',
      interval: { value: 180, unit: 'day' },
      ...over,
    },
  ],
});
const trigger = {
  code: 'hospital',
  label: 'Hospital',
  obligation: 'required',
  severity: 'urgent',
  countsForCadence: true,
} as const;
const { documentation } = comprehensive;

const far: [name: string, over: Partial<ProgramPolicy>, path: string, words: string][] = [
  [
    'months between conferences',
    rule({ interval: { value: 121, unit: 'calendar_month' } }),
    'cadence.0.interval.value',
    'The length of a time: 121 months are more than ten years. Use 120 or less.',
  ],
  [
    'days until the first',
    rule({ firstDue: { from: 'enrollment_start', interval: { value: 3_661, unit: 'day' } } }),
    'cadence.0.firstDue.interval.value',
    'The length of a time: 3661 days are more than ten years. Use 3660 or less.',
  ],
  [
    'days of an escalation before the due date',
    rule({ escalations: [{ offsetDays: -3_661, to: ['worker'] }] }),
    'cadence.0.escalations.0.offsetDays',
    'The days before or after the due date: -3661 days are more than ten years. Use 3660 or less.',
  ],
  [
    'days after a change',
    { triggers: [{ ...trigger, withinDays: 1_000_000_000 }] },
    'triggers.0.withinDays',
    'The days after a significant change: 1000000000 days are more than ten years. Use 3660 or less.',
  ],
  [
    'hours until an entry is late',
    { documentation: { ...documentation, lateEntryHours: 87_841 } },
    'documentation.lateEntryHours',
    'The hours after which an entry is late: 87841 hours are more than ten years. Use 87840 or less.',
  ],
];

test.each(far)(
  'a rule that counts over more than ten years is named: %s',
  (_, over, path, words) => {
    const told = flawsOf({ ...comprehensive, ...over });

    expect(told.map((flaw) => [flaw.path.join('.'), flaw.problem])).toEqual([[path, words]]);
  },
);

test('ten years are still a time that somebody may mean', () => {
  const tenYears = rule({ interval: { value: 120, unit: 'calendar_month' } });

  expect(flawsOf({ ...comprehensive, ...tenYears })).toEqual([]);
});
