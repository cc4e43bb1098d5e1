import { isOwnKind, ownKindInWords, type NamedKind } from '#domain/program-policy/own-kinds.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import {
  numberSlot,
  oneOf,
  perhapsNumber,
  perhapsText,
  severalSlot,
  textSlot,
  yesOrNo,
} from './make-slot.ts';
import { newTrigger } from './new-entries.ts';
import {
  artifactWords,
  channelWords,
  classInRules,
  coverageWords,
  documentedWords,
  gateWords,
  modeNames,
  outcomeWords,
  presenceWords,
  providerWords,
  severityWords,
  teamWords,
  topicWords,
  verificationWords,
} from './policy-choices.ts';
import { sentence, type PolicySection } from './slot.ts';

/** The agency's own list of significant changes. */
export const triggersSection = (policy: ProgramPolicy): PolicySection => ({
  key: 'triggers',
  title: 'Significant changes',
  sentences:
    policy.triggers.length === 0
      ? [
          sentence(
            'no-trigger',
          )`No significant change calls for a ${policy.vocabulary.conference} by itself.`,
        ]
      : policy.triggers.flatMap((trigger, at) => {
          const path = ['triggers', at];
          const field = (label: string, key: string) => ({
            path: [...path, key],
            label: `${label}, change ${at + 1}`,
          });
          return [
            sentence(
              `trigger ${trigger.code}`,
              path,
            )`${textSlot(field('Name', 'label'), trigger.label)}: a ${policy.vocabulary.conference} is ${oneOf(field('Strength', 'obligation'), trigger.obligation, { required: 'required', recommended: 'recommended' })} within ${perhapsNumber(field('Days', 'withinDays'), trigger.withinDays, { whenEmpty: 'null', otherwise: 'no set number of' })} days. It is ${oneOf(field('Severity', 'severity'), trigger.severity, severityWords)} and ${yesOrNo(field('As the routine one', 'countsForCadence'), trigger.countsForCadence, { yes: 'counts as', no: 'does not count as' })} the routine one.`,
            sentence(
              `trigger ${trigger.code} class`,
            )`Its code is ${textSlot(field('Code', 'code'), trigger.code)}; knowing of it reveals ${severalSlot(
              field('What it reveals', 'sensitivity'),
              trigger.sensitivity?.filter((each) => each !== 'general'),
              { words: classInRules, whenEmpty: 'left-out', otherwise: 'nothing by itself' },
            )}.`,
          ];
        }),
  additions: [
    {
      label: 'Add a significant change',
      path: ['triggers'],
      to: 'list',
      entry: newTrigger(policy),
    },
  ],
});

/** The kinds that every agency has, those of its own that may be chosen, and any that the rules name already. */
function kindWords(kinds: readonly NamedKind[], named: readonly string[]) {
  const known = new Map<string, string>(kinds.map(({ code, name }) => [code, name]));
  const offered = kinds.filter(({ code, isRetired }) => !isRetired || named.includes(code));
  const own = [...offered.map(({ code }) => code), ...named.filter(isOwnKind)];
  return {
    ...providerWords,
    ...Object.fromEntries(own.map((code) => [code, known.get(code) ?? ownKindInWords(code)])),
  };
}

