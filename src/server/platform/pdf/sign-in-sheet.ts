import type { PrintedSheet } from './printed-sheet.ts';

/** What lies on the table of a meeting, and is read by everybody who sits there: a sheet for each item, to be handed round during it. */
export type SignInSheet = PrintedSheet & {
  agency: string;
  where: string;
  sheets: readonly { when: string; lines: readonly { name: string; title: string }[] }[];
};
