import { expect, test } from 'vitest';
import { problemTexts } from './refusals.ts';

test('a refusal is true in every program: it names nobody by a word that some of them do not use (REQ-142)', () => {
  const titles = Object.values(problemTexts).map(({ title }) => title);

  expect(titles.filter((title) => /\b(client|patient|participant)s?\b/i.test(title))).toEqual([]);
});
