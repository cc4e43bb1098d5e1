import { commonPhrases, commonWords } from './common-words.ts';

/** What is known about the person, and would be tried first by whoever guesses. */
export type Known = { email: string; fullName: string };

export const SHORTEST = 15;
export const LONGEST = 128;
const COMMON_WORD = 3;
const ENOUGH = 8;

const plain = (text: string) => text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
const SHORTEST_RUN = 4;
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
];
const endless = rows.flatMap((row) => [
  row + row,
  Array.from(row + row)
    .toReversed()
    .join(''),
]);

/** Why a password would be guessed, as a sentence for its owner; null when it would not. */
export function passwordFlaw(password: string, { email, fullName }: Known): string | null {
  const length = Array.from(password).length;
  if (length < SHORTEST)
    return `Use at least ${SHORTEST} characters. Several words in a row are easy to remember.`;
  if (length > LONGEST) return `Use at most ${LONGEST} characters.`;
  const text = plain(password);
  if (new Set(text).size < 6 || isRepeated(text))
    return 'Use a password that does not repeat itself.';
  const own = [...email.split(/[^\p{L}\d]+/u), ...fullName.split(/[^\p{L}\d]+/u)]
    .map(plain)
    .filter((word) => word.length > 2)
    .concat('roundtable');
  if (remainder(text, own) < ENOUGH && remainder(text, []) >= ENOUGH)
    return 'Your name and email address are guessed first. Use other words.';
  if (remainder(text, own) < ENOUGH)
    return 'This is one of the passwords that are guessed first. Use several words that do not belong together.';
  return null;
}

/** How much is left to guess: a word that everybody tries counts little, one's own counts nothing, nor does a run. */
function remainder(text: string, own: readonly string[]): number {
  const phrase = unleet(text);
  if (commonPhrases.some((common) => phrase.replace(/[^a-z]/g, '').includes(common))) return 0;
  const known = own.reduce((rest, word) => rest.replaceAll(word, ' '), phrase);
  const { rest, found } = commonWords.reduce(
    (so, word) =>
      so.rest.includes(word) ? { rest: so.rest.replaceAll(word, ' '), found: so.found + 1 } : so,
    { rest: known, found: 0 },
  );
  const letters = withoutRuns(rest)
    .split(/[^\p{L}\d]+/u)
    .filter((part) => !isNumber(part))
    .join('').length;
  return letters + COMMON_WORD * found;
}

const signs: Record<string, string> = { '@': 'a', $: 's', '!': 'i' };
const unleet = (text: string) => text.replace(/[@$!]/g, (sign) => signs[sign] ?? sign);
const isNumber = (part: string) => /^\d{1,8}$/.test(part);

/** Takes out what lies in a row on the keyboard, in the alphabet or among the digits, in either direction. */
function withoutRuns(text: string): string {
  const all = Array.from(text);
  const kept: string[] = [];
  for (let from = 0; from < all.length;) {
    let length = 1;
    while (from + length < all.length && isRun(all.slice(from, from + length + 1).join('')))
      length += 1;
    if (length < SHORTEST_RUN) kept.push(all[from] ?? '');
    else kept.push(' ');
    from += length < SHORTEST_RUN ? 1 : length;
  }
  return kept.join('');
}

const isRun = (part: string) => endless.some((run) => run.includes(part));

const isRepeated = (text: string) => {
  const inside = `${text}${text}`.indexOf(text, 1);
  return inside < text.length || /^(.{1,8})\1+.{0,3}$/.test(text);
};
