import { expect, test } from 'vitest';
import { guestCodeLetter, guestLinkLetter } from './guest-letters.ts';
import { withCode } from './withheld.ts';

const contact = {
  name: 'Sample Worker',
  phone: '(212) 555-0100',
  agencyNeutralName: 'Riverbend (sample)',
};

test.each([
  guestCodeLetter(contact),
  guestLinkLetter(contact, 'Meeting invitation'),
  guestLinkLetter(contact, 'A document is ready for you'),
])('what a guest asked for tells nothing but what it carries: $subject (EP-04)', ({ text }) => {
  expect(text).toMatch(/\n\(The (code|link) is in the mail itself and nowhere else\.\)\n/);
  expect(text).toContain('If you did not ask for it, do nothing.');
  expect(text).toContain('Questions? Call Sample Worker, Riverbend (sample), at (212) 555-0100.');
});

test('a code is put in as its mail leaves', () => {
  const { subject, text } = guestCodeLetter(contact);

  expect(subject).toBe('Your code');
  expect(withCode(text, '01234567')).toContain('that you asked for:\n01234567\n');
});
