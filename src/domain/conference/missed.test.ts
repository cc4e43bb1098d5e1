import { expect, test } from 'vitest';
import { whatWasMissed } from './missed.ts';

const at = (time: string) => Temporal.Instant.from(`2027-03-${time}:00Z`);
const planned = {
  state: 'scheduled',
  mode: 'video',
  timeZone: 'America/New_York',
  endsAt: at('16T01:00'),
  startedAt: null,
} as const;
const begun = { ...planned, state: 'in-session', startedAt: at('16T00:05') } as const;

test.each([
  ['until its end it may still begin', planned, '16T00:59', null],
  ['from its end on nobody began it', planned, '16T01:00', 'not-begun'],
  ['what runs on the same evening is not forgotten', begun, '16T03:30', null],
  ['what runs on the next day of its own zone is', begun, '16T04:30', 'not-ended'],
  ['an exchange by email takes its days', { ...begun, mode: 'email' as const }, '20T12:00', null],
  ['what was closed is done', { ...begun, state: 'closed' }, '20T12:00', null],
] as const)('%s (REQ-033)', (_words, conference, moment, missed) => {
  expect(whatWasMissed(conference, at(moment))).toBe(missed);
});
