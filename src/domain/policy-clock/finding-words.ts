import type { Vocabulary } from '#domain/program-policy/program-policy.ts';
import type { KindNames } from '#domain/program-policy/own-kinds.ts';
import { codeInWords } from '#domain/program-policy/sentences/code-in-words.ts';
import type { Reason, ReasonCode } from './findings.ts';

/** What is the matter with a review, and what somebody can do about it. */
export type FindingInWords = { code: ReasonCode; text: string; remedy: string };

type Words = (vocabulary: Vocabulary, of: string) => readonly [text: string, remedy: string];

const wordsOf: Record<ReasonCode, Words> = {
  NO_CASE_MANAGER: ({ worker }) => [
    `No ${worker} was there.`,
    `If one was, correct the attendance. If not, plan another one with a ${worker}.`,
  ],
  TEAM_ONLY: () => [
    'Only the program’s own team was there.',
    'If somebody else took part, add them to the attendance. If not, invite a provider to the next one.',
  ],
  NO_PROVIDER: () => [
    'Too few providers from outside the team were there.',
    'If one was, correct the attendance or what kind of provider they are. If not, invite one to the next one.',
  ],
  NO_REQUIRED_PROVIDER_CLASS: (_, of) => [
    `None of the providers that the program asks for was there: ${of}.`,
    'If one was, correct the attendance or what kind of provider they are. If not, invite one of them to the next one.',
  ],
  PROVIDER_NOT_SERVING_CLIENT: ({ client }) => [
    `A provider who was there does not serve the ${client}.`,
    `If they did, add them to the ${client}’s providers from that day on. If not, invite one who does.`,
  ],
  FAMILY_ONLY: () => [
    'Family was there, and no other provider.',
    'Where the program bills, a supervisor looks at it first. Invite a professional to the next one.',
  ],
  MODE_NOT_ACCEPTED: (_, of) => [
    `The program does not accept this way of meeting: ${of}.`,
    'How people meet is settled before they do. Plan another one in a way that the program accepts.',
  ],
  ONE_WAY_ONLY: () => [
    'Information went one way only: nobody answered.',
    'Log it as an attempt, and plan one in which the provider can answer.',
  ],
  NOT_PLANNED: () => [
    'It was not planned with the notice that the program asks for.',
    'Plan the next one ahead. One that a change calls for is planned from that change, and needs no notice.',
  ],
  NO_TOPIC: () => [
    'It names too few of the reasons on the program’s list.',
    'Write down what was discussed: a need, a barrier, a solution, a step and the summary each stand for one.',
  ],
  DOC_INCOMPLETE: (_, of) => [
    `It is not fully written down: ${of}.`,
    'Add what is missing and close it.',
  ],
  ARTIFACT_MISSING: (_, of) => [
    `A document is missing: ${of}.`,
    'Confirm the summary, agree on an action or say why there is none, and close it: the documents are made of these.',
  ],
  CLIENT_ABSENT_NO_REASON: ({ client }) => [
    `The ${client} was not there, and no reason is given.`,
    'Say why, or correct the attendance.',
  ],
  SINGLE_DISCIPLINE: () => [
    'People of one discipline only were there.',
    'Invite somebody of another discipline to the next one.',
  ],
  NO_KEY_PROVIDER: () => [
    'No key provider was there.',
    'Invite one of the key providers, or mark on the care team who they are.',
  ],
  CONSENT_INCIDENT: () => [
    'Something was told that no consent covered.',
    'Follow your agency’s way with incidents: a supervisor must look at it.',
  ],
  OUTSIDE_ENROLLMENT: ({ client }) => [
    `It was held on a day on which the ${client} was not in the program.`,
    'If the enrollment was ended too early, open it again. If not, plan another one.',
  ],
  VOIDED: () => ['It was declared void.', 'Plan another one, or take the void back.'],
};

const attended = 'It is closed, so its attendance changes no more.';
const written = 'It is closed, so nothing is added to it any more.';
const known = 'It is closed, and counts by what was known then.';

/** What is closed is judged by what was written and known by then: a correction afterwards, in the directory either, helps the next one alone. */
const afterwards: Partial<Record<ReasonCode, (vocabulary: Vocabulary) => string>> = {
  NO_CASE_MANAGER: ({ worker }) => `${attended} Plan another one with a ${worker}.`,
  TEAM_ONLY: () => `${attended} Plan another one and invite a provider to it.`,
  NO_PROVIDER: () => `${known} Plan another one and invite a provider to it.`,
  NO_REQUIRED_PROVIDER_CLASS: () => `${known} Invite one of them to the next one.`,
  PROVIDER_NOT_SERVING_CLIENT: ({ client }) =>
    `${known} For the next one, add them to the ${client}’s providers, or invite one who serves the ${client}.`,
  NO_TOPIC: () => `${written} For the next one, choose the reasons when you plan it.`,
  DOC_INCOMPLETE: () =>
    `${written} A contact on the chart can still say what is known. In the next one, write it down before the close.`,
  ARTIFACT_MISSING: () =>
    `${written} In the next one, confirm the summary and agree on an action, or say why there is none, before the close.`,
  CLIENT_ABSENT_NO_REASON: () =>
    `${written} A contact on the chart can still say why. In the next one, say it before the close.`,
  NO_KEY_PROVIDER: () =>
    'Before the next one, mark on the care team who the key providers are, and invite one of them.',
};

const whyNotInPerson = (isClosed: boolean) =>
  isClosed
    ? 'A contact on the chart can still say why. In the next one, choose “Why not in person” before the close.'
    : 'Choose “Why not in person” among attendance and times before you close it.';

type Spoken = { vocabulary: Vocabulary; isClosed: boolean; kindNames?: KindNames | undefined };

/** Every reason and every warning as a sentence with its remedy, which is another one after the close. */
export function findingInWords(
  reason: Reason,
  { vocabulary, isClosed, kindNames }: Spoken,
): FindingInWords {
  const { code, of } = reason;
  const named = of.map((each) => codeInWords(each, kindNames)).join(', ');
  const [text, remedy] = wordsOf[code](vocabulary, named);
  if (code === 'DOC_INCOMPLETE' && of.every((field) => field === 'mode_reason'))
    return { code, text, remedy: whyNotInPerson(isClosed) };
  return { code, text, remedy: (isClosed && afterwards[code]?.(vocabulary)) || remedy };
}
