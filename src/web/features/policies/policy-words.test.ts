import { expect, test } from 'vitest';
import { effectInWords } from './policy-words.ts';

test.for([
  ['due-earlier', 20, 12, '12 clients are due earlier'],
  ['due-earlier', null, null, 'Fewer than 11 clients are due earlier'],
  ['stops-counting', 1, 1, '1 conference no longer counts'],
  ['stops-counting', null, null, 'Of fewer than 11 clients, conferences no longer count'],
] as const)(
  'where the clients are few and not told, nothing is said of how many conferences: %s of %s (EP-14)',
  ([effect, count, clients, words]) => {
    expect(effectInWords({ effect, count, clients }, 'client')).toBe(words);
  },
);
