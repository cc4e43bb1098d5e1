import { expect, test } from 'vitest';
import { accountOf } from './account.ts';
import type { Requirement } from './requirements.ts';

const must: Requirement = { id: 'REQ-001', kind: 'M', source: 'S0', text: 'It must.' };
const option: Requirement = { id: 'REQ-002', kind: 'O', source: 'S0', text: 'It may.' };

const rule = 'src/domain/policy-clock/obligations.test.ts';
const useCase = 'src/server/features/conferences/close-conference.test.ts';

const account = (file: string, title: string, passed = true) =>
  accountOf([must, option], [{ file, title, passed }]);

const idsOf = (requirements: Requirement[]) => requirements.map(({ id }) => id);

test('an option is proven by a passing rule test that names it', () => {
  expect(idsOf(account(rule, 'it may (REQ-002)').proven)).toEqual(['REQ-002']);
});

test('a must is proven only through the product', () => {
  expect(account(rule, 'it must (REQ-001)').open[0]?.why).toBe('not yet through HTTP or browser');
  expect(idsOf(account(useCase, 'it must (REQ-001)').proven)).toEqual(['REQ-001']);
  expect(idsOf(account('test/e2e/walk.test.ts', 'it must (REQ-001)').proven)).toEqual(['REQ-001']);
});

test('a failing test proves nothing', () => {
  const { proven, open } = account(useCase, 'it must (REQ-001)', false);

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

  expect(accountOf(many, [{ file: rule, title, passed: true }]).errors).toEqual([
    `${rule}: "${title}": cites 4 ids, at most 3`,
  ]);
});
