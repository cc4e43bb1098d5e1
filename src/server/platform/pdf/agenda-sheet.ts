import type { PrintedSheet } from './printed-sheet.ts';

/** What one person may know of a meeting beforehand; no page is for two. */
export type AgendaSheet = PrintedSheet & {
  agency: string;
  for: string;
  where: string;
  slots: readonly { client: string; when: string; reasons: readonly string[] }[];
};
