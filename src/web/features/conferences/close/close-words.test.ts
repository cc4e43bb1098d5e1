import { expect, test } from 'vitest';
import { type Gap, ownActionsWords, thingsMissing } from './close-words.ts';

const gap = (change: Partial<Gap>): Gap => ({
  reviewId: 'review-1',
  clientName: 'Alma Rivera',
  code: 'attendance-missing',
  field: 'attendance',
  person: null,
  inWords: 'Say whether this person was there.',
  ...change,
});
const person = (name: string): Gap['person'] => ({
  person: { kind: 'staff', id: name },
  name,
  title: null,
  agency: null,
});

test('the same thing missing of several people is one line that names them', () => {
  const gaps = [gap({ person: person('Ana') }), gap({ person: person('Bo') })];

  expect(thingsMissing(gaps).map(({ inWords }) => inWords)).toEqual([
    'Alma Rivera: Say whether this person was there. Ana, Bo',
  ]);
});

test('two clients are two things to put right', () => {
  const gaps = [gap({}), gap({ reviewId: 'review-2', clientName: 'Chidi Osei' })];

  expect(thingsMissing(gaps)).toHaveLength(2);
});

test.each([
  [1, 'One action is theirs. The mail does not name it.'],
  [2, '2 actions are theirs. The mail names none of them.'],
])('how many actions are somebody’s agrees with what the mail says of them: %i', (count, words) => {
  expect(ownActionsWords(count)).toBe(words);
});
