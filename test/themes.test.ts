import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const web = join(import.meta.dirname, '../src/web');
const files = globSync('**/*.{css,ts,tsx}', { cwd: web })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(web, file), 'utf8') }));

const color = String.raw`(?:#[0-9a-f]{6}|rgb\([\d ./]+\))`;
const bothColors = new RegExp(
  String.raw`^ +--[a-z-]+:(?: \d+(?:px)?)* light-dark\(${color}, ${color}\);$`,
);

/** Lines that would make one theme differ from the other in more than a colour. */
const beyondColors = (text: string) =>
  text
    .split('\n')
    .filter((line) => /prefers-color-scheme|light-dark\(|data-theme|color-scheme/.test(line))
    .filter(
      (line) =>
        !bothColors.test(line) &&
        !/^ +color-scheme: (light|dark|light dark);$/.test(line) &&
        !/^:root\[data-theme='(light|dark)'\] \{$/.test(line),
    );

test('the dark exchanges colours and nothing else', () => {
  const found = files.flatMap(({ file, text }) => beyondColors(text).map((it) => `${file}: ${it}`));

  expect(files.length).toBeGreaterThan(200);
  expect(files.filter(({ text }) => text.includes('light-dark(')).map(({ file }) => file)).toEqual([
    'styles/tokens.css',
  ]);
  expect(found).toEqual([]);
});

test.each([
  '@media (prefers-color-scheme: dark) {',
  ":root[data-theme='dark'] .row {",
  '  --gap: light-dark(4px, 8px);',
  "const isDark = matchMedia('(prefers-color-scheme: dark)').matches;",
])('control: what would change more than colours is noticed: %s', (line) => {
  expect(beyondColors(`${line}\n`)).toEqual([line]);
});
