import type { ToFile } from '#contract/filings.ts';
import { dayInWords } from '#domain/words.ts';

/** "Case conference of Mon 4 May 2026" */
export const fileableInWords = ({ what, on }: Pick<ToFile, 'what' | 'on'>) =>
  `${what.charAt(0).toUpperCase()}${what.slice(1)} of ${dayInWords(on)}`;
