import { expect, test } from 'vitest';
import { flawsOf } from './policy-flaws.ts';
import { cfp } from './presets/cfp.ts';
import { comprehensive } from './presets/comprehensive.ts';
import { standardCadence } from './presets/standard-parts.ts';
import type { IntervalRule, ProgramPolicy } from './program-policy.ts';

const told = (over: Partial<ProgramPolicy>) =>
  flawsOf({ ...comprehensive, ...over }).map(({ path, problem }) => [path.join('.'), problem]);
const rule = (over: Partial<IntervalRule>): IntervalRule => ({
  ...standardCadence,
  ruleId: 'every-180-days',
  interval: { value: 180, unit: 'day' },
  ...over,
});
const day = (iso: string) => Temporal.PlainDate.from(iso);
const besideAnother = {
  kind: 'dual_enrollment',
  otherPolicyId: 'another',
  maxDays: 30,
  jointConference: ['before_end'],
  jointPlan: false,
} as const;
const { conference, modes, documentation, attempts } = comprehensive;
const [inPerson] = modes;
const trigger = {
  code: 'hospital',
  label: 'Hospital',
  obligation: 'required',
  severity: 'urgent',
  withinDays: 7,
  countsForCadence: true,
} as const;

const flaws: [name: string, over: Partial<ProgramPolicy>, path: string, words: string][] = [
  [
    'a warning as long as the interval',
    { cadence: [rule({ dueSoonDays: 180 })] },
    'cadence.0.dueSoonDays',
    'The days of warning: a warning 180 days before leaves no time, because a conference is due every 180 days. Warn less than 180 days before.',
  ],
  [
    'a warning longer than the shortest months',
    { cadence: [rule({ interval: { value: 1, unit: 'calendar_month' }, dueSoonDays: 28 })] },
    'cadence.0.dueSoonDays',
    'due every 1 month. Warn less than 28 days before.',
  ],
  [
    'an interval of nothing',
    { cadence: [rule({ interval: { value: 0, unit: 'day' }, dueSoonDays: 0 })] },
    'cadence.0.interval.value',
    'never passes. Use 1 or more.',
  ],
  [
    'a first interval of nothing',
    {
      cadence: [
        rule({ firstDue: { from: 'enrollment_start', interval: { value: 0, unit: 'day' } } }),
      ],
    },
    'cadence.0.firstDue.interval.value',
    'never passes',
  ],
  [
    'every key provider within the time of a rule that is not there',
    { cadence: [], conference: { ...conference, keyProviderCoverage: 'all_within_interval' } },
    'conference.keyProviderCoverage',
    'Add a routine date, or ask that one of them is there.',
  ],
  [
    'a negative grace',
    { cadence: [rule({ graceDays: -1 })] },
    'cadence.0.graceDays',
    'The days of grace: -1 is negative. Use 0 or more.',
  ],
  [
    'an escalation to nobody',
    { cadence: [rule({ escalations: [{ offsetDays: 0, to: [] }] })] },
    'cadence.0.escalations.0.to',
    'nobody is named',
  ],
  [
    'a negative window of a reassessment',
    {
      cadence: cfp.cadence.map((each) =>
        each.kind === 'at_event'
          ? { ...each, event: { ...each.event, windowBeforeDays: -3 } }
          : each,
      ),
    },
    'cadence.0.event.windowBeforeDays',
    'The days before the reassessment: -3 is negative. Use 0 or more.',
  ],
  [
    'one name for two routine rules',
    { cadence: [rule({}), rule({})] },
    'cadence.1.ruleId',
    'is used twice. Give one of them another.',
  ],
  [
    'one code for two significant changes',
    { triggers: [trigger, { ...trigger, label: 'Hospital again' }] },
    'triggers.1.code',
    'The code of a significant change: "hospital" is used twice. Give one of them another.',
  ],
  [
    'a deadline before the change',
    { triggers: [{ ...trigger, withinDays: -1 }] },
    'triggers.0.withinDays',
    'The days after a significant change: -1 is negative.',
  ],
  [
    'a required kind of provider that is not accepted',
    {
      conference: { ...conference, acceptedProviderClasses: ['social'], requireOneOf: ['medical'] },
    },
    'conference.requireOneOf.0',
    '"medical" is asked for but is not accepted. Accept it, or do not ask for it.',
  ],
  [
    'a managed care plan that is asked for and not accepted, by its name and not by its code',
    { conference: { ...conference, acceptedProviderClasses: ['social'], requireOneOf: ['mco'] } },
    'conference.requireOneOf.0',
    '"managed care plan" is asked for but is not accepted.',
  ],
  [
    'one of no kind of provider',
    { conference: { ...conference, requireOneOf: [] } },
    'conference.requireOneOf',
    'name at least one, or leave this out.',
  ],
  [
    'a provider of no kind',
    { conference: { ...conference, acceptedProviderClasses: [] } },
    'conference.acceptedProviderClasses',
    'Accept at least one.',
  ],
  [
    'family that counts and is not accepted',
    { conference: { ...conference, familyCountsAsProvider: true } },
    'conference.acceptedProviderClasses',
    'family counts as a provider but is not accepted.',
  ],
  [
    'more topics than the list has',
    { conference: { ...conference, minTopics: 2, topicCodes: ['duplication'] } },
    'conference.minTopics',
    'The least number of topics: 2 are asked for, but the list has 1. Ask for fewer, or add topics.',
  ],
  [
    'no way to meet that counts',
    { modes: modes.map((mode) => ({ ...mode, counts: false })) },
    'modes',
    'The ways to meet: none counts, so no conference ever would.',
  ],
  [
    'a preferred way that does not count',
    { modes: modes.map((mode) => (mode === inPerson ? { ...mode, counts: false } : mode)) },
    'modes.0.preference',
    'meeting in person is preferred to a way that counts, but does not count itself.',
  ],
  [
    'one way to meet twice',
    { modes: inPerson ? [inPerson, inPerson] : [] },
    'modes.1.mode',
    '"In person" is used twice.',
  ],
  [
    'no document at all',
    { documentation: { ...documentation, artifacts: {} } },
    'documentation.artifacts',
    'name at least one',
  ],
  [
    'a preferred document that is not accepted',
    {
      documentation: {
        ...documentation,
        artifacts: { allOf: ['progress_note'], preferred: 'conference_form' },
      },
    },
    'documentation.artifacts.preferred',
    'it is not among the documents that are accepted.',
  ],
  [
    'a record finished before it began',
    { documentation: { ...documentation, finalizeWithinHours: -1 } },
    'documentation.finalizeWithinHours',
    'is negative',
  ],
  [
    'attempts that move a date by no day',
    { attempts: { ...attempts, effect: 'defer_days' } },
    'attempts.deferDays',
    'say by how many days, 1 or more.',
  ],
  [
    'no attempt that is enough',
    { attempts: { ...attempts, minAttemptsForLabel: 0 } },
    'attempts.minAttemptsForLabel',
    'Use 1 or more.',
  ],
  [
    'attempts without a channel',
    { attempts: { ...attempts, channels: [] } },
    'attempts.channels',
    'name at least one',
  ],
  [
    'a week of days off',
    { businessCalendar: { holidays: [], weekend: [1, 2, 3, 4, 5, 6, 7] } },
    'businessCalendar.weekend',
    'at least one day of the week',
  ],
  [
    'a program combined with itself',
    { crossProgram: [{ ...besideAnother, otherPolicyId: comprehensive.policyId }] },
    'crossProgram.0.otherPolicyId',
    'a program cannot be combined with itself.',
  ],
  [
    'two programs at once of which nothing is asked',
    { crossProgram: [{ ...besideAnother, jointConference: [] }] },
    'crossProgram.0.jointConference',
    'name at least one, or take the rule out.',
  ],
  ['an unknown time zone', { timeZone: 'America/Nowhere' }, 'timeZone', 'is not a known time zone'],
  ['a version of nothing', { version: 0 }, 'version', 'versions are counted from 1.'],
  [
    'an end before the beginning',
    { effectiveFrom: day('2026-05-02'), effectiveTo: day('2026-05-01') },
    'effectiveTo',
    'before it begins',
  ],
];

test.each(flaws)('%s is told by its field, with what to do', (_, over, path, words) => {
  const found = told(over);

  expect(found.map(([where]) => where)).toContain(path);
  expect(found.find(([where]) => where === path)?.[1]).toContain(words);
});
