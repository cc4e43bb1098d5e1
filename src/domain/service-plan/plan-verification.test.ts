import { expect, test } from 'vitest';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import {
  flawOfVerification,
  verificationRuleOf,
  verificationStateOf,
} from './plan-verification.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('a Health Home asks for it within seven days of each conference, the other programs do not (REQ-158)', () => {
  expect(verificationRuleOf(healthHome)).toMatchObject({ strength: 'required', withinDays: 7 });
  expect(verificationRuleOf(comprehensive)).toBeNull();
});

test('what is missing, or waits for agreement where that does not count, stays open (REQ-158, C-12)', () => {
  const counts = { pendingCounts: true };
  const waits = { result: 'reflected', isAnyWaiting: true } as const;

  expect(verificationStateOf(null, counts)).toBe('not-verified');
  expect(verificationStateOf({ result: 'missing', isAnyWaiting: false }, counts)).toBe('missing');
  expect(verificationStateOf(waits, counts)).toBe('settled');
  expect(verificationStateOf(waits, { pendingCounts: false })).toBe('waits-for-agreement');
  expect(
    verificationStateOf({ result: 'not-needed', isAnyWaiting: true }, { pendingCounts: false }),
  ).toBe('settled');
});

test('it is no earlier than its conference, no later than today, and says which steps or why none (REQ-158)', () => {
  const around = { heldOn: day('2027-03-15'), today: day('2027-03-20'), plan: 'Care Plan' };
  const found = { result: 'reflected', reason: null, steps: 1, on: day('2027-03-15') } as const;
  const pathOf = (over: Partial<Parameters<typeof flawOfVerification>[0]>) =>
    flawOfVerification({ ...found, ...over }, around)?.path ?? null;

  expect(pathOf({})).toBeNull();
  expect(pathOf({ on: day('2027-03-14') })).toBe('on');
  expect(pathOf({ on: day('2027-03-21') })).toBe('on');
  expect(pathOf({ steps: 0 })).toBe('actionItemIds');
  expect(pathOf({ result: 'not-needed', steps: 0 })).toBe('reason');
  expect(pathOf({ result: 'missing', steps: 0 })).toBeNull();
});
