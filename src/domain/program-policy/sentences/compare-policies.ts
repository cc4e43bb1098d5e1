import type { NamedKind } from '#domain/program-policy/own-kinds.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { policySections } from './policy-sentences.ts';
import { wordsOf } from './slot.ts';

export type SentenceChange = { before: string | null; after: string | null };
export type ChangedSection = { title: string; changes: SentenceChange[] };

/** What differs between two versions, sentence by sentence: changed, added or taken out. */
export function comparePolicies(
  before: ProgramPolicy,
  after: ProgramPolicy,
  { programName, kinds }: { programName: string; kinds: readonly NamedKind[] },
): ChangedSection[] {
  const earlier = policySections(before, programName, kinds);
  const sections = policySections(after, programName, kinds).map(({ key, title, sentences }) => {
    const was = wordsById(earlier.find((section) => section.key === key)?.sentences ?? []);
    const is = wordsById(sentences);
    const ids = [...new Set([...was.keys(), ...is.keys()])];
    const changes = ids.flatMap((id) => {
      const change = { before: was.get(id) ?? null, after: is.get(id) ?? null };
      return change.before === change.after ? [] : [change];
    });
    return { title, changes };
  });
  return [...sections, restOf(before, after)].filter(({ changes }) => changes.length > 0);
}

const wordsById = (sentences: readonly Parameters<typeof wordsOf>[0][]) =>
  new Map(sentences.map((each) => [each.id, wordsOf(each)]));

const restWords = {
  followUp: 'follow-up',
  distribution: 'sending the form',
  consent: 'consent',
  billing: 'billing',
  assumption: 'taking over a case',
} as const;

/** What no sentence tells: that it differs is said all the same. */
function restOf(before: ProgramPolicy, after: ProgramPolicy): ChangedSection {
  const keys = Object.keys(restWords).filter(
    (key): key is keyof typeof restWords => key in restWords,
  );
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return {
    title: 'Other rules',
    changes: changed.map((key) => ({
      before: null,
      after: `The rules of ${restWords[key]} differ.`,
    })),
  };
}
