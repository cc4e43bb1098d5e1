import type { PrintedSheet } from './printed-sheet.ts';

/** The written statement that follows what was told by word of mouth; nothing in it tells whom it was about. */
export type StatementLetter = PrintedSheet & {
  from: readonly string[];
  to: readonly string[];
  on: string;
  meeting: string;
  statements: readonly string[];
  /** What the consent covers, where the law asks that it be explained. */
  scope?: readonly string[];
  questionsTo: string;
};
