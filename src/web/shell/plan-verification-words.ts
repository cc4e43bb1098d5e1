import type { ToVerify } from '#contract/plan-verifications.ts';
import { notNeededInWords, resultInWords } from '#domain/service-plan/plan-verification.ts';
import { dayInWords } from '#domain/words.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';

/** "Case conference 12, Mon 15 Mar 2027" */
export const conferenceInWords = ({ words, number, heldOn }: ToVerify) =>
  `${capitalized(words.conference)} ${number}, ${dayInWords(heldOn)}`;

/** What is still to be done about it, and until when; null where nothing is. */
export function openInWords({ state, strength, verifyBy, isLate, words }: ToVerify) {
  if (state === 'settled') return null;
  const found = {
    'not-verified': `Not verified in the ${words.plan} yet`,
    missing: `Missing in the ${words.plan}`,
    'waits-for-agreement': `Waits for the ${words.client}’s agreement`,
  }[state];
  if (strength === 'recommended') return `${found}; recommended by ${dayInWords(verifyBy)}`;
  return `${found}; ${isLate ? 'was' : 'is'} to be verified by ${dayInWords(verifyBy)}`;
}

/** "What was agreed stands in the Care Plan. Looked at by Sue Park on Thu 18 Mar 2027" */
export function foundInWords({ found, words }: ToVerify) {
  if (found === null) return null;
  const { result, reason, by, on, notes } = found;
  return [
    resultInWords(result, words.plan),
    ...(reason === null ? [] : [notNeededInWords(reason, words.plan)]),
    ...notes,
    `Looked at by ${by} on ${dayInWords(on)}`,
  ]
    .map((text) => text.replace(/\.$/, ''))
    .join('. ');
}
