import { capitalized } from '#domain/policy-clock/plain-words.ts';
import type {
  AtEventRule,
  IntervalRule,
  ProgramPolicy,
} from '#domain/program-policy/program-policy.ts';
import { pluralOf } from '#domain/plurals.ts';
import {
  choiceSlot,
  listSlot,
  numberSlot,
  offsetSlot,
  oneOf,
  severalSlot,
  weekdaysSlot,
  yesOrNo,
} from './make-slot.ts';
import {
  anchorWords,
  nonBusinessDayWords,
  strengthWords,
  targetWords,
  unitWords,
} from './policy-choices.ts';
import { newIntervalRule, newReassessmentRule } from './new-entries.ts';
import { sentence, type PolicySection, type Sentence } from './slot.ts';

/** "Clients in Comprehensive must have a conference every 180 days; warn 30 days before." */
export function routineSection(policy: ProgramPolicy, programName: string): PolicySection {
  const { cadence, vocabulary } = policy;
  const who = `${capitalized(pluralOf(vocabulary.client))} in ${programName}`;
  const none = sentence(
    'no-routine',
  )`${who} have no routine date: a ${vocabulary.conference} is held as needed.`;
  return {
    key: 'routine',
    title: 'Routine dates',
    sentences:
      cadence.length === 0
        ? [none]
        : cadence.flatMap((rule, at) =>
            rule.kind === 'interval'
              ? intervalSentences(policy, { rule, at, who })
              : eventSentences(policy, { rule, at, who }),
          ),
    additions: [
      {
        label: 'Add a routine date',
        path: ['cadence'],
        to: 'list',
        entry: newIntervalRule(policy),
      },
      ...(cadence.some(({ kind }) => kind === 'at_event')
        ? []
        : [
            {
              label: 'Add a rule for reassessments',
              path: ['cadence'],
              to: 'list',
              entry: newReassessmentRule(policy),
            } as const,
          ]),
    ],
  };
}

type Placed<Rule> = { rule: Rule; at: number; who: string };

function intervalSentences(
  { vocabulary }: ProgramPolicy,
  { rule, at, who }: Placed<IntervalRule>,
): Sentence[] {
  const path = ['cadence', at];
  const name = `rule ${at + 1}`;
  const { interval, firstDue } = rule;
  const field = (label: string, ...rest: string[]) => ({
    path: [...path, ...rest],
    label: `${label}, ${name}`,
  });
  const every = [
    numberSlot(field('Length of time', 'interval', 'value'), interval.value),
    oneOf(field('Unit of time', 'interval', 'unit'), interval.unit, unitWords),
  ] as const;
  return [
    sentence(
      `rule ${rule.ruleId}`,
      path,
    )`${who} ${oneOf(field('Strength', 'obligation'), rule.obligation, strengthWords)} have a ${vocabulary.conference} every ${every[0]} ${every[1]}, counted from ${oneOf(field('Counted from', 'anchor'), rule.anchor, anchorWords)}; warn ${numberSlot(field('Days of warning', 'dueSoonDays'), rule.dueSoonDays)} days before.`,
    firstSentence({ rule, at, who }, firstDue),
    ...dayOffAndGrace(rule, field),
    sentence(
      `rule ${rule.ruleId} running`,
    )`When this rule changes, what is running already ${yesOrNo(field('What is running', 'applyToOpenObligations'), rule.applyToOpenObligations, { yes: 'is counted anew', no: 'keeps its date until the next one is held' })}.`,
  ];
}

function firstSentence(
  { rule, at }: Placed<IntervalRule>,
  firstDue: IntervalRule['firstDue'],
): Sentence {
  const path = ['cadence', at, 'firstDue'];
  const field = (label: string, ...rest: string[]) => ({
    path: [...path, ...rest],
    label: `${label}, rule ${at + 1}`,
  });
  const own = firstDue.interval === 'same' ? rule.interval : firstDue.interval;
  const which = choiceSlot(
    field('Time until the first', 'interval'),
    firstDue.interval === 'same' ? 'same' : { ...own },
    [
      { label: 'the same time', value: 'same' },
      { label: 'a time of its own', value: { ...own } },
    ],
  );
  if (firstDue.interval === 'same')
    return sentence(
      `rule ${rule.ruleId} first`,
    )`The first is due after ${which}, counted from enrollment.`;
  return sentence(
    `rule ${rule.ruleId} first`,
  )`The first is due after ${which}, ${numberSlot(field('Length until the first', 'interval', 'value'), own.value)} ${oneOf(field('Unit until the first', 'interval', 'unit'), own.unit, unitWords)}, counted from enrollment.`;
}

type Field = (label: string, ...rest: string[]) => { path: (string | number)[]; label: string };

