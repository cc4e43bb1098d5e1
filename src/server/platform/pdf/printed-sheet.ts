export type LabelledFact = { label: string; value: string };

export type RecordedClient = { name: string; facts: readonly LabelledFact[] };

/** What stands on every page of anything printed: by whom, when, and how it may travel. */
export type PrintedSheet = {
  printedBy: string;
  printedAt: string;
  redisclosureNotice?: string;
  sampleMark?: string;
};
