import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interval } from '#domain/program-policy/program-policy.ts';
import { dueOn, labelOn, nextFixedCycle } from './due-on.ts';
import { day } from './given-facts.ts';

const days180: Interval = { value: 180, unit: 'day' };
const sixMonths: Interval = { value: 6, unit: 'calendar_month' };

const vectors = [
  ['2025-08-31', '2026-02-27', '2026-02-28'],
  ['2025-08-30', '2026-02-26', '2026-02-28'],
  ['2025-08-28', '2026-02-24', '2026-02-28'],
  ['2023-08-31', '2024-02-27', '2024-02-29'],
  ['2023-08-29', '2024-02-25', '2024-02-29'],
  ['2024-02-29', '2024-08-27', '2024-08-29'],
  ['2026-02-28', '2026-08-27', '2026-08-28'],
  ['2025-03-31', '2025-09-27', '2025-09-30'],
  ['2025-05-31', '2025-11-27', '2025-11-30'],
  ['2025-10-31', '2026-04-29', '2026-04-30'],
  ['2025-12-31', '2026-06-29', '2026-06-30'],
  ['2025-09-01', '2026-02-28', '2026-03-01'],
  ['2026-01-15', '2026-07-14', '2026-07-15'],
] as const;

describe.each(vectors)('a conference held on %s', (held, after180Days, afterSixMonths) => {
  test(`is followed by the next after 180 days on ${after180Days} (REQ-027)`, () => {
    expect(dueOn(day(held), days180).toString()).toBe(after180Days);
  });

  test(`is followed by the next after six months on ${afterSixMonths} (REQ-132)`, () => {
    expect(dueOn(day(held), sixMonths).toString()).toBe(afterSixMonths);
  });
});

const anyDate = fc.integer({ min: 0, max: 20_000 }).map((days) => day('2000-01-01').add({ days }));

test('six calendar months are always one to four days longer than 180 days (REQ-027, REQ-132)', () => {
  fc.assert(
    fc.property(anyDate, (held) => {
      const apart = dueOn(held, days180).until(dueOn(held, sixMonths)).days;
      expect(apart).toBeGreaterThanOrEqual(1);
      expect(apart).toBeLessThanOrEqual(4);
    }),
  );
});

test('a rolling date that was clamped stays on the earlier day of the month', () => {
  const first = dueOn(day('2025-08-31'), sixMonths);

  expect(dueOn(first, sixMonths).toString()).toBe('2026-08-28');
});

test('a fixed cycle comes back to the day it began on', () => {
  const origin = day('2025-08-31');

  expect(nextFixedCycle(origin, sixMonths, null).dueOn.toString()).toBe('2026-02-28');
  expect(nextFixedCycle(origin, sixMonths, day('2026-02-28')).dueOn.toString()).toBe('2026-08-31');
  expect(nextFixedCycle(origin, sixMonths, day('2026-03-01')).dueOn.toString()).toBe('2027-02-28');
});

test('a fixed cycle never drifts, whenever its conferences are held', () => {
  const interval = fc.constantFrom(days180, sixMonths, {
    value: 1,
    unit: 'calendar_month',
  } as const);
  fc.assert(
    fc.property(anyDate, interval, fc.nat(4_000), (origin, each, later) => {
      const held = origin.add({ days: later });
      const next = nextFixedCycle(origin, each, held);

      expect(next.dueOn.equals(dueOn(origin, each, next.number))).toBe(true);
      const metEnd = dueOn(origin, each, next.number - 1);
      const metStart =
        next.number === 2 ? origin : dueOn(origin, each, next.number - 2).add({ days: 1 });
      expect(Temporal.PlainDate.compare(held, metEnd)).toBeLessThanOrEqual(0);
      expect(Temporal.PlainDate.compare(metStart, held)).toBeLessThanOrEqual(0);
    }),
  );
});

describe('a due date on a day off', () => {
  const thanksgiving = { holidays: [day('2025-11-27')], weekend: [6, 7] };

  test('is kept by default', () => {
    expect(labelOn(day('2025-11-27'), 'keep', thanksgiving).toString()).toBe('2025-11-27');
  });

  test('is labelled with the next business day where the policy says so', () => {
    expect(labelOn(day('2025-11-27'), 'next_business_day', thanksgiving).toString()).toBe(
      '2025-11-28',
    );
    expect(labelOn(day('2025-09-27'), 'next_business_day', undefined).toString()).toBe(
      '2025-09-29',
    );
  });

  test('is labelled with the business day before where the policy says so', () => {
    expect(labelOn(day('2025-11-30'), 'previous_business_day', thanksgiving).toString()).toBe(
      '2025-11-28',
    );
  });
});
