import { flaw, negative, noStretch, type PolicyFlaw } from './flaw.ts';
import { isOwnKind, ownKindInWords, type KindNames } from './own-kinds.ts';
import { isRoutine } from './routine-rules.ts';
import { providerWords } from './sentences/policy-choices.ts';
import type { ModeRule, ProgramPolicy } from './program-policy.ts';

/** What the rules of a conference, and of the ways to meet, say that cannot be meant. */
export const conferenceFlaws = (policy: ProgramPolicy, kindNames: KindNames): PolicyFlaw[] => [
  ...providerFlaws(policy, kindNames),
  ...topicFlaws(policy),
  ...noStretch(policy.conference.minNoticeMinutes, 'minute', ['conference', 'minNoticeMinutes']),
  ...flaw(
    policy.conference.keyProviderCoverage === 'all_within_interval' &&
      !policy.cadence.some(isRoutine),
    ['conference', 'keyProviderCoverage'],
    'no routine date says within which time each of them has to come. Add a routine date, or ask that one of them is there.',
  ),
  ...modeFlaws(policy.modes),
];

function providerFlaws({ conference }: ProgramPolicy, kindNames: KindNames) {
  const { acceptedProviderClasses, requireOneOf, minProviders, familyCountsAsProvider } =
    conference;
  return [
    ...(requireOneOf ?? []).flatMap((wanted, at) =>
      flaw(
        !acceptedProviderClasses.includes(wanted),
        ['conference', 'requireOneOf', at],
        `"${kindNames.get(wanted) ?? (isOwnKind(wanted) ? ownKindInWords(wanted) : providerWords[wanted])}" is asked for but is not accepted. Accept it, or do not ask for it.`,
      ),
    ),
    ...flaw(
      requireOneOf?.length === 0,
      ['conference', 'requireOneOf'],
      'name at least one, or leave this out.',
    ),
    ...negative(minProviders, ['conference', 'minProviders']),
    ...flaw(
      minProviders > 0 && acceptedProviderClasses.length === 0,
      ['conference', 'acceptedProviderClasses'],
      'a provider is asked for, but no kind is accepted. Accept at least one.',
    ),
    ...flaw(
      familyCountsAsProvider && !acceptedProviderClasses.includes('family'),
      ['conference', 'acceptedProviderClasses'],
      'family counts as a provider but is not accepted. Accept it, or do not count it.',
    ),
  ];
}

function topicFlaws({ conference: { minTopics, topicCodes } }: ProgramPolicy) {
  return [
    ...negative(minTopics, ['conference', 'minTopics']),
    ...flaw(
      minTopics > topicCodes.length,
      ['conference', 'minTopics'],
      `${minTopics} are asked for, but the list has ${topicCodes.length}. Ask for fewer, or add topics.`,
    ),
  ];
}

function modeFlaws(modes: readonly ModeRule[]) {
  const lastCounting = Math.max(
    ...modes.filter(({ counts }) => counts).map(({ preference }) => preference),
  );
  return [
    ...flaw(
      !modes.some(({ counts }) => counts),
      ['modes'],
      'none counts, so no conference ever would. Let at least one count.',
    ),
    ...modes.flatMap(({ mode, counts, preference }, at) =>
      flaw(
        !counts && preference < lastCounting,
        ['modes', at, 'preference'],
        `${modeWords[mode]} is preferred to a way that counts, but does not count itself. Let it count, or rank it last.`,
      ),
    ),
    ...modes.flatMap(({ preference }, at) => negative(preference, ['modes', at, 'preference'])),
  ];
}

const modeWords: Record<ModeRule['mode'], string> = {
  in_person: 'meeting in person',
  telephone: 'the telephone',
  video: 'video',
  email: 'e-mail',
  mixed: 'a mixed meeting',
};
