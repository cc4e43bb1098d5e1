import { restrictedClasses, type SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import { inCapitals, medicines, onlyAbout, telling } from './telling-words.ts';

type Restricted = (typeof restrictedClasses)[number];

const withoutAccents = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

const escaped = (word: string) =>
  Array.from(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .map((letter) => {
      const bare = withoutAccents(letter);
      return bare === letter ? letter : `[${letter}${bare}]`;
    })
    .join('')
    .replace(/’/g, "[’']")
    .replace(/\s+/g, '\\s+');

const patterns = restrictedClasses.map((each) => {
  const all = [...telling[each], ...(medicines[each] ?? [])];
  const pattern = new RegExp(
    `(?<![\\p{L}\\d])(?:${all.map(escaped).join('|')})(?![\\p{L}\\d])`,
    'iu',
  );
  return { class: each, pattern };
});

/** As it sounds: what people leave out, double or take for another letter, in English and in Spanish. */
const sounded = (word: string) =>
  withoutAccents(word.toLowerCase())
    .replace(/ph/g, 'f')
    .replace(/h/g, '')
    .replace(/y/g, 'i')
    .replace(/qu(?=[ei])/g, 'k')
    .replace(/c(?=[ei])|z/g, 's')
    .replace(/c/g, 'k')
    .replace(/v/g, 'b')
    .replace(/(.)\1+/g, '$1')
    .replace(/[aeo]$/, '');

const bySound = new Map(
  Object.entries(medicines).flatMap(([each, names]) =>
    names.filter((name) => name.length >= 6).map((name) => [sounded(name), each] as const),
  ),
);

const without = (sound: string, at: number) => sound.slice(0, at) + sound.slice(at + 1);

/** The word itself, and each way to leave one letter of it out: two words of which one letter is missing, too much or another one share one of these. */
const slips = (sound: string) => [
  sound,
  ...Array.from(sound, (_, at) => without(sound, at)),
  ...Array.from(sound, (_, at) => `${at} ${without(sound, at)}`),
];

// A short word is too near to too many others.
const shortest = 8;
const nearly = new Map(
  [...bySound].flatMap(([sound, each]) =>
    sound.length < shortest ? [] : slips(sound).map((slip) => [slip, each] as const),
  ),
);

function classOf(word: string): string | undefined {
  const sound = sounded(word);
  const [itself = '', ...rest] = slips(sound);
  const exact = bySound.get(itself);
  if (exact !== undefined || sound.length < shortest) return exact;
  const missing = nearly.get(itself);
  if (missing !== undefined) return missing;
  const slip = rest.find((each) =>
    each.includes(' ') ? nearly.has(each) : each.length >= shortest && bySound.has(each),
  );
  return slip === undefined ? undefined : (nearly.get(slip) ?? bySound.get(slip));
}

const misspelled = (text: string, each: Restricted) =>
  medicines[each] && (text.match(/\p{L}{6,}/gu) ?? []).find((word) => classOf(word) === each);

export type ClassHint = { class: Restricted; word: string };

/**
 * What a text tells that its class does not keep, and by which word: the highest class that it reads like, or nothing where it is kept
 * so already. It only ever asks for more.
 */
export function classHint(
  text: string,
  kept: SensitivityClass,
  among: readonly SensitivityClass[] = restrictedClasses,
): ClassHint | null {
  for (const { class: read, pattern } of patterns) {
    if (!among.includes(read) || higherClass(kept, read) === kept) continue;
    if (onlyAbout[read]?.test(text) === false) continue;
    const word =
      (pattern.exec(text) ?? inCapitals[read]?.exec(text))?.[0] ?? misspelled(text, read);
    if (word !== undefined) return { class: read, word };
  }
  return null;
}
