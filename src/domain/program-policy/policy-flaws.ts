import { dateKey } from './date-key.ts';
import type { CadenceRule, Interval, ProgramPolicy } from './program-policy.ts';

/** What a policy says that cannot be meant, with the path of the field that says it. */
export type PolicyFlaw = { path: readonly (string | number)[]; problem: string };

/** Every contradiction that the shape alone does not exclude; none means that it may become active. */
export function flawsOf(policy: ProgramPolicy): PolicyFlaw[] {
  return [
    ...datesFlaws(policy),
    ...policy.cadence.flatMap((rule, at) => cadenceFlaws(rule, at)),
    ...triggerFlaws(policy),
    ...repeated(policy.cadence, { list: 'cadence', key: 'ruleId' }),
    ...repeated(policy.triggers, { list: 'triggers', key: 'code' }),
    ...repeated(policy.modes, { list: 'modes', key: 'mode' }),
    ...conferenceFlaws(policy),
    ...restFlaws(policy),
  ];
}

function datesFlaws({ effectiveFrom, effectiveTo, timeZone, version }: ProgramPolicy) {
  const flaws: PolicyFlaw[] = [];
  if (effectiveTo !== undefined && dateKey(effectiveTo) < dateKey(effectiveFrom))
    flaws.push({
      path: ['effectiveTo'],
      problem: `A version cannot end on ${effectiveTo.toString()}, before it begins on ${effectiveFrom.toString()}.`,
    });
  if (!isTimeZone(timeZone))
    flaws.push({ path: ['timeZone'], problem: `"${timeZone}" is not a known time zone.` });
  if (version < 1) flaws.push({ path: ['version'], problem: 'Versions are counted from 1.' });
  return flaws;
}

function isTimeZone(name: string) {
  try {
    Temporal.PlainDate.from('2000-01-01').toZonedDateTime(name);
    return true;
  } catch {
    return false;
  }
}

function cadenceFlaws(rule: CadenceRule, at: number): PolicyFlaw[] {
  const path = ['cadence', at] as const;
  const flaws = (['dueSoonDays', 'graceDays', 'resumeDays'] as const).flatMap((field) =>
    negative(rule[field], [...path, field]),
  );
  if (rule.kind === 'at_event') {
    const { windowBeforeDays, windowAfterDays } = rule.event;
    return [
      ...flaws,
      ...negative(windowBeforeDays, [...path, 'event', 'windowBeforeDays']),
      ...negative(windowAfterDays, [...path, 'event', 'windowAfterDays']),
    ];
  }
  const first = rule.firstDue.interval;
  return [
    ...flaws,
    ...notPositive(rule.interval, [...path, 'interval', 'value']),
    ...(first === 'same' ? [] : notPositive(first, [...path, 'firstDue', 'interval', 'value'])),
  ];
}

function triggerFlaws({ triggers }: ProgramPolicy): PolicyFlaw[] {
  return triggers.flatMap(({ withinDays }, at) =>
    negative(withinDays ?? 0, ['triggers', at, 'withinDays']),
  );
}

function conferenceFlaws({ conference }: ProgramPolicy): PolicyFlaw[] {
  const accepted = new Set(conference.acceptedProviderClasses);
  const neverAccepted = (conference.requireOneOf ?? []).flatMap((providerClass, at) =>
    accepted.has(providerClass)
      ? []
      : [
          {
            path: ['conference', 'requireOneOf', at],
            problem: `"${providerClass}" is asked for but is not among the accepted provider classes.`,
          },
        ],
  );
  const noneNamed =
    conference.requireOneOf?.length === 0
      ? [
          {
            path: ['conference', 'requireOneOf'],
            problem: 'Name at least one provider class, or leave this out.',
          },
        ]
      : [];
  return [
    ...neverAccepted,
    ...noneNamed,
    ...negative(conference.minProviders, ['conference', 'minProviders']),
    ...negative(conference.minTopics, ['conference', 'minTopics']),
    ...negative(conference.minNoticeMinutes, ['conference', 'minNoticeMinutes']),
  ];
}

function restFlaws({ modes, attempts, documentation, businessCalendar }: ProgramPolicy) {
  const flaws: PolicyFlaw[] = [
    ...negative(documentation.lateEntryHours, ['documentation', 'lateEntryHours']),
    ...negative(documentation.finalizeWithinHours, ['documentation', 'finalizeWithinHours']),
  ];
  if (!modes.some(({ counts }) => counts))
    flaws.push({ path: ['modes'], problem: 'No mode counts, so no conference ever would.' });
  if (attempts.effect === 'defer_days' && !((attempts.deferDays ?? 0) > 0))
    flaws.push({ path: ['attempts', 'deferDays'], problem: 'Say by how many days.' });
  if (businessCalendar !== undefined && new Set(businessCalendar.weekend).size > 6)
    flaws.push({
      path: ['businessCalendar', 'weekend'],
      problem: 'At least one day of the week must be a business day.',
    });
  return flaws;
}

const negative = (value: number, path: readonly (string | number)[]): PolicyFlaw[] =>
  value < 0 ? [{ path, problem: `${value} is negative; use 0 or more.` }] : [];

const notPositive = ({ value }: Interval, path: readonly (string | number)[]): PolicyFlaw[] =>
  value > 0 ? [] : [{ path, problem: `An interval of ${value} never passes; use 1 or more.` }];

function repeated<Key extends string>(
  entries: readonly Record<Key, string>[],
  { list, key }: { list: string; key: Key },
): PolicyFlaw[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, at) => {
    const name = entry[key];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ path: [list, at, key], problem: `"${name}" is used twice.` }];
  });
}
