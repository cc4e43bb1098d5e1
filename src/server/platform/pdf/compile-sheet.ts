import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const folder = (name: string): string => fileURLToPath(new URL(`${name}/`, import.meta.url));

const fonts = [
  'atkinson-hyperlegible-next-latin-400',
  'atkinson-hyperlegible-next-latin-600',
  'atkinson-hyperlegible-more-latin-ext-400',
  'atkinson-hyperlegible-more-latin-ext-600',
  'noto-sans-arabic-400',
  'noto-emoji-400',
];

const openCompiler = (): NodeCompiler =>
  NodeCompiler.create({
    workspace: folder('templates'),
    fontArgs: [{ fontBlobs: fonts.map((name) => readFileSync(`${folder('fonts')}${name}.ttf`)) }],
  });

const print = (compiler: NodeCompiler, template: string, data: string): Uint8Array => {
  try {
    // Compiling in a step of its own would keep each document until the next garbage collection.
    return compiler.pdf(
      { mainFilePath: `${folder('templates')}${template}.typ`, inputs: { data } },
      { pdfStandard: 'ua-1' },
    );
  } catch {
    // The compiler's own words quote the client's text, so they must not reach a log.
    throw new Error(`The sheet ${template} cannot be printed.`);
  }
};

const canPrint = (compiler: NodeCompiler, characters: readonly string[]): boolean => {
  try {
    print(compiler, 'every-character', JSON.stringify(characters));
    return true;
  } catch {
    return false;
  }
};

const unprintableAmong = (compiler: NodeCompiler, characters: readonly string[]): string[] => {
  if (characters.length === 0 || canPrint(compiler, characters)) return [];
  if (characters.length === 1) return [...characters];
  const middle = characters.length >> 1;
  return [characters.slice(0, middle), characters.slice(middle)].flatMap((half) =>
    unprintableAmong(compiler, half),
  );
};

const codeOf = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

// Control and bidirectional-override characters could make paper read otherwise than the record.
const invisible = /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069\u2028\u2029\uFEFF\uFFFE\uFFFF]/gu;

const printable = (text: string): string =>
  text.toWellFormed().replaceAll('\r\n', '\n').replace(invisible, '');

const foreignCharacter = /[^\x20-\x7E\n\t\p{Default_Ignorable_Code_Point}]/gu;

const mapText = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapText(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapText(item, change)]),
  );
};

/** A character that no font here can draw is printed as its code: a gap would hide that it was said. */
const withCodes = (compiler: NodeCompiler, data: unknown): unknown => {
  const foreign = new Set<string>();
  mapText(data, (text) => {
    for (const [character] of text.matchAll(foreignCharacter)) foreign.add(character);
    return text;
  });
  const missing = new Set(unprintableAmong(compiler, [...foreign]));
  return mapText(data, (text) =>
    Array.from(text, (character) => (missing.has(character) ? codeOf(character) : character)).join(
      '',
    ),
  );
};

let opened: NodeCompiler | undefined;

/** Compiles a sheet in the thread that calls, which does nothing else meanwhile. */
export const compileSheet = (template: string, data: unknown): Uint8Array => {
  opened ??= openCompiler();
  const compiler = opened;
  const clean = mapText(data, printable);
  try {
    return print(compiler, template, JSON.stringify(clean));
  } catch {
    return print(compiler, template, JSON.stringify(withCodes(compiler, clean)));
  } finally {
    // What the compiler remembers to be quick is client data, and would grow without end.
    compiler.evictCache(0);
  }
};
