import {
  notNeededInWords,
  resultInWords,
  type NotNeededReason,
  type VerificationResult,
} from '#domain/service-plan/plan-verification.ts';
import { dateInWords } from '#domain/words.ts';
import { lowered } from '#domain/policy-clock/plain-words.ts';

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

export function verificationSentence(item: VerificationTold & { by: string | null }) {
  const { change, plan, conference, result, reason, steps, notes, isSuperseded, by } = item;
  const isTakenBack = change === 'taken-back';
  const why = reason === null ? '' : `: ${lowered(notNeededInWords(reason, plan))}`;
  const about = `Conference ${conference.number}, ${dateInWords(conference.heldOn)}.`;
  return {
    title: isTakenBack ? `${plan}: verification taken back` : `${plan} verified`,
    text: `${about} ${resultInWords(result, plan)}${why}.`,
    detail: [
      by === null ? '' : `By ${by}`,
      ...(isTakenBack ? [] : [...steps, ...notes, isSuperseded ? 'Changed since' : '']),
    ]
      .filter((words) => words !== '')
      .map((words) => words.replace(/\.$/, ''))
      .join('. '),
  };
}
