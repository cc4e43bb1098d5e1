import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { restrictedClasses } from '#domain/people.ts';

const home = join(import.meta.dirname, '..');
const files = globSync(['src/web/**/*.{css,ts,tsx}', 'src/server/platform/pdf/templates/*.typ'], {
  cwd: home,
})
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(home, file), 'utf8') }));

const code = new RegExp(`(?<=['"\`.-])(?:${restrictedClasses.join('|')})(?![\\w])`);
/** Whoever names no single class can choose no color, no mark and no place by it. */
const naming = (all: typeof files) =>
  all.filter(({ text }) => code.test(text)).map(({ file }) => file);

/** These choose what a form begins with, and which classes stand further down in every list. */
const forms = [
  'src/web/features/directory/organization-form.tsx',
  'src/web/features/staff-access/training-panel.tsx',
  'src/web/shell/seldom-classes.ts',
];

test('no page, style or paper looks otherwise for one class than for another: none names one (EP-22)', () => {
  expect(files.length).toBeGreaterThan(300);
  expect(naming(files).toSorted()).toEqual(forms);
});

test.each([
  ['a style', `.mark-hiv { color: red; }`],
  ['a page', `const icon = sensitivity === 'sud' ? 'drop' : 'dot';`],
  ['a paper', `#if line.class == "mental_health" { plum }`],
])('control: %s that does is found (EP-22)', (file, text) => {
  expect(naming([{ file, text }])).toEqual([file]);
});
