import type { LabelledFact, PrintedSheet } from './printed-sheet.ts';

/** One version of a program's rules, as sentences, with the registry fields of its document. */
export type PolicySheet = PrintedSheet & {
  title: string;
  agency: string;
  program: string;
  version: string;
  facts: readonly LabelledFact[];
  sections: readonly { title: string; sentences: readonly string[] }[];
};
