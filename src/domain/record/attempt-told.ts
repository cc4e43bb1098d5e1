import { attemptInWords, nextStepInWords } from '#domain/attempts/attempt-words.ts';
import type { NextStep } from '#domain/attempts/attempt-words.ts';

export type AttemptMade = {
  kind: 'attempt';
  change: 'recorded' | 'confirmed' | 'corrected';
  attemptId: string;
  partner: string;
  channel: string;
  outcome: string;
  nextStep: NextStep;
  note: string;
  /** What became of the entry itself since. */
  ended: 'corrected' | 'withdrawn' | null;
};

const endedWords = { corrected: 'Corrected since', withdrawn: 'Withdrawn: recorded in error' };

export function attemptSentence(item: AttemptMade) {
  const { partner, channel, outcome, nextStep, note, change, ended } = item;
  const told = attemptInWords({ to: partner, channel, outcome });
  return {
    title: 'Attempt',
    text: note === '' ? told : `${told} ${note}`,
    detail: [
      nextStep === 'none' ? '' : `Next step: ${nextStepInWords(nextStep).toLowerCase()}`,
      change === 'confirmed' ? 'Sent by the product, and confirmed' : '',
      ended === null ? '' : endedWords[ended],
    ]
      .filter((part) => part !== '')
      .join('. '),
  };
}
