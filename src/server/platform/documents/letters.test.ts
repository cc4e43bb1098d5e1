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

test('a person without a sign-in gets the time and whom to call, and no link', () => {
  const texts = all(outside).map(({ text }) => text);

  expect(texts.join()).not.toMatch(/https?:|sign in/i);
  expect(texts[0]).toContain('Please call Sample Worker');
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
    'Please call Riverbend (sample) to receive it.',
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
