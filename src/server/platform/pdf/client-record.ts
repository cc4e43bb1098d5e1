import type { PrintedSheet, RecordedClient } from './printed-sheet.ts';

export type RecordEntry = {
  on: string;
  kind: string;
  text: string;
  people: readonly string[];
  isConference: boolean;
};

/** A client's record in the order in which things happened. */
export type ClientRecord = PrintedSheet & {
  /** "Patient record" */
  title: string;
  client: RecordedClient;
  agency: string;
  period: string;
  entries: readonly RecordEntry[];
};
