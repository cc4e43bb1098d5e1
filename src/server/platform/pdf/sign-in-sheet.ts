import type { PrintedSheet } from './printed-sheet.ts';

/** What lies on the table of a meeting, and is read by everybody who sits there. */
export type SignInSheet = PrintedSheet & {
  agency: string;
  when: string;
  where: string;
  lines: readonly { name: string; title: string }[];
};
