import { expect, test } from 'vitest';
import { pressingInWords } from './pressing-in-words.ts';

const calm = { crisis: 0, late: 0, backlog: 0, statements: 0 };
const said = (pressing: Partial<typeof calm>, isMeeting = false) =>
  pressingInWords({ ...calm, ...pressing }, 'client', isMeeting);

test('Today says that nobody is late only where nothing late stands below (REQ-142)', () => {
  expect(said({})).toBe(', and nobody is late');
  expect(said({ backlog: 212 })).toBe(', and nobody became late since the program began here');
  expect(said({ statements: 2 })).toBe(', and nobody’s conference is late');
});

test('who is late or in a crisis is counted, after the meetings of the day (REQ-142)', () => {
  expect(said({ late: 1, backlog: 212 })).toBe(', but one client who is late');
  expect(said({ late: 3, crisis: 1 }, true)).toBe(
    ', then one client in crisis and three clients who are late',
  );
});
