import { expect, test } from 'vitest';
import { effectInWords, notCountedInWords } from './policy-words.ts';

test.for([
  ['due-earlier', 20, 12, '12 clients are due earlier'],
  ['stops-counting', 1, 1, '1 conference no longer counts'],
] as const)(
  'a number of a preview is told in words: %s of %s',
  ([effect, count, clients, words]) => {
    expect(effectInWords({ effect, count, clients }, 'client')).toBe(words);
  },
);

const many = [{ effect: 'due-earlier', count: 20, clients: 12 } as const];
const hidden =
  'hat concerns fewer than 11 clients is not told to you, nor whether anything does: you may not know who is in this program.';

test.for([
  ['of all told', { done: 14, tellsFew: true, counts: many }, ''],
  [
    'of nothing that changes',
    { done: 1, tellsFew: true, counts: [] },
    'With these rules nothing changes for the 1 client looked at.',
  ],
  ['of few or none', { done: null, tellsFew: false, counts: [] }, `W${hidden}`],
  ['beside many', { done: 14, tellsFew: false, counts: many }, `W${hidden}`],
  [
    'of few among many',
    { done: 14, tellsFew: false, counts: [] },
    `Nothing changes for 11 clients or more. W${hidden}`,
  ],
] as const)('what is not counted is said: %s (EP-14)', ([, preview, words]) => {
  expect(notCountedInWords({ ...preview, counts: [...preview.counts] }, 'client')).toBe(words);
});
