import { expect, test } from 'vitest';
import { stateOfRequest } from './list-requests.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-02T${time}Z`);
const askedAt = at('15:00:00');
const state = (now: Temporal.Instant, more: Partial<Parameters<typeof stateOfRequest>[0]> = {}) =>
  stateOfRequest({ askedAt, answer: null, isTaken: false, ...more }, now);
const approved = { answer: { at: at('16:00:00'), approved: true } };

test('a request waits a day for its answer (S1)', () => {
  expect(state(askedAt)).toEqual({ state: 'waiting' });
  expect(state(askedAt.add({ hours: 24 }).subtract({ seconds: 1 }))).toEqual({ state: 'waiting' });
  expect(state(askedAt.add({ hours: 24 }))).toEqual({ state: 'expired' });
});

test('what was approved is there for fifteen minutes from the approval, once (S1)', () => {
  const until = at('16:15:00');
  expect(state(at('16:00:00'), approved)).toEqual({ state: 'approved', until });
  expect(state(at('16:14:59'), approved)).toEqual({ state: 'approved', until });
  expect(state(until, approved)).toEqual({ state: 'expired' });
  for (const now of [at('16:01:00'), until])
    expect(state(now, { ...approved, isTaken: true })).toEqual({ state: 'used' });
});

test('what was declined stays so (S1)', () => {
  const declined = { answer: { at: at('16:00:00'), approved: false } };
  for (const now of [at('16:00:00'), askedAt.add({ hours: 48 })])
    expect(state(now, declined)).toEqual({ state: 'declined' });
});
