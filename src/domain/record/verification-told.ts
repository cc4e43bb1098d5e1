import {
  notNeededInWords,
  resultInWords,
  type NotNeededReason,
  type VerificationResult,
} from '#domain/service-plan/plan-verification.ts';
import { dateInWords } from '#domain/words.ts';
import { capitalized, lowered } from '#domain/policy-clock/plain-words.ts';

/** What somebody found in the plan after a conference, as the record tells it. */
export type VerificationTold = {
  kind: 'verification';
  change: 'verified' | 'taken-back';
  /** What the program calls the plan. */
  plan: string;
  conference: { conferenceId: string; number: number; heldOn: Temporal.PlainDate };
  result: VerificationResult;
  reason: NotNeededReason | null;
  /** Those that were found in the plan, as far as the reader may read them. */
  steps: readonly string[];
  notes: readonly string[];
  isSuperseded: boolean;
};

/** What holds of it, as a form and a text that is filed outside tell it. */
export type FoundInPlan = Pick<VerificationTold, 'plan' | 'result' | 'reason' | 'steps'> & {
  by: string;
  on: Temporal.PlainDate;
};

const resultSaid = ({
  plan,
  result,
  reason,
}: Pick<VerificationTold, 'plan' | 'result' | 'reason'>) =>
  `${resultInWords(result, plan)}${reason === null ? '' : `: ${lowered(notNeededInWords(reason, plan))}`}`;

/** "What was agreed stands in the Care Plan. Call the clinic. By Sue Park, Thu 18 Mar 2027" */
export const foundInWords = (
  { by, on, ...found }: Omit<FoundInPlan, 'steps'>,
  beside: readonly string[],
): string =>
  [resultSaid(found), ...beside, `By ${by}, ${dateInWords(on)}`]
    .map((words) => words.replace(/\.$/, ''))
    .join('. ');

/** The same as a part of a form. */
export const verifiedPart = (found: FoundInPlan) => ({
  label: `${capitalized(found.plan)} verified`,
  text: `${foundInWords(found, found.steps)}.`,
});

export function verificationSentence(item: VerificationTold & { by: string | null }) {
  const { change, plan, conference, result, reason, steps, notes, isSuperseded, by } = item;
  const isTakenBack = change === 'taken-back';
  const about = `Conference ${conference.number}, ${dateInWords(conference.heldOn)}.`;
  return {
    title: isTakenBack ? `${plan}: verification taken back` : `${plan} verified`,
    text: `${about} ${resultSaid({ plan, result, reason })}.`,
    detail: [
      by === null ? '' : `By ${by}`,
      ...(isTakenBack ? [] : [...steps, ...notes, isSuperseded ? 'Changed since' : '']),
    ]
      .filter((words) => words !== '')
      .map((words) => words.replace(/\.$/, ''))
      .join('. '),
  };
}
