import { expect, test } from 'vitest';
import { statusUpdate, statusUpdateInWords, type StatusUpdate } from './status-update.ts';

const today = Temporal.PlainDate.from('2027-03-22');
const until = (iso: string | null): StatusUpdate => ({
  said: 'more-time',
  until: iso === null ? null : Temporal.PlainDate.from(iso),
});

test.each([
  [until(null), 'until-missing'],
  [until('2027-03-21'), 'until-passed'],
  [until('2027-03-22'), null],
  [until('2028-03-22'), null],
  [until('2028-03-23'), 'until-too-late'],
  [{ ...until('2027-03-23'), said: 'done' as const }, 'until-unasked'],
  [{ said: 'cannot' as const, until: null }, null],
])(
  'more time goes until a day, today or later and within a year (REQ-076): %#',
  (update, refusal) => {
    const decision = statusUpdate(update, today);
    expect(decision.allowed ? null : decision.refusal).toBe(refusal);
  },
);

test('whoever follows a step up reads who said what, and when', () => {
  const told = (said: 'done' | 'more-time' | 'cannot') =>
    statusUpdateInWords('Dr Hana Lee', {
      said,
      until: said === 'more-time' ? '2027-04-05' : null,
      on: '2027-03-22',
    });
  expect([told('done'), told('more-time'), told('cannot')]).toEqual([
    'Dr Hana Lee says it is done, Mon 22 Mar 2027.',
    'Dr Hana Lee asks for time until Mon 5 Apr 2027, said Mon 22 Mar 2027.',
    'Dr Hana Lee says they cannot do it, Mon 22 Mar 2027.',
  ]);
});
