import { isOwnKind, ownKindInWords, type KindNames } from '#domain/program-policy/own-kinds.ts';
import { artifactWords, documentedWords, modeNames, providerWords } from './policy-choices.ts';

const modeWords = Object.fromEntries(
  Object.entries(modeNames).map(([mode, name]) => [mode, name.toLowerCase()]),
);

const words = new Map(
  Object.entries({
    ...artifactWords,
    ...documentedWords,
    ...modeWords,
    ...providerWords,
    finalized: 'its closing',
  }),
);

/** What a policy names by a code reads wherever it is spoken of as it reads among the rules. */
export const codeInWords = (code: string, kindNames: KindNames = new Map()) =>
  words.get(code) ??
  kindNames.get(code) ??
  (isOwnKind(code) ? ownKindInWords(code) : code.replaceAll(/[_-]/g, ' '));
