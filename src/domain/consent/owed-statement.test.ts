import { expect, test } from 'vitest';
import { statementFor, statementStanding } from './owed-statement.ts';

const heardOn = Temporal.PlainDate.from('2027-04-01');

test('what was heard on 1 April is owed in writing by 11 April, and the supervisor hears of it on the 8th (T20)', () => {
  const owed = statementFor(['general', 'hiv'], heardOn);

  expect(owed?.dueOn.toString()).toBe('2027-04-11');
  expect(owed?.escalateOn.toString()).toBe('2027-04-08');
});

test.each([
  [['general'], null],
  [['general', 'mental_health', 'dv'], null],
  [['general', 'hiv'], { laws: ['hiv-27f'], class: 'hiv' }],
  [['sud'], { laws: ['part2'], class: 'sud' }],
  [['mental_health', 'sud', 'hiv'], { laws: ['hiv-27f', 'part2'], class: 'hiv' }],
] as const)(
  'of %j that were heard, the laws that ask for a statement are followed (EP-08)',
  (heard, owed) => {
    const found = statementFor([...heard], heardOn);

    expect(found && { laws: found.laws, class: found.class }).toEqual(owed);
  },
);

test.each([
  ['2027-04-07', 'to-give'],
  ['2027-04-08', 'escalated'],
  ['2027-04-11', 'escalated'],
  ['2027-04-12', 'late'],
] as const)('on %s an open one is %s (T20)', (today, standing) => {
  const owed = statementFor(['hiv'], heardOn);
  const dates = { escalateOn: heardOn, dueOn: heardOn, ...owed };

  expect(statementStanding({ ...dates, state: 'open' }, Temporal.PlainDate.from(today))).toBe(
    standing,
  );
  expect(statementStanding({ ...dates, state: 'given' }, Temporal.PlainDate.from(today))).toBe(
    'given',
  );
});
