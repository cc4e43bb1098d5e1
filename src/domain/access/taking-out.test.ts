import { expect, test } from 'vitest';
import { filesTaken, isOfMany } from './taking-out.ts';

test('what names many people leaves by a right of its own, and what is of one person does not (S1)', () => {
  const split = Object.groupBy(filesTaken, (what) => (isOfMany(what) ? 'ofMany' : 'ofOne'));

  expect(split).toEqual({
    ofMany: ['due-list', 'past-due-list', 'texts-to-file', 'billing-list'],
    ofOne: ['accounting', 'record', 'contacts', 'conference-form'],
  });
});
