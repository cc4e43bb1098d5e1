import type { Wall } from './wall.ts';

const linted = (name: string, says: string, [file, text]: [string, string]): Wall => ({
  name,
  tool: 'oxlint',
  says,
  write: { [file]: `${text}\n` },
});

const uncompiled = (name: string, says: string, [file, text]: [string, string]): Wall => ({
  name,
  tool: 'tsc',
  says,
  write: { [file]: `${text}\n` },
});

const feature = 'src/server/features/bad-one/bad.ts';
const rule = 'src/domain/bad.ts';

/** What code must not do, wherever it stands. */
export const codeWalls: Wall[] = [
  linted('a rule asks the clock', 'no-restricted-globals', [rule, 'export const t = new Date();']),
  linted('a rule reads Temporal.Now', 'no-restricted-properties', [
    rule,
    'export const t = () => Temporal.Now.instant();',
  ]),
  linted('a rule throws dice', 'no-restricted-properties', [
    rule,
    'export const t = () => Math.random();',
  ]),
  uncompiled('a rule fetches', `'fetch'`, [rule, `export const t = (): unknown => fetch('x');`]),
  uncompiled('the contract looks at the screen', `'document'`, [
    'src/contract/bad.ts',
    'export const t = (): unknown => document;',
  ]),
  uncompiled('an entry of a list is taken for granted', 'bad.ts', [
    rule,
    'export const first = (names: string[]): string => names[0];',
  ]),
  uncompiled('an enum', 'erasableSyntaxOnly', [rule, 'export enum Bad {\n  One,\n}']),
  ...['selectFrom', 'insertInto', 'updateTable', 'deleteFrom'].map((verb) =>
    linted(`a feature says ${verb}`, 'no-restricted-properties', [
      feature,
      `export const t = (tx: { ${verb}: (table: string) => string }) => tx.${verb}('job');`,
    ]),
  ),
  linted('a promise nobody awaits', 'no-floating-promises', [
    feature,
    'export const t = () => {\n  Promise.resolve(1);\n};',
  ]),
  linted('a state that a switch forgets', 'switch-exhaustiveness-check', [
    rule,
    `export function t(state: 'open' | 'closed') {
  switch (state) {
    case 'open':
      return 1;
  }
  return 2;
}`,
  ]),
  linted('a default export', 'no-default-export', [feature, 'export default 1;']),
  linted('anything at all', 'no-explicit-any', [feature, 'export const t = (x: any) => x === 1;']),
  linted('a type that is only asserted', 'consistent-type-assertions', [
    feature,
    `export const t = (x: unknown) => x as string;`,
  ]),
  linted('a value that is only asserted', 'no-non-null-assertion', [
    feature,
    'export const t = (x: string | undefined) => x!.length;',
  ]),
  linted('a word to the console', 'no-console', [
    feature,
    `export const t = () => console.log('client');`,
  ]),
  linted('a word that stays a hole', 'no-template-curly-in-string', [
    feature,
    `export const t = 'Ask the \${word}.';`,
  ]),
  linted('a file over 250 lines', 'max-lines', [
    rule,
    Array.from({ length: 251 }, (_, n) => `export const t${n} = ${n};`).join('\n'),
  ]),
  linted('a function of four parameters', 'max-params', [
    rule,
    'export const t = (a: 1, b: 2, c: 3, d: 4) => a + b + c + d;',
  ]),
  linted('a file named in camel case', 'filename-case', [
    'src/domain/badName.ts',
    'export const t = 1;',
  ]),
  linted('a test that hides the others', 'no-focused-tests', [
    'src/domain/bad.test.ts',
    `import { expect, test } from 'vitest';\ntest.only('x', () => expect(1).toBe(1));`,
  ]),
  linted('a test that expects nothing', 'expect-expect', [
    'src/domain/bad.test.ts',
    `import { test } from 'vitest';\ntest('x', () => {});`,
  ]),
  {
    name: 'text that nobody formatted',
    tool: 'oxfmt',
    says: 'bad.ts',
    write: { [rule]: 'export const t   =   "x"\n' },
  },
];
