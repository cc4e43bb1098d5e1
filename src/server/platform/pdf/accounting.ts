import type { PrintedSheet, RecordedClient } from './printed-sheet.ts';

/** A list that a client takes home: what was disclosed, or who looked. */
export type AccountingSheet = PrintedSheet & {
  title: string;
  client: RecordedClient;
  agency: string;
  scope: string;
  columns: readonly [string, string, string, string];
  rows: readonly (readonly string[])[];
  none: string;
};
