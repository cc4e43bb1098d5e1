import { describe, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { presetIds, presets } from '#domain/program-policy/presets/presets.ts';
import { programPolicy } from './program-policy.ts';

const documentOf = (policy: object): Record<string, unknown> => JSON.parse(JSON.stringify(policy));

const problemsOf = (policy: object) => {
  const read = programPolicy.safeParse(documentOf(policy));
  return (read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
};

test.each(presetIds)('the document of %s reads back as the same policy', (id) => {
  expect(programPolicy.parse(documentOf(presets[id]))).toEqual(presets[id]);
});

describe('a document that cannot be meant names its field', () => {
  const [cadence] = comprehensive.cadence;
  const [trigger] = comprehensive.triggers;
  const { conference } = comprehensive;

  test.each([
    ['a field nobody knows', { colour: 'blue' }, /^: .*colour/],
    ['a date that does not exist', { effectiveFrom: '2026-02-30' }, /^effectiveFrom: /],
    [
      'an end before the beginning',
      { effectiveTo: '1999-12-31' },
      /^effectiveTo: .*before it begins/,
    ],
    ['a time zone of no place', { timeZone: 'New York' }, /^timeZone: The time zone: "New York"/],
    [
      'an interval of zero',
      { cadence: [{ ...cadence, interval: { value: 0, unit: 'calendar_month' } }] },
      /^cadence\.0\.interval\.value: /,
    ],
    [
      'half a month',
      { cadence: [{ ...cadence, interval: { value: 0.5, unit: 'calendar_month' } }] },
      /^cadence\.0\.interval\.value: /,
    ],
    [
      'a negative number of days',
      { cadence: [{ ...cadence, dueSoonDays: -1 }] },
      /^cadence\.0\.dueSoonDays: The days of warning: -1 is negative/,
    ],
    [
      'a rule twice',
      { cadence: [cadence, cadence] },
      /^cadence\.1\.ruleId: The name of a routine rule: "every-180-days" is used twice/,
    ],
    ['a trigger twice', { triggers: [trigger, trigger] }, /^triggers\.1\.code: /],
    [
      'a negative deadline',
      { triggers: [{ ...trigger, withinDays: -3 }] },
      /^triggers\.0\.withinDays: /,
    ],
    [
      'a class that is never accepted',
      { conference: { ...conference, requireOneOf: ['family'] } },
      /^conference\.requireOneOf\.0: .*"family"/,
    ],
    [
      'a choice of no class',
      { conference: { ...conference, requireOneOf: [] } },
      /^conference\.requireOneOf: /,
    ],
    ['no mode that counts', { modes: [] }, /^modes: /],
    [
      'a deferral of no length',
      { attempts: { ...comprehensive.attempts, effect: 'defer_days' } },
      /^attempts\.deferDays: /,
    ],
    [
      'a week without a business day',
      { businessCalendar: { holidays: [], weekend: [1, 2, 3, 4, 5, 6, 7] } },
      /^businessCalendar\.weekend: /,
    ],
  ])('%s', (_what, change, problem) => {
    expect(problemsOf({ ...comprehensive, ...change })).toEqual([expect.stringMatching(problem)]);
  });

  test('a negative window of a reassessment', () => {
    const [rule] = presets.cfp.cadence;
    if (rule?.kind !== 'at_event') throw new Error('expected the rule of the reassessment');
    const cadenceWith = [{ ...rule, event: { ...rule.event, windowAfterDays: -1 } }];

    expect(problemsOf({ ...presets.cfp, cadence: cadenceWith })).toEqual([
      expect.stringMatching(/^cadence\.0\.event\.windowAfterDays: /),
    ]);
  });
});
