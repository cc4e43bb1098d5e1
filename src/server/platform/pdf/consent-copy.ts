import type { PrintedSheet, RecordedClient } from './printed-sheet.ts';

/** A paper in the words and the language of its client, to take home. */
export type ConsentCopySheet = PrintedSheet & {
  lang: string;
  title: string;
  client: RecordedClient;
  agency: string;
  rows: readonly (readonly [string, string])[];
  rights: readonly string[];
  /** Which text this is, and who has approved it. */
  toApprove: string;
};
