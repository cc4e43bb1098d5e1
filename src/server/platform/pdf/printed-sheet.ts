export type LabelledFact = { label: string; value: string };

export type RecordedClient = { name: string; facts: readonly LabelledFact[] };

/** What stands on every page of anything printed: by whom, when, and how it may travel. */
export type PrintedSheet = {
  printedBy: string;
  printedAt: string;
  redisclosureNotice?: string;
  /** Of a sheet that goes to one person outside: to whom, when, and which it is. It stands on each page and across it. */
  preparedFor?: string;
  sampleMark?: string;
};
