import { expect, test } from 'vitest';
import { flawOfAnswer, planStateOf } from './plan-answer.ts';

const asked = { requiresAgreement: true };
const day = Temporal.PlainDate.from;

test('what was decided waits for the client, and enters the plan with their word alone (REQ-113)', () => {
  expect(planStateOf({ state: 'open' }, null, asked)).toBe('waiting');
  expect(planStateOf({ state: 'done' }, null, asked)).toBe('waiting');
  expect(planStateOf({ state: 'open' }, 'agreed', asked)).toBe('in-plan');
  expect(planStateOf({ state: 'open' }, 'declined', asked)).toBe('declined');
  expect(planStateOf({ state: 'cancelled' }, 'agreed', asked)).toBe('dropped');
});

test('where the program asks no agreement it is in the plan at once, unless the client declines', () => {
  expect(planStateOf({ state: 'open' }, null, { requiresAgreement: false })).toBe('in-plan');
  expect(planStateOf({ state: 'open' }, 'declined', { requiresAgreement: false })).toBe('declined');
});

const around = {
  heldOn: day('2027-03-15'),
  today: day('2027-03-20'),
  clientWasThere: true,
  clientWord: 'client',
};

test.each([
  ['2027-03-21', 'telephone', true, 'on'],
  ['2027-03-14', 'telephone', true, 'on'],
  ['2027-03-16', 'in-meeting', true, 'on'],
  ['2027-03-15', 'in-meeting', false, 'how'],
  ['2027-03-15', 'in-meeting', true, undefined],
  ['2027-03-20', 'on-paper', false, undefined],
] as const)('an answer of %s, %s, with the client there %s: flaw at %s', (on, how, there, path) => {
  const answer = { givenBy: 'client', how, on: day(on) } as const;
  expect(flawOfAnswer(answer, { ...around, clientWasThere: there })?.path).toBe(path);
});
