import { expect, test } from 'vitest';
import { z } from 'zod';
import { asProblem } from './refusals.ts';
import { inputOf, replyOf } from './request.ts';

const shape = {
  path: '/api/x',
  input: z.strictObject({ on: z.iso.date('Enter a date.') }),
  reply: z.object({ name: z.string() }),
};

function problemOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    return asProblem(error, 'ref');
  }
  throw new Error('expected a refusal');
}

test('what does not fit the contract is named field by field, with the remedy', () => {
  expect(problemOf(() => inputOf(shape, { on: 'soon' }))).toMatchObject({
    status: 400,
    fields: [{ path: 'on', message: 'Enter a date.' }],
  });
});

test('a field that the contract does not name never leaves', () => {
  expect(replyOf(shape, { name: 'Ana', diagnosis: 'private' })).toEqual({ name: 'Ana' });
});

test('a reply that does not fit is our own fault and says nothing but its reference', () => {
  const problem = problemOf(() => replyOf(shape, { name: 12 }));

  expect(problem).toMatchObject({ type: 'fault', status: 500, reference: 'ref' });
  expect(JSON.stringify(problem)).not.toContain('12');
});
