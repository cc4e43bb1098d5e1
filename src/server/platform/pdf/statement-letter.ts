import type { PrintedSheet } from './printed-sheet.ts';

/** The written statement that follows what was told by word of mouth; nothing in it tells whom it was about. */
export type StatementLetter = PrintedSheet & {
  from: readonly string[];
  to: readonly string[];
  on: string;
  /** When they were there; of what was told in an emergency the moment, in a contact the day. */
  meeting?: string;
  toldInEmergency?: string;
  told?: string;
  statements: readonly string[];
  /** What the consent covers, where the law asks that it be explained. */
  scope?: readonly string[];
  questionsTo: string;
};
