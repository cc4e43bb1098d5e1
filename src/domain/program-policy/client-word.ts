import { pluralOf } from '#domain/plurals.ts';
import type { Vocabulary } from './program-policy.ts';

/** What all of these programs call the people they serve; where they differ, the house's own word. */
export function clientWord(vocabularies: readonly Pick<Vocabulary, 'client'>[]): string {
  const [first = 'client', ...others] = new Set(vocabularies.map(({ client }) => client));
  return others.length === 0 ? first : 'client';
}

type Enrolled = { endedOn: unknown; vocabulary: Pick<Vocabulary, 'client'> };

/** What the programs that somebody is in call them, of those that run if any does: of the enrollments alone that the reader may know of. */
export function wordFor(enrollments: readonly Enrolled[]): string {
  const running = enrollments.filter(({ endedOn }) => endedOn === null);
  const meant = running.length > 0 ? running : enrollments;
  return clientWord(meant.map(({ vocabulary }) => vocabulary));
}

export const clientsWord = (vocabularies: readonly Pick<Vocabulary, 'client'>[]): string =>
  pluralOf(clientWord(vocabularies));

/** "a patient", "an individual"; a u that opens a word of its own name, as in user, takes a. */
export const withArticle = (word: string): string =>
  /^[aeio]|^u(?!s|ni)/i.test(word) ? `an ${word}` : `a ${word}`;
