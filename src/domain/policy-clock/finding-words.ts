import type { Vocabulary } from '#domain/program-policy/program-policy.ts';
import type { KindNames } from '#domain/program-policy/own-kinds.ts';
import { codeInWords } from '#domain/program-policy/sentences/code-in-words.ts';
import type { Reason, ReasonCode } from './findings.ts';

/** What is the matter with a review, and what somebody can do about it. */
export type FindingInWords = { code: ReasonCode; text: string; remedy: string };

type Named = { of: string; remedy: string };
type Words = (vocabulary: Vocabulary, named: Named) => readonly [text: string, remedy: string];

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
  NO_REQUIRED_PROVIDER_CLASS: (_, { of }) => [
    `None of the providers that the program asks for was there: ${of}.`,
    'Invite one of them to the next one, or correct what kind of provider somebody is.',
  ],
  PROVIDER_NOT_SERVING_CLIENT: ({ client }) => [
    `A provider who was there does not serve the ${client}.`,
    `If they do, add them to the ${client}’s providers. If not, invite one who does.`,
  ],
  FAMILY_ONLY: () => [
    'Family was there, and no other provider.',
    'Where the program bills, a supervisor looks at it first. Invite a professional to the next one.',
  ],
  MODE_NOT_ACCEPTED: (_, { of }) => [
    `The program does not accept this way of meeting: ${of}.`,
    'If it was held in another way, correct that. If not, plan another one.',
  ],
  ONE_WAY_ONLY: () => [
    'Information went one way only: nobody answered.',
    'Log it as an attempt, and plan one in which the provider can answer.',
  ],
  NOT_PLANNED: () => [
    'It was not planned with the notice that the program asks for.',
    'Plan the next one ahead, or name the change for which this one was called.',
  ],
  NO_TOPIC: () => [
    'It names too few of the reasons on the program’s list.',
    'Before it is closed, write down what was discussed: a need, a barrier, a solution, a step and the summary each stand for one. For the next one, choose the reasons when you plan it.',
  ],
  DOC_INCOMPLETE: (_, { of, remedy }) => [`It is not fully written down: ${of}.`, remedy],
  ARTIFACT_MISSING: (_, { of }) => [
    `A document is missing: ${of}.`,
    'Complete the document, then it counts.',
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
    'Correct its date, or the dates of the enrollment.',
  ],
  VOIDED: () => ['It was declared void.', 'Plan another one, or take the void back.'],
};

/** Why people did not meet in one room stands in the plan, which changes no more once they meet. */
function whatHelpsInWriting({ of }: Reason, isClosed: boolean): string {
  if (of.every((field) => field === 'mode_reason'))
    return 'A contact on the chart can still say why. For the next one, choose “Why not in person” when you set its time.';
  return isClosed
    ? 'It is closed, so nothing is added to it any more. A contact on the chart can still say what is known. In the next one, write it down before the close.'
    : 'Add what is missing and close it.';
}

type Spoken = { vocabulary: Vocabulary; isClosed: boolean; kindNames?: KindNames | undefined };

/** Every reason and every warning as a sentence with its remedy, which is another one after the close. */
export function findingInWords(
  reason: Reason,
  { vocabulary, isClosed, kindNames }: Spoken,
): FindingInWords {
  const { code, of } = reason;
  const [text, remedy] = wordsOf[code](vocabulary, {
    of: of.map((named) => codeInWords(named, kindNames)).join(', '),
    remedy: whatHelpsInWriting(reason, isClosed),
  });
  return { code, text, remedy };
}
