import { allow, refuse, type Decision } from '#domain/decision.ts';
import { sensitivityClasses, type SensitivityClass } from '#domain/people.ts';
import { lawsFor, type Law } from './notice-texts.ts';
import { highestClass } from './privacy-incident.ts';

/** Told by word of mouth, these are followed by the written statement. */
const followed: readonly Law[] = ['hiv-27f', 'part2', 'part2-notes'];

const days = { toEscalate: 7, atMost: 10 };

export type StatementDates = {
  heardOn: Temporal.PlainDate;
  escalateOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
};

export type StatementOwed = StatementDates & { laws: Law[]; class: SensitivityClass };

const statementLaws = (told: readonly SensitivityClass[]): Law[] =>
  lawsFor(told).filter((law) => followed.includes(law));

/** Of what one person heard at one time the general part stands apart: no statement follows that. */
export const needsStatement = (told: readonly SensitivityClass[]): boolean =>
  statementLaws(told).length > 0;

/** Null where nothing was heard that a statement must follow; the day is the one where the program is (10 NYCRR 63.5). */
export function statementFor(
  heard: readonly SensitivityClass[],
  heardOn: Temporal.PlainDate,
): StatementOwed | null {
  const laws = statementLaws(heard);
  if (laws.length === 0) return null;
  return {
    laws,
    class: highestClass(sensitivityClasses.filter((each) => heard.includes(each))),
    heardOn,
    escalateOn: heardOn.add({ days: days.toEscalate }),
    dueOn: heardOn.add({ days: days.atMost }),
  };
}

export type StatementState = 'open' | 'given' | 'not-needed';
export type StatementStanding = 'to-give' | 'escalated' | 'late' | 'given' | 'not-needed';

/** T20: heard on 1 April, it is due on 11 April at the latest; from the seventh day on the supervisor sees it too. */
export function statementStanding(
  {
    state,
    escalateOn,
    dueOn,
  }: Pick<StatementDates, 'escalateOn' | 'dueOn'> & {
    state: StatementState;
  },
  today: Temporal.PlainDate,
): StatementStanding {
  if (state !== 'open') return state;
  if (Temporal.PlainDate.compare(today, dueOn) > 0) return 'late';
  return Temporal.PlainDate.compare(today, escalateOn) >= 0 ? 'escalated' : 'to-give';
}

export const waysToGive = ['by-hand', 'by-post'] as const;
export type WayToGive = (typeof waysToGive)[number];
export const wayToGiveWords: Readonly<Record<WayToGive, string>> = {
  'by-hand': 'Given by hand',
  'by-post': 'Sent by post',
};

export const reasonsNotNeeded = ['was-not-there', 'was-not-said', 'has-died'] as const;
export type ReasonNotNeeded = (typeof reasonsNotNeeded)[number];
export const notNeededWords: Readonly<Record<ReasonNotNeeded, string>> = {
  'was-not-there': 'This person was not there: they were recorded in error',
  'was-not-said': 'Nothing of it was said while they were there: it was recorded in error',
  'has-died': 'This person has died',
};

/** A day between the one on which it was heard and today. */
export function dayGiven(
  given: Temporal.PlainDate,
  { heardOn, today }: { heardOn: Temporal.PlainDate; today: Temporal.PlainDate },
): Decision<Temporal.PlainDate, 'before-it-was-heard' | 'not-yet'> {
  if (Temporal.PlainDate.compare(given, heardOn) < 0) return refuse('before-it-was-heard');
  if (Temporal.PlainDate.compare(given, today) > 0) return refuse('not-yet');
  return allow(given);
}
