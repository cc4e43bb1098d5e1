import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseSync } from 'vite';

/** Where people read "client" whatever their program says, and why. */
const allowed: Readonly<Record<string, string>> = {
  'src/web/pages-of-care.ts: Clients': 'The rail says the agency’s word in its place.',
  'src/web/features/imports/folder-of-export.ts: No file of an HMIS CSV export':
    'The name of a file.',
  'src/domain/hmis/hmis-files.ts: Client.csv': 'The name of a file.',
  'src/domain/hmis/findings.ts: Whom this enrollment is about is not in Client.csv':
    'The name of a file.',
  'src/domain/hmis/read-records.ts: Unnamed client': 'A name that is stored, in every program.',
  'src/server/stores/imports/import-clients.ts: Unnamed client': 'The same name, looked for.',
  'src/domain/program-policy/field-names.ts: The word for a client':
    'It names the field for the program’s own word.',
  'src/domain/program-policy/sentences/identity-sentences.ts: a client':
    'It names the slot for the program’s own word.',
};

/** Commands and the files that they leave: whoever reads them runs the machine, in no program. Samples are for tests. */
const outside =
  /\.test\.tsx?$|\/sample-\w+\.ts$|src\/server\/(sample|commands)\/|src\/server\/main\.ts|sign-in\/common-words\.ts|platform\/(configuration\.ts|tables\.ts|sealing\/)/;

const isNode = (value: unknown): value is Record<string, unknown> & { type: string } =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function textsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (!isNode(node)) return [];
  if (/^(Import|TSLiteralType|TSEnum)/.test(node.type)) return [];
  // What stands between two tags is read, be it one word: with a space behind it, it is no code.
  if (node.type === 'JSXText') return [`${String(node.value).trim()} `];
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value.trim()] : [];
  if (node.type === 'TemplateLiteral' && Array.isArray(node.quasis)) return templateIn(node);
  if (node.type === 'TaggedTemplateExpression' && isSql(node.tag)) return [];
  return Object.values(node).flatMap(textsIn);
}

/** A hole stands for what is put in, so that a code before or after it stays one word. */
function templateIn({ quasis, expressions }: Record<string, unknown>): string[] {
  const parts = Array.isArray(quasis) ? quasis : [];
  const text = parts.map(({ value }: { value: { cooked: string } }) => value.cooked).join('…');
  return [text.trim(), ...textsIn(expressions)];
}

const isSql = (tag: unknown): boolean =>
  isNode(tag) &&
  (tag.name === 'sql' || isSql(tag.tag) || isSql(tag.object) || isSql(tag.expression));

/** Codes, paths, rights and the columns of a query are for nobody to read. */
const isCode = (text: string) =>
  /^[.\w…-]*-[\w…-]+( h1)?$|^[a-z_.]+$|^client …$/.test(text) ||
  /^[\w.-]+ as \w+$/.test(text) ||
  /^[A-Z]+ \/api\/\S*$/.test(text) ||
  /^(client:|#?[\w-]*\/)\S*$/.test(text) ||
  text.startsWith('case when client.');

const saidIn = (file: string, code: string) =>
  textsIn(parseSync(file, code).program)
    .map((text) => text.replace(/\s+/g, ' '))
    .filter((text) => /\bclients?\b/i.test(text) && !isCode(text))
    .map((text) => `${file}: ${text}`);

const files = globSync('src/{web,server,domain}/**/*.{ts,tsx}')
  .filter((file) => !outside.test(file))
  .toSorted();
const entry = (said: string) => Object.keys(allowed).find((each) => said.startsWith(each));

test('no page, answer, mail, file or paper says client by itself: it takes the word of the program (REQ-142)', () => {
  expect(files.length).toBeGreaterThan(800);
  const said = files.flatMap((file) => saidIn(file, readFileSync(file, 'utf8')));

  expect(said.filter((each) => entry(each) === undefined)).toEqual([]);
  expect(new Set(said.map(entry))).toEqual(new Set(Object.keys(allowed)));
});

test.each([
  ['a text of a page', 'const a = <p>Add the client here</p>;'],
  ['one word of a page', 'const a = <p>client</p>;'],
  ['an attribute', 'const a = <Field label="Client" />;'],
  ['a text with holes', 'const a = `${name}, the client of ${program}`;'],
  ['a text beside a query', "const a = sql`select ${'The client'}`; const b = 'Every client';"],
])('%s with the word is noticed', (_what, code) => {
  expect(saidIn('src/web/bad.tsx', code)).not.toEqual([]);
});

test('papers print the words that they are handed', () => {
  const papers = globSync('src/server/platform/pdf/templates/*.typ');
  expect(papers.length).toBeGreaterThan(5);
  const printed = papers.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\[[^\]#]*\bclients?\b[^\]]*\]/gi)].map(
      ([text]) => `${file}: ${text}`,
    ),
  );
  expect(printed).toEqual([]);
});
