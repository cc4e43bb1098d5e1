import { conferenceFlaws } from './conference-flaws.ts';
import { dateKey } from './date-key.ts';
import { fieldInWords } from './field-names.ts';
import { flaw, negative, repeated, type PolicyFlaw } from './flaw.ts';
import type { ProgramPolicy } from './program-policy.ts';
import { routineFlaws } from './routine-flaws.ts';

/** Every contradiction that the shape alone does not exclude; none means that it may become active. */
export const flawsOf = (policy: ProgramPolicy): PolicyFlaw[] =>
  [
    ...datesFlaws(policy),
    ...routineFlaws(policy.cadence),
    ...triggerFlaws(policy),
    ...repeated(policy.cadence, { list: 'cadence', key: 'ruleId' }),
    ...repeated(policy.triggers, { list: 'triggers', key: 'code' }),
    ...repeated(policy.modes, { list: 'modes', key: 'mode' }),
    ...conferenceFlaws(policy),
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
    negative(withinDays ?? 0, ['triggers', at, 'withinDays']),
  );

function restFlaws({ attempts, documentation, ...policy }: ProgramPolicy) {
  const { preferred, anyOf = [], allOf = [] } = documentation.artifacts;
  return [
    ...negative(documentation.lateEntryHours, ['documentation', 'lateEntryHours']),
    ...negative(documentation.finalizeWithinHours, ['documentation', 'finalizeWithinHours']),
    ...negative(policy.planUpdate.verifyWithinDays, ['planUpdate', 'verifyWithinDays']),
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
      ...flaw(
        jointConference.length === 0,
        ['crossProgram', at, 'jointConference'],
        'name at least one, or take the rule out.',
      ),
    ]),
  ];
}