const dayOffAndGrace = (rule: IntervalRule | AtEventRule, field: Field) => [
  sentence(
    `rule ${rule.ruleId} day off`,
  )`On a day off, ${oneOf(field('On a day off', 'nonBusinessDay'), rule.nonBusinessDay, nonBusinessDayWords)}. Late by up to ${numberSlot(field('Days of grace', 'graceDays'), rule.graceDays)} days is called within grace, and is late all the same.`,
];

function eventSentences(
  { vocabulary }: ProgramPolicy,
  { rule, at, who }: Placed<AtEventRule>,
): Sentence[] {
  const path = ['cadence', at];
  const field: Field = (label, ...rest) => ({
    path: [...path, ...rest],
    label: `${label}, rule ${at + 1}`,
  });
  const { windowBeforeDays, windowAfterDays, oneConferencePerEvent } = rule.event;
  return [
    sentence(
      `rule ${rule.ruleId}`,
      path,
    )`${who} ${oneOf(field('Strength', 'obligation'), rule.obligation, strengthWords)} have a ${vocabulary.conference} at each reassessment, from ${numberSlot(field('Days before the reassessment', 'event', 'windowBeforeDays'), windowBeforeDays)} days before to ${numberSlot(field('Days after the reassessment', 'event', 'windowAfterDays'), windowAfterDays)} days after it; warn ${numberSlot(field('Days of warning', 'dueSoonDays'), rule.dueSoonDays)} days before that ends.`,
    sentence(
      `rule ${rule.ruleId} event`,
    )`One ${vocabulary.conference} serves ${yesOrNo(field('Serves', 'event', 'oneConferencePerEvent'), oneConferencePerEvent, { yes: 'one reassessment', no: 'every reassessment whose time it falls into' })}.`,
    ...dayOffAndGrace(rule, field),
  ];
}

/** Which pauses stop which clock; an exemption is always a person's decision with a reason. */
export const pausesSection = ({ cadence, vocabulary }: ProgramPolicy): PolicySection => ({
  key: 'pauses',
  title: 'Pauses and exemptions',
  sentences: [
    ...cadence.map((rule, at) => {
      const field: Field = (label, ...rest) => ({
        path: ['cadence', at, ...rest],
        label: `${label}, rule ${at + 1}`,
      });
      return sentence(
        `pause ${rule.ruleId}`,
      )`Rule ${`${at + 1}`} stands still during ${listSlot(field('Kinds of pause', 'pauses'), rule.pauses, { otherwise: 'no pause' })}; afterwards there are at least ${numberSlot(field('Days after a pause', 'resumeDays'), rule.resumeDays)} days.`;
    }),
    sentence(
      'exemption',
    )`A ${vocabulary.client} is exempt only by somebody’s decision, with a reason and a day on which it is looked at again.`,
  ],
  additions: [],
});

/** A day off moves no due date: the rules above say which working day is shown beside it. */
export const daysOffSection = ({ businessCalendar }: ProgramPolicy): PolicySection => ({
  key: 'days-off',
  title: 'Days off',
  sentences: [
    businessCalendar === undefined
      ? sentence('days-off')`Saturday and Sunday are days off.`
      : sentence('days-off', [
          'businessCalendar',
        ])`Off are ${weekdaysSlot({ path: ['businessCalendar', 'weekend'], label: 'Days off of each week' }, businessCalendar.weekend)}, and these dates: ${listSlot({ path: ['businessCalendar', 'holidays'], label: 'Dates that are off' }, businessCalendar.holidays, { otherwise: 'no other' })}.`,
  ],
  additions:
    businessCalendar === undefined
      ? [
          {
            label: 'Name the days off',
            path: ['businessCalendar'],
            to: 'field',
            entry: { weekend: [6, 7], holidays: [] },
          },
        ]
      : [],
});

export const escalationsSection = ({ cadence }: ProgramPolicy): PolicySection => ({
  key: 'escalations',
  title: 'Who is told',
  sentences: cadence.flatMap((rule, at) =>
    rule.escalations.map(({ offsetDays, to }, line) => {
      const path = ['cadence', at, 'escalations', line];
      const label = (words: string) => `${words}, rule ${at + 1}, line ${line + 1}`;
      return sentence(
        `tell ${rule.ruleId} ${offsetDays}`,
        path,
      )`${offsetSlot({ path: [...path, 'offsetDays'], label: label('When') }, offsetDays)}, tell ${severalSlot({ path: [...path, 'to'], label: label('Who is told') }, to, { words: targetWords, otherwise: 'nobody' })}${cadence.length > 1 ? ` (rule ${at + 1})` : ''}.`;
    }),
  ),
  additions: cadence.map((_, at) => ({
    label: cadence.length > 1 ? `Tell somebody about rule ${at + 1}` : 'Tell somebody',
    path: ['cadence', at, 'escalations'],
    to: 'list',
    entry: { offsetDays: 0, to: ['worker'] },
  })),
});
