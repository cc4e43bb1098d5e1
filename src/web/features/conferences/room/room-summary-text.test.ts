import { expect, test } from 'vitest';
import { prefixed } from '#web/features/conferences/hold-words.ts';
import { summaryTextOf } from './room-summary-text.ts';

test('the summary to read back is made from the lists, a line for each that has words', () => {
  const text = summaryTextOf([
    { kind: 'need', text: 'Evening visits' },
    { kind: 'strength', text: 'Works nights.' },
    { kind: 'strength', text: 'Sister helps' },
  ]);

  expect(text).toBe('Strengths: Works nights; Sister helps.\nNeeds: Evening visits.');
});

test('nothing said makes no summary', () => {
  expect(summaryTextOf([])).toBe('');
});

test.each([
  ['n Bus pass', { kind: 'need', text: 'Bus pass' }],
  ['O  Call ahead', { kind: 'solution', text: 'Call ahead' }],
  ['b ', { kind: 'barrier', text: '' }],
  ['nurse comes on Mondays', null],
  ['No bus pass', null],
])('a letter and a space choose the list of "%s"', (typed, found) => {
  expect(prefixed(typed)).toEqual(found);
});
