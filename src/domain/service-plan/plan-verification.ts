import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { dateInWords } from '#domain/words.ts';

/** What somebody found who looked into the plan after a conference (REQ-158). */
export const verificationResults = ['reflected', 'not-needed', 'missing'] as const;
export type VerificationResult = (typeof verificationResults)[number];

export const notNeededReasons = ['nothing-agreed', 'not-for-the-plan', 'left-program'] as const;
export type NotNeededReason = (typeof notNeededReasons)[number];

export const resultInWords = (result: VerificationResult, plan: string) =>
  ({
    reflected: `What was agreed stands in the ${plan}`,
    'not-needed': `Nothing of it belongs in the ${plan}`,
    missing: `It does not stand in the ${plan} yet`,
  })[result];

export const notNeededInWords = (reason: NotNeededReason, plan: string) =>
  ({
    'nothing-agreed': 'Nothing was agreed',
    'not-for-the-plan': `What was agreed is no matter of the ${plan}`,
    'left-program': 'The enrollment has ended',
  })[reason];

/** What a program asks for after each of its conferences. */
export type VerificationRule = {
  strength: 'required' | 'recommended';
  withinDays: number;
  /** Whether whoever closed the conference may verify it too. */
  mayBeAuthor: boolean;
  /** Whether a step that waits for the client's agreement stands in the plan. */
  pendingCounts: boolean;
  requiresAgreement: boolean;
};

/** Null where the program asks for none. */
export function verificationRuleOf({
  planUpdate,
}: Pick<ProgramPolicy, 'planUpdate'>): VerificationRule | null {
  const { verification, verifyWithinDays, verifierMayBeAuthor } = planUpdate;
  if (verification === 'off') return null;
  return {
    strength: verification,
    withinDays: verifyWithinDays,
    mayBeAuthor: verifierMayBeAuthor,
    pendingCounts: planUpdate.pendingCountsAsReflected,
    requiresAgreement: planUpdate.requireClientAgreement,
  };
}

/** Open until somebody found it in the plan, or that it does not belong there. */
export type VerificationState = 'not-verified' | 'missing' | 'waits-for-agreement' | 'settled';

export function verificationStateOf(
  found: { result: VerificationResult; isAnyWaiting: boolean } | null,
  { pendingCounts }: Pick<VerificationRule, 'pendingCounts'>,
): VerificationState {
  if (found === null) return 'not-verified';
  if (found.result === 'missing') return 'missing';
  const waits = found.result === 'reflected' && found.isAnyWaiting && !pendingCounts;
  return waits ? 'waits-for-agreement' : 'settled';
}

type Verified = {
  result: VerificationResult;
  reason: NotNeededReason | null;
  steps: number;
  on: Temporal.PlainDate;
};

/** What cannot be about a verification, at its field; null when nothing is wrong. */
export function flawOfVerification(
  { result, reason, steps, on }: Verified,
  { heldOn, today, plan }: { heldOn: Temporal.PlainDate; today: Temporal.PlainDate; plan: string },
): { path: 'on' | 'actionItemIds' | 'reason'; message: string } | null {
  if (Temporal.PlainDate.compare(on, today) > 0)
    return {
      path: 'on',
      message: `This day has not come yet. Enter the day on which you looked into the ${plan}.`,
    };
  if (Temporal.PlainDate.compare(on, heldOn) < 0)
    return {
      path: 'on',
      message: `This is before the conference itself, ${dateInWords(heldOn)}.`,
    };
  if (result === 'reflected' && steps === 0)
    return {
      path: 'actionItemIds',
      message: `Choose the steps that stand in the ${plan}, at least one.`,
    };
  if (result === 'not-needed' && reason === null)
    return { path: 'reason', message: `Say why nothing of it belongs in the ${plan}.` };
  return null;
}