export function conferenceSection(
  { conference: rules, vocabulary }: ProgramPolicy,
  kinds: readonly NamedKind[],
): PolicySection {
  const field = (label: string, key: string) => ({ path: ['conference', key], label });
  const { client, worker, conference } = vocabulary;
  const words = kindWords(kinds, [...rules.acceptedProviderClasses, ...(rules.requireOneOf ?? [])]);
  return {
    key: 'conference',
    title: `What counts as a ${conference}`,
    sentences: [
      sentence(
        'case manager',
      )`The ${worker} ${yesOrNo(field('The worker', 'requireCaseManager'), rules.requireCaseManager, { yes: 'has to be there', no: 'need not be there' })}.`,
      sentence(
        'team',
      )`The team is ${severalSlot(field('Roles of the team', 'teamRoles'), rules.teamRoles, { words: teamWords, otherwise: 'everybody who works in the program' })}.`,
      sentence(
        'providers',
      )`At least ${numberSlot(field('Number of providers', 'minProviders'), rules.minProviders)} from outside the team takes part. These kinds are accepted: ${severalSlot(field('Accepted kinds', 'acceptedProviderClasses'), rules.acceptedProviderClasses, { words })}.`,
      sentence(
        'one of',
      )`One of these has to be among them: ${severalSlot(field('One of these', 'requireOneOf'), rules.requireOneOf, { words, whenEmpty: 'left-out', otherwise: 'none in particular' })}.`,
      sentence(
        'others',
      )`Staff of another program of the agency ${yesOrNo(field('Other programs', 'internalOtherProgramCounts'), rules.internalOtherProgramCounts, { yes: 'count as outside', no: 'do not count as outside' })}; family ${yesOrNo(field('Family', 'familyCountsAsProvider'), rules.familyCountsAsProvider, { yes: 'counts as a provider', no: 'does not count as a provider' })}.`,
      sentence(
        'serving',
      )`With a provider who does not serve the ${client}, it ${oneOf(field(`Serving the ${client}`, 'requireServiceRelationship'), rules.requireServiceRelationship, gateWords)}.`,
      sentence(
        'two-way',
      )`Information ${yesOrNo(field('Exchange', 'requireTwoWay'), rules.requireTwoWay, { yes: 'has to go both ways', no: 'may go one way' })}.`,
      sentence(
        'planned',
      )`Planned less than ${numberSlot(field('Minutes of notice', 'minNoticeMinutes'), rules.minNoticeMinutes)} minutes ahead, it ${oneOf(field('Without notice', 'requirePlanned'), rules.requirePlanned, gateWords)}.`,
      sentence(
        'presence',
      )`The ${client} ${oneOf(field(`The ${client}`, 'clientPresence'), rules.clientPresence, presenceWords)}.`,
      sentence(
        'disciplines',
      )`With one discipline only, it ${oneOf(field('One discipline', 'interdisciplinary'), rules.interdisciplinary, gateWords)}.`,
      sentence(
        'key',
      )`${oneOf(field('Key providers', 'keyProviderCoverage'), rules.keyProviderCoverage, coverageWords)}.`,
      sentence(
        'topics',
      )`At least ${numberSlot(field('Number of topics', 'minTopics'), rules.minTopics)} of these is discussed: ${severalSlot(field('Topics', 'topicCodes'), rules.topicCodes, { words: topicWords })}.`,
    ],
    additions: [],
  };
}

export const modesSection = ({ modes }: ProgramPolicy): PolicySection => ({
  key: 'modes',
  title: 'Ways to meet',
  sentences: modes.map((rule, at) => {
    const field = (label: string, key: string) => ({
      path: ['modes', at, key],
      label: `${label}, ${modeNames[rule.mode].toLowerCase()}`,
    });
    return sentence(
      `mode ${rule.mode}`,
    )`${modeNames[rule.mode]} it ${yesOrNo(field('Counts', 'counts'), rule.counts, { yes: 'counts', no: 'does not count' })}, ranked ${numberSlot(field('Rank', 'preference'), rule.preference)}, and is documented ${oneOf(field('Documented', 'documentation'), rule.documentation, { normal: 'as usual', strict: 'strictly' })}. A reason is asked for below rank ${perhapsNumber(field('Reason below rank', 'reasonRequiredBelowPreference'), rule.reasonRequiredBelowPreference, { whenEmpty: 'left-out', otherwise: 'none' })}.`;
  }),
  additions: [],
});

