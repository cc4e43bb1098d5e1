import { conferenceFlaws } from './conference-flaws.ts';
import { dateKey } from './date-key.ts';
import { fieldInWords } from './field-names.ts';
import { flaw, noStretch, repeated, tooFar, type PolicyFlaw } from './flaw.ts';
import type { KindNames } from './own-kinds.ts';
import type { ProgramPolicy } from './program-policy.ts';
import { routineFlaws } from './routine-flaws.ts';
import { modeNames } from './sentences/policy-choices.ts';

/** Every contradiction that the shape alone does not exclude; none means that it may become active. */
export const flawsOf = (policy: ProgramPolicy, kindNames: KindNames = new Map()): PolicyFlaw[] =>
  [
    ...datesFlaws(policy),
    ...routineFlaws(policy.cadence),
    ...triggerFlaws(policy),
    ...repeated(policy.cadence, { list: 'cadence', key: 'ruleId' }),
    ...repeated(policy.triggers, { list: 'triggers', key: 'code' }),
    ...repeated(policy.modes, { list: 'modes', key: 'mode', words: modeNames }),
    ...conferenceFlaws(policy, kindNames),
    ...restFlaws(policy),
  ].map(({ path, problem }) => ({ path, problem: `${fieldInWords(path)}: ${problem}` }));

function datesFlaws({ effectiveFrom, effectiveTo, timeZone, version }: ProgramPolicy) {
  return [
    ...flaw(
      effectiveTo !== undefined && dateKey(effectiveTo) < dateKey(effectiveFrom),
      ['effectiveTo'],
      `a version cannot end on ${effectiveTo?.toString()}, before it begins on ${effectiveFrom.toString()}.`,
    ),
    ...flaw(!isTimeZone(timeZone), ['timeZone'], `"${timeZone}" is not a known time zone.`),
    ...flaw(version < 1, ['version'], 'versions are counted from 1.'),
  ];
}

function isTimeZone(name: string) {
  try {
    Temporal.PlainDate.from('2000-01-01').toZonedDateTime(name);
    return true;
  } catch {
    return false;
  }
}

const triggerFlaws = ({ triggers }: ProgramPolicy): PolicyFlaw[] =>
  triggers.flatMap(({ withinDays }, at) =>
    noStretch(withinDays ?? 0, 'day', ['triggers', at, 'withinDays']),
  );

function restFlaws({ attempts, documentation, ...policy }: ProgramPolicy) {
  const { preferred, anyOf = [], allOf = [] } = documentation.artifacts;
  return [
    ...stretchFlaws({ documentation, ...policy }),
    ...tooFar(Math.max(attempts.deferDays ?? 0, 0), 'day', ['attempts', 'deferDays']),
    ...flaw(
      anyOf.length + allOf.length === 0,
      ['documentation', 'artifacts'],
      'name at least one, or nothing would show that a conference was held.',
    ),
    ...flaw(
      preferred !== undefined && ![...anyOf, ...allOf].includes(preferred),
      ['documentation', 'artifacts', 'preferred'],
      'it is not among the documents that are accepted. Accept it, or prefer another.',
    ),
    ...flaw(
      attempts.effect === 'defer_days' && !((attempts.deferDays ?? 0) > 0),
      ['attempts', 'deferDays'],
      'say by how many days, 1 or more.',
    ),
    ...flaw(
      attempts.minAttemptsForLabel < 1,
      ['attempts', 'minAttemptsForLabel'],
      'at least one attempt has to be made. Use 1 or more.',
    ),
    ...flaw(
      attempts.channels.length === 0,
      ['attempts', 'channels'],
      'name at least one, or no attempt can be recorded.',
    ),
    ...flaw(
      new Set(policy.businessCalendar?.weekend).size > 6,
      ['businessCalendar', 'weekend'],
      'at least one day of the week must be a business day.',
    ),
    ...besideFlaws(policy),
  ];
}

/** The stretches of time outside the routine rules. */
const stretchFlaws = ({
  documentation,
  planUpdate,
  distribution,
  consent,
}: Pick<ProgramPolicy, 'documentation' | 'planUpdate' | 'distribution' | 'consent'>) => [
  ...(['lateEntryHours', 'finalizeWithinHours'] as const).flatMap((field) =>
    noStretch(documentation[field], 'hour', ['documentation', field]),
  ),
  ...noStretch(planUpdate.verifyWithinDays, 'day', ['planUpdate', 'verifyWithinDays']),
  ...noStretch(distribution.lateAfterHours, 'hour', ['distribution', 'lateAfterHours']),
  ...noStretch(consent.oralNoticeDays, 'day', ['consent', 'oralNoticeDays']),
];

function besideFlaws({
  policyId,
  crossProgram = [],
}: Pick<ProgramPolicy, 'policyId' | 'crossProgram'>) {
  return [
    ...repeated(crossProgram, { list: 'crossProgram', key: 'otherPolicyId' }),
    ...crossProgram.flatMap(({ otherPolicyId, maxDays, jointConference }, at) => [
      ...flaw(
        otherPolicyId === policyId,
        ['crossProgram', at, 'otherPolicyId'],
        'a program cannot be combined with itself. Name the other program.',
      ),
      ...flaw(
        maxDays < 2,
        ['crossProgram', at, 'maxDays'],
        'a conference before that day could not be held. Use 2 or more.',
      ),
      ...tooFar(Math.max(maxDays, 0), 'day', ['crossProgram', at, 'maxDays']),
      ...flaw(
        jointConference.length === 0,
        ['crossProgram', at, 'jointConference'],
        'name at least one, or take the rule out.',
      ),
    ]),
  ];
}
