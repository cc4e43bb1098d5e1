import { counted } from '#domain/plurals.ts';
import type {
  CadenceRule,
  ConferenceDefinition,
  Interval,
  IntervalRule,
  ProgramPolicy,
  TriggerRule,
  Vocabulary,
} from '#domain/program-policy/program-policy.ts';
import type { KindNames } from '#domain/program-policy/own-kinds.ts';
import { codeInWords } from '#domain/program-policy/sentences/code-in-words.ts';
import { listInWords } from '#domain/words.ts';
import { capitalized, numberWord } from './plain-words.ts';
import type { StandingObligation } from './standing.ts';

/** The rule behind a duty, in a sentence made of the policy's own settings. */
export function ruleQuote(
  { kind, ruleId, basis }: StandingObligation,
  policy: ProgramPolicy,
): string {
  const { vocabulary } = policy;
  if (basis.code === 'joint') return jointQuote(basis, vocabulary);
  if (basis.code === 'key_providers')
    return `Every key provider takes part in a ${vocabulary.conference} at least once in ${lengthOf(basis.interval)}.`;
  if (kind === 'trigger') {
    const change = policy.triggers.find(({ code }) => code === ruleId);
    if (change !== undefined) return triggerQuote(change, vocabulary);
  }
  const rule = policy.cadence.find((each) => each.ruleId === ruleId);
  return rule === undefined
    ? `The program sets no routine date for a ${vocabulary.conference}.`
    : cadenceQuote(rule, vocabulary);
}

const strengthOf = (obligation: CadenceRule['obligation']) =>
  obligation === 'not_required' ? 'not required' : obligation;

function cadenceQuote(rule: CadenceRule, vocabulary: Vocabulary): string {
  const start = `A ${vocabulary.conference} is ${strengthOf(rule.obligation)}`;
  if (rule.kind === 'interval') return `${start} ${intervalQuote(rule, vocabulary)}.`;
  const { windowBeforeDays, windowAfterDays } = rule.event;
  return `${start} at each reassessment: from ${counted(windowBeforeDays, 'day')} before it to ${counted(windowAfterDays, 'day')} after it.`;
}

const jointQuote = (
  { days, atMost }: Extract<StandingObligation['basis'], { code: 'joint' }>,
  { client, conference }: Vocabulary,
) =>
  `A ${client} is in both programs for at most ${counted(atMost, 'day')}; a joint ${conference} is required ${days === 0 ? 'on the day on which that begins' : `before day ${atMost}`}.`;

const lengthOf = ({ value, unit }: Interval) =>
  unit === 'day'
    ? counted(value, 'day')
    : `${numberWord(value)} calendar month${value === 1 ? '' : 's'}`;

function intervalQuote(rule: IntervalRule, { conference }: Vocabulary): string {
  const length = lengthOf(rule.interval);
  if (rule.anchor === 'enrollment_start') return `once, within ${length} of enrollment`;
  if (rule.anchor === 'fixed_cycle_from_enrollment')
    return `every ${length}, always counted from enrollment`;
  return `at least every ${length}, counted from the last ${conference} that counts`;
}

function triggerQuote(
  { label, obligation, withinDays, countsForCadence }: TriggerRule,
  { conference }: Vocabulary,
): string {
  const when = withinDays === null ? '' : ` within ${counted(withinDays, 'day')}`;
  const apart = countsForCadence ? '' : ' It leaves the routine date alone.';
  return `A ${conference} is ${obligation}${when} after: ${label}.${apart}`;
}

const listed = (codes: readonly string[], last: 'and' | 'or', kindNames?: KindNames) =>
  listInWords(
    codes.map((code) => codeInWords(code, kindNames)),
    last,
  );

/** What a conference needs so that it satisfies the duty: what the program would look at. */
export function whatSatisfies(
  policy: ProgramPolicy,
  basis: StandingObligation['basis'],
  kindNames: KindNames = new Map(),
): string[] {
  const { conference, modes, documentation, vocabulary } = policy;
  const { artifacts, requiredFields } = documentation;
  const counting = modes.filter(({ counts }) => counts).map(({ mode }) => mode);
  return [
    ...(basis.code === 'joint' ? ['Somebody of the other program takes part'] : []),
    ...(basis.code === 'key_providers'
      ? ['Each key provider takes part, together or one after the other']
      : []),
    ...(conference.requireCaseManager ? [`The ${vocabulary.worker} takes part`] : []),
    ...providersNeeded(conference, vocabulary, kindNames),
    ...(conference.clientPresence === 'required' ? [`The ${vocabulary.client} takes part`] : []),
    `It is held in one of these ways: ${listed(counting, 'or')}`,
    ...(conference.requireTwoWay ? ['Everybody can answer'] : []),
    ...(conference.requirePlanned === 'block'
      ? [`It is planned at least ${counted(conference.minNoticeMinutes, 'minute')} before`]
      : []),
    ...(conference.minTopics > 0
      ? [`It names at least ${counted(conference.minTopics, 'reason')} on the program’s list`]
      : []),
    ...(requiredFields.length > 0
      ? [`It is written down with ${listed(requiredFields, 'and')}`]
      : []),
    ...(artifacts.allOf ? [`It has its documents: ${listed(artifacts.allOf, 'and')}`] : []),
    ...(artifacts.anyOf ? [`It has one of its documents: ${listed(artifacts.anyOf, 'or')}`] : []),
    'It is closed',
  ].map(capitalized);
}

function providersNeeded(
  definition: ConferenceDefinition,
  { client }: Vocabulary,
  kindNames: KindNames,
): string[] {
  const { minProviders, requireOneOf, requireServiceRelationship, interdisciplinary } = definition;
  const serving = requireServiceRelationship === 'block' ? ` who serve the ${client}` : '';
  return [
    ...(minProviders > 0
      ? [`At least ${counted(minProviders, 'provider')} from outside the team${serving}`]
      : []),
    ...(requireOneOf
      ? [`One of them is of this kind: ${listed(requireOneOf, 'or', kindNames)}`]
      : []),
    ...(interdisciplinary === 'block' ? ['They are of more than one discipline'] : []),
  ];
}
