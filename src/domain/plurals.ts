import { figureInWords } from './words.ts';

/** A program’s word is free text: these are the ones in use that take no plain s. */
const plurals = new Map([
  ['person', 'people'],
  ['child', 'children'],
]);

/** "patients", "families", "young people": of several words the last one changes. */
export function pluralOf(word: string): string {
  const last = /[^ ]*$/.exec(word)?.[0] ?? '';
  const before = word.slice(0, word.length - last.length);
  const irregular = plurals.get(last);
  if (irregular !== undefined) return before + irregular;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** "1 day", "1,234 people": the one place that knows how a number and what it counts go together. */
export const counted = (number: number, one: string, more = pluralOf(one)): string =>
  `${figureInWords(number)} ${number === 1 ? one : more}`;
