import { expect, test } from 'vitest';
import { doesNotCount } from './receipt-words.ts';

test('why a conference does not count is said in the word of its program (REQ-142)', () => {
  const own = { client: 'patient', worker: 'care manager' };
  expect(doesNotCount(['CLIENT_ABSENT_NO_REASON', 'VOIDED'], own)).toBe(
    'Does not count under the program’s rules: the patient was not there, and no reason is given; it was declared void.',
  );
  expect(doesNotCount(['NO_CASE_MANAGER'], own)).toBe(
    'Does not count under the program’s rules: the care manager was not there.',
  );
  expect(doesNotCount([], own)).toBe('Does not count under the program’s rules.');
});
