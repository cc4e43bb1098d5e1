import type { PolicyPath } from '#domain/program-policy/field-names.ts';

/** What a field of the document can hold, as JSON. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

export type SlotOption = { label: string; value: Json };

type What =
  | { kind: 'number'; value: number | null; whenEmpty: 'refused' | 'null' | 'left-out' }
  /** A number of days, below zero when it lies before. */
  | { kind: 'offset'; value: number }
  | { kind: 'text'; value: string; whenEmpty: 'refused' | 'null' | 'left-out' }
  | { kind: 'date'; value: string }
  | { kind: 'choice'; value: Json; options: readonly SlotOption[] }
  | {
      kind: 'several';
      value: readonly string[];
      options: readonly { id: string; label: string }[];
      whenEmpty: 'kept' | 'left-out';
      /** The document holds them as numbers. */
      isOfNumbers?: true;
    }
  /** Words of the agency's own, or dates, one for each entry. */
  | { kind: 'list'; value: readonly string[]; whenEmpty: 'kept' | 'left-out' };

/** The part of a sentence that an administrator sets: which field it is, and how it reads. */
export type Slot = What & { path: PolicyPath; label: string; shown: string };

export type Sentence = {
  /** The same in two versions, so that they can be compared. */
  id: string;
  parts: readonly (string | Slot)[];
  /** What is taken away when the sentence is. */
  removes?: PolicyPath;
};

/** What can be added to a section: an entry of a list, or a part that was left out. */
export type Addition = { label: string; path: PolicyPath; to: 'list' | 'field'; entry: Json };

export type PolicySection = {
  key: string;
  title: string;
  sentences: readonly Sentence[];
  additions: readonly Addition[];
};

/** A sentence written as it reads, with its slots where they stand. */
export const sentence =
  (id: string, removes?: PolicyPath) =>
  (texts: TemplateStringsArray, ...slots: (string | Slot)[]): Sentence => ({
    id,
    parts: texts
      .flatMap((text, at): (string | Slot)[] => [text, slots[at] ?? ''])
      .filter((part) => part !== ''),
    ...(removes === undefined ? {} : { removes }),
  });

/** The sentence as plain words, for paper and for comparing. */
export const wordsOf = ({ parts }: Sentence) =>
  parts.map((part) => (typeof part === 'string' ? part : part.shown)).join('');
