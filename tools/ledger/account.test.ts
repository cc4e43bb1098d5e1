import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#test/launcher/processes.ts';
import { accountOf } from './account.ts';
import { testsIn, whyStale } from './report.ts';
import type { Requirement } from './requirements.ts';

const must: Requirement = { id: 'REQ-001', kind: 'M', source: 'S0', text: 'It must.' };
const option: Requirement = { id: 'REQ-002', kind: 'O', source: 'S0', text: 'It may.' };

const rule = 'src/domain/policy-clock/obligations.test.ts';
const useCase = 'src/server/features/conferences/close/close-conference.test.ts';

const account = (
  file: string,
  title: string,
  { passed = true, throughTheProduct = file !== rule } = {},
) => accountOf([must, option], [{ file, title, passed, throughTheProduct }]);

const idsOf = (requirements: Requirement[]) => requirements.map(({ id }) => id);

test('an option is proven by a passing rule test that names it', () => {
  expect(idsOf(account(rule, 'it may (REQ-002)').proven)).toEqual(['REQ-002']);
});

test('a must is proven only through the product', () => {
  expect(account(rule, 'it must (REQ-001)').open[0]?.why).toBe('not yet through HTTP or browser');
  expect(idsOf(account(useCase, 'it must (REQ-001)').proven)).toEqual(['REQ-001']);
  expect(account(useCase, 'it must (REQ-001)', { throughTheProduct: false }).proven).toEqual([]);
});

test('a failing test proves nothing', () => {
  const { proven, open } = account(useCase, 'it must (REQ-001)', { passed: false });

  expect(proven).toEqual([]);
  expect(open.map(({ why }) => why)).toEqual(['no passing test', 'no test']);
});

test('an id that does not exist is an error, also when it is misspelt', () => {
  expect(account(rule, 'too far (REQ-184)').errors).toHaveLength(1);
  expect(account(rule, 'too short (REQ-1)').errors).toHaveLength(1);
});

test('a test that cites more than three ids is an error', () => {
  const many = Array.from({ length: 4 }, (_, n): Requirement => ({ ...option, id: `REQ-00${n}` }));
  const title = `everything (${idsOf(many).join(', ')})`;

  expect(
    accountOf(many, [{ file: rule, title, passed: true, throughTheProduct: false }]).errors,
  ).toEqual([`${rule}: "${title}": cites 4 ids, at most 3`]);
});

test('a test goes through the product when it starts it, wherever it lies; a change that is not committed makes a report old', () => {
  const { path, remove } = temporaryFolder();
  const root = `${path}/`;
  mkdirSync(join(path, 'src'));
  const write = (name: string, text: string) => writeFileSync(join(path, 'src', name), text);
  write('one.test.ts', `import { startHouse } from '#test/house.ts';`);
  write('two.test.ts', `import { add } from './add.ts';`);
  const resultOf = (name: string) => ({
    name: join(path, 'src', name),
    assertionResults: [{ fullName: name, status: 'passed' }],
  });
  const report = join(path, 'report.json');
  const testResults = ['one.test.ts', 'two.test.ts'].map(resultOf);
  writeFileSync(report, JSON.stringify({ testResults }));

  expect(testsIn(report, root).map(({ throughTheProduct }) => throughTheProduct)).toEqual([
    true,
    false,
  ]);
  utimesSync(report, 4_000_000_000, 4_000_000_000);
  expect(whyStale(report, root)).toBe(undefined);
  utimesSync(report, 1_000_000_000, 1_000_000_000);
  expect(whyStale(report, root)).toMatch(/^the report is older than src/);
  remove();
});
