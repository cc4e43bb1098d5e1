import type { PrintedSheet, RecordedClient } from './printed-sheet.ts';

/** A list that a client takes home: what was disclosed, or who looked. */
export type AccountingSheet = PrintedSheet & {
  /** English where it is left out. */
  lang?: string;
  title: string;
  client: RecordedClient;
  agency: string;
  scope: string;
  columns: readonly [string, string, string, string];
  rows: readonly (readonly string[])[];
  none: string;
  noticeLabel?: string;
  /** Which text this is, where nobody has approved it. */
  toApprove?: string;
};
