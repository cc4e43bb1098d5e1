import { expect, test } from 'vitest';
import { replyAsGuest } from '#contract/guest.ts';
import { answeredInWords, dialed, replyOptions } from './guest-words.ts';

test('what was answered is said in whole words, and that it can be changed (REQ-055)', () => {
  expect(answeredInWords('waiting')).toBe('Please answer, so that it can be planned.');
  expect(answeredInWords('no')).toBe(
    'You answered that you do not come. You can change it until the meeting begins.',
  );
  for (const { id } of replyOptions) expect(answeredInWords(id)).toContain('You answered that');
});

const visitId = '0197a000-0000-7000-8000-000000000001';

test('each answer that is offered is one that the server takes (REQ-053)', () => {
  for (const { id: reply } of replyOptions)
    expect(replyAsGuest.input.safeParse({ visitId, reply }).success).toBe(true);
});

test.each([
  ['518-555-0100', 'tel:5185550100'],
  ['+1 (518) 555-0100', 'tel:+15185550100'],
  ['555-0100 ext. 12', 'tel:5550100;ext=12'],
  ['555-0100 x7', 'tel:5550100;ext=7'],
  ['the front desk', null],
  ['555', null],
  ['', null],
])('%s is dialed as %s', (phone, href) => {
  expect(dialed(phone)).toBe(href);
});
