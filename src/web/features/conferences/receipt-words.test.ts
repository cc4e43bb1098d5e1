import { expect, test } from 'vitest';
import { doesNotCount } from './receipt-words.ts';

test('why a conference does not count is said in the word of its program (REQ-142)', () => {
  expect(doesNotCount(['CLIENT_ABSENT_NO_REASON', 'VOIDED'], 'patient')).toBe(
    'Does not count under the program’s rules: the patient was not there, and no reason is given; it was declared void.',
  );
  expect(doesNotCount([], 'patient')).toBe('Does not count under the program’s rules.');
});
