import type { Vocabulary } from './program-policy.ts';

/** What all of these programs call the people they serve; where they differ, the house's own word. */
export function clientWord(vocabularies: readonly Pick<Vocabulary, 'client'>[]): string {
  const [first = 'client', ...others] = new Set(vocabularies.map(({ client }) => client));
  return others.length === 0 ? first : 'client';
}

export const clientsWord = (vocabularies: readonly Pick<Vocabulary, 'client'>[]): string =>
  `${clientWord(vocabularies)}s`;
