import type { ToVerify } from '#contract/plan-verifications.ts';
import { foundInWords } from '#domain/record/verification-told.ts';
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

/** What somebody found, and when; null where nobody looked. */
export const foundOf = ({ found, words }: ToVerify): string | null =>
  found &&
  foundInWords({ ...found, plan: words.plan, on: Temporal.PlainDate.from(found.on) }, found.notes);
