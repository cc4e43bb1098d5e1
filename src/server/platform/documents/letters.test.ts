import { expect, test } from 'vitest';
import {
  agencyItself,
  documentReady,
  duePapers,
  meetingCancelled,
  meetingChanged,
  meetingInvitation,
  type MeetingFacts,
} from './letters.ts';
import { awaitsLink, linkWithheld, withLink, withoutLink } from './withheld.ts';

const contact = {
  name: 'Sample Worker',
  phone: '(212) 555-0100',
  agencyNeutralName: 'Riverbend (sample)',
};
const link = 'https://roundtable.example.org/sign-in';
const start = Temporal.ZonedDateTime.from('2026-12-03T10:00[America/New_York]');
const meeting: MeetingFacts = { contact, link, start, minutes: 45 };
const outside: MeetingFacts = { contact, start, minutes: 45 };

const all = (facts: MeetingFacts) => [
  meetingInvitation(facts),
  meetingChanged(facts),
  meetingCancelled(facts),
  documentReady(facts),
];

test('every letter has one of the allowed subjects and a contact (EP-04)', () => {
  const letters = [...all(meeting), ...all(outside)];
  const subjects = new Set(letters.map(({ subject }) => subject));

  expect([...subjects].toSorted()).toEqual(['A document is ready for you', 'Meeting invitation']);
  expect(letters.filter(({ text }) => !text.includes('(212) 555-0100'))).toEqual([]);
});

test('an invitation says when, on whose clock, and where to sign in', () => {
  const { text } = meetingInvitation(meeting);

  expect(text).toContain('Thu 3 Dec 2026, 10:00 am to 10:45 am Eastern');
  expect(text).toContain(`Sign in to answer and to see how to join:\n${link}`);
});

test('a person without a sign-in gets the time, whom to call, and a place for a link that is made when the mail leaves; a meeting that is off has none (REQ-055, EP-04)', () => {
  const [invitation, changed, cancelled, document] = all(outside).map(({ text }) => text);

  expect([invitation, changed, cancelled, document].join()).not.toMatch(/https?:|sign in/i);
  for (const text of [invitation, changed]) {
    expect(text).toContain(
      `Open this address to answer and to see how to join:\n${linkWithheld}\n\n`,
    );
    expect(text).toContain('\n\nOr call Sample Worker to say whether you can come');
  }
  expect(document).toContain(`to read what of it concerns you:\n${linkWithheld}\n\n`);
  expect(document).toContain('\n\nOr call Sample Worker to receive it.');
  expect(cancelled).not.toContain(linkWithheld);
});

test('the link is put in as the mail leaves, or its paragraph goes where there is nothing to open (REQ-178)', () => {
  const { text } = meetingInvitation(outside);
  const sent = withLink(text, 'https://roundtable.example.org/guest#a$&b');

  expect(sent).toContain(
    'to see how to join:\nhttps://roundtable.example.org/guest#a$&b\n\nOr call',
  );
  expect(awaitsLink(sent)).toBe(false);
  expect(withoutLink(text)).toBe(text.replace(/Open this address[^]*?\n\nOr call/, 'Please call'));
  expect(withoutLink(documentReady(outside).text)).toContain(
    'Eastern\n\nPlease call Sample Worker to receive it.',
  );
  expect(() => withLink(text, 'javascript:alert(1)')).toThrow('web address');
});

test('staff sign in, and no letter of theirs waits for a link (REQ-055)', () => {
  expect(all(meeting).filter(({ text }) => awaitsLink(text))).toEqual([]);
});

test('where nobody wrote, a letter names the agency for questions and no person (REQ-142, EP-04)', () => {
  const itself = agencyItself({
    neutralName: 'Riverbend (sample)',
    contactPhone: '(212) 555-0100',
    isSample: false,
  });

  expect(duePapers({ contact: itself, link, count: 2 }).text).toContain(
    'Questions? Call Riverbend (sample), at (212) 555-0100.',
  );
  expect(documentReady({ contact: itself }).text).toContain(
    'Or call Riverbend (sample) to receive it.',
  );
});

test('a cancelled meeting is said to be cancelled before anything else', () => {
  expect(meetingCancelled(meeting).text).toMatch(
    /^Hello,\n\nThis meeting is cancelled:\nThu 3 Dec/,
  );
});

test('what a letter was not made to carry does not compile and does not arrive (EP-04, EP-09)', () => {
  const canary = 'Canary Client needs hepatitis follow-up';
  const tainted = { ...meeting, client: canary, action: canary, agencyName: canary };

  // @ts-expect-error A letter has no place for a client.
  meetingInvitation({ ...meeting, client: canary });
  // @ts-expect-error A letter has no place for an action.
  documentReady({ contact, link, action: canary });

  expect(JSON.stringify(all(tainted))).not.toMatch(/Canary|hepatitis/);
});

test.each([
  { phone: 'Canary Client' },
  { phone: '212 555 0100\nCanary' },
  { name: 'Worker\r\nBcc: other@example.org' },
  { name: ' ' },
  { agencyNeutralName: 'x'.repeat(121) },
])('free text does not travel as a contact: %j', (change) => {
  expect(() => meetingInvitation({ ...meeting, contact: { ...contact, ...change } })).toThrow(
    'A letter takes',
  );
});

test('a link in a letter is a web address', () => {
  expect(() => documentReady({ contact, link: 'javascript:alert(1)' })).toThrow('web address');
});