export function documentationSection({
  documentation: rules,
  planUpdate,
  vocabulary,
}: ProgramPolicy): PolicySection {
  const field = (label: string, ...keys: string[]) => ({ path: ['documentation', ...keys], label });
  const plan = (label: string, key: string) => ({ path: ['planUpdate', key], label });
  const { allOf, anyOf, preferred } = rules.artifacts;
  const preferredWords = { '': 'none of them', ...artifactWords };
  return {
    key: 'documentation',
    title: 'Documentation',
    sentences: [
      sentence(
        'all of',
      )`Every one of these is written: ${severalSlot(field('All of these documents', 'artifacts', 'allOf'), allOf, { words: artifactWords, whenEmpty: 'left-out', otherwise: 'none in particular' })}.`,
      sentence(
        'any of',
      )`One of these is enough: ${severalSlot(field('One of these documents', 'artifacts', 'anyOf'), anyOf, { words: artifactWords, whenEmpty: 'left-out', otherwise: 'none in particular' })}; preferred is ${perhapsChoice(field('Preferred document', 'artifacts', 'preferred'), preferred, preferredWords)}.`,
      sentence(
        'fields',
      )`The record holds ${severalSlot(field('What the record holds', 'requiredFields'), rules.requiredFields, { words: documentedWords, otherwise: 'what the writer chooses' })}.`,
      sentence(
        'closed',
      )`A ${vocabulary.conference} is closed within ${numberSlot(field('Hours until closed', 'finalizeWithinHours'), rules.finalizeWithinHours)} hours of its end; after that, lists say that it is late.`,
      sentence(
        'hours',
      )`What is written more than ${numberSlot(field('Hours until late', 'lateEntryHours'), rules.lateEntryHours)} hours afterwards is marked as a late entry.`,
      sentence(
        'filed',
      )`It is also filed outside, in ${perhapsText(field('Outside system', 'externalSystemName'), rules.externalSystemName, { otherwise: 'no other system' })}.`,
      sentence(
        'agreed',
      )`What was decided enters the ${vocabulary.plan} ${yesOrNo({ path: ['planUpdate', 'requireClientAgreement'], label: 'Agreement to the plan' }, planUpdate.requireClientAgreement, { yes: `once the ${vocabulary.client} has agreed to it`, no: `at once, unless the ${vocabulary.client} declines it` })}.`,
      sentence(
        'verified',
      )`After each ${vocabulary.conference} somebody ${oneOf(plan('Verification of the plan', 'verification'), planUpdate.verification, verificationWords)} verify within ${numberSlot(plan('Days until verified', 'verifyWithinDays'), planUpdate.verifyWithinDays)} days that what was agreed stands in the ${vocabulary.plan}. Whoever closed it ${yesOrNo(plan('By whoever closed it', 'verifierMayBeAuthor'), planUpdate.verifierMayBeAuthor, { yes: 'may do so', no: 'may not' })}; a step that waits for the ${vocabulary.client}’s agreement ${yesOrNo(plan('Waiting for agreement', 'pendingCountsAsReflected'), planUpdate.pendingCountsAsReflected, { yes: 'counts as standing there', no: 'does not count yet' })}.`,
    ],
    additions: [],
  };
}

/** A choice that may be none: then the field is left out. */
const perhapsChoice = (
  at: { path: (string | number)[]; label: string },
  value: string | undefined,
  words: Record<string, string>,
) => oneOf(at, value ?? '', words);

export function attemptsSection({
  attempts,
  documentation,
  vocabulary,
}: ProgramPolicy): PolicySection {
  const field = (label: string, key: string) => ({ path: ['attempts', key], label });
  return {
    key: 'attempts',
    title: 'Attempts',
    sentences: [
      sentence(
        'effect',
      )`After ${numberSlot(field('Number of attempts', 'minAttemptsForLabel'), attempts.minAttemptsForLabel)} documented attempts ${oneOf(field('What attempts do', 'effect'), attempts.effect, { label_only: 'the list says so, and the date stays', defer_days: 'the date moves' })}, by ${perhapsNumber(field('Days moved', 'deferDays'), attempts.deferDays, { whenEmpty: 'left-out', otherwise: 'no' })} days.`,
      sentence(
        'silence',
      )`${perhapsNumber(field('Days of silence', 'silenceDays'), attempts.silenceDays, { whenEmpty: 'left-out', otherwise: 'The usual number of' })} days after a request without an answer, an attempt is proposed.`,
      sentence(
        'attempt papers',
      )`An attempt ${yesOrNo({ path: ['documentation', 'attemptsNeedArtifacts'], label: 'Documents of an attempt' }, documentation.attemptsNeedArtifacts, { yes: 'needs', no: 'does not need' })} the documents of a ${vocabulary.conference}.`,
      sentence(
        'channels',
      )`It is made by ${severalSlot(field('Channels', 'channels'), attempts.channels, { words: channelWords })}, and ends in ${severalSlot(field('Outcomes', 'outcomes'), attempts.outcomes, { words: outcomeWords })}.`,
    ],
    additions: [],
  };
}
