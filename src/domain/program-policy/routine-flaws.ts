import { flaw, noStretch, tooFar, type PolicyFlaw } from './flaw.ts';
import type { PolicyPath } from './field-names.ts';
import type { CadenceRule, Interval, IntervalRule } from './program-policy.ts';

/** What the routine rules say that cannot be meant. */
export const routineFlaws = (cadence: readonly CadenceRule[]): PolicyFlaw[] =>
  cadence.flatMap((rule, at) => ruleFlaws(rule, ['cadence', at]));

const ruleFlaws = (rule: CadenceRule, path: PolicyPath) => [
  ...(['dueSoonDays', 'graceDays', 'resumeDays'] as const).flatMap((field) =>
    noStretch(rule[field], 'day', [...path, field]),
  ),
  ...rule.escalations.flatMap(({ to, offsetDays }, at) => [
    ...flaw(
      to.length === 0,
      [...path, 'escalations', at, 'to'],
      'nobody is named. Name somebody, or take the line out.',
    ),
    ...tooFar(offsetDays, 'day', [...path, 'escalations', at, 'offsetDays']),
  ]),
  ...(rule.kind === 'at_event'
    ? (['windowBeforeDays', 'windowAfterDays'] as const).flatMap((field) =>
        noStretch(rule.event[field], 'day', [...path, 'event', field]),
      )
    : intervalFlaws(rule, path)),
];

function intervalFlaws(
  { interval, firstDue, dueSoonDays }: IntervalRule,
  path: PolicyPath,
): PolicyFlaw[] {
  const days = shortestDays(interval);
  return [
    ...notInTime(interval, [...path, 'interval', 'value']),
    ...(firstDue.interval === 'same'
      ? []
      : notInTime(firstDue.interval, [...path, 'firstDue', 'interval', 'value'])),
    ...flaw(
      interval.value > 0 && dueSoonDays >= days,
      [...path, 'dueSoonDays'],
      `a warning ${dueSoonDays} days before leaves no time, because a conference is due every ${interval.value} ${unitWord(interval)}. Warn less than ${days} days before.`,
    ),
  ];
}

const shortestMonth = 28;
const shortestDays = ({ value, unit }: Interval) =>
  unit === 'day' ? value : value * shortestMonth;

const unitWord = ({ unit, value }: Interval) =>
  `${unit === 'day' ? 'day' : 'month'}${value === 1 ? '' : 's'}`;

const notInTime = ({ value, unit }: Interval, path: PolicyPath) => [
  ...flaw(value <= 0, path, `a time of ${value} never passes. Use 1 or more.`),
  ...tooFar(Math.max(value, 0), unit, path),
];
