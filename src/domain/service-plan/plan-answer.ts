import type { ActionItem } from '#domain/action-items/action-item.ts';

export const planAnswers = ['agreed', 'declined'] as const;
export type PlanAnswer = (typeof planAnswers)[number];

export const answerGivers = ['client', 'representative'] as const;
export type AnswerGiver = (typeof answerGivers)[number];

export const answerWays = ['in-meeting', 'in-person', 'telephone', 'on-paper'] as const;
export type AnswerWay = (typeof answerWays)[number];

export const answerWayWords: Record<AnswerWay, string> = {
  'in-meeting': 'In the conference itself',
  'in-person': 'In person, afterwards',
  telephone: 'By telephone',
  'on-paper': 'On paper, signed',
};

export type GivenAnswer = {
  answer: PlanAnswer;
  givenBy: AnswerGiver;
  how: AnswerWay;
  on: Temporal.PlainDate;
};

/** Where a step that was decided stands: in the plan, waiting for the client's word, kept out by it, or given up since. */
export const planStates = ['in-plan', 'waiting', 'declined', 'dropped'] as const;
export type PlanState = (typeof planStates)[number];

/** Silence is no agreement: without an answer a step is in the plan only where the program does not ask for one. */
export function planStateOf(
  { state }: Pick<ActionItem, 'state'>,
  answer: PlanAnswer | null,
  { requiresAgreement }: { requiresAgreement: boolean },
): PlanState {
  if (answer === 'declined') return 'declined';
  if (state === 'cancelled') return 'dropped';
  return answer === 'agreed' || !requiresAgreement ? 'in-plan' : 'waiting';
}

type Surroundings = {
  heldOn: Temporal.PlainDate;
  today: Temporal.PlainDate;
  clientWasThere: boolean;
  clientWord: string;
};

/** What cannot be about an answer, at its field; null when nothing is wrong. */
export function flawOfAnswer(
  { givenBy, how, on }: Pick<GivenAnswer, 'givenBy' | 'how' | 'on'>,
  { heldOn, today, clientWasThere, clientWord }: Surroundings,
): { path: 'on' | 'how'; message: string } | null {
  if (Temporal.PlainDate.compare(on, today) > 0)
    return { path: 'on', message: 'This day has not come yet. Enter the day of the answer.' };
  if (Temporal.PlainDate.compare(on, heldOn) < 0)
    return { path: 'on', message: 'This is before the conference in which it was decided.' };
  if (how !== 'in-meeting') return null;
  if (!on.equals(heldOn))
    return {
      path: 'on',
      message: 'In the conference means on its day. Choose that day, or another way.',
    };
  if (givenBy === 'client' && !clientWasThere)
    return {
      path: 'how',
      message: `The ${clientWord} was not in the conference. Choose how they answered.`,
    };
  return null;
}
