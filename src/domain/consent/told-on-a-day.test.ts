import { describe, expect, test } from 'vitest';
import { sampleConsent } from './sample-consent.ts';
import { momentsOf, toldAt, type Day } from './told-on-a-day.ts';

const instant = (text: string) => Temporal.Instant.from(text);
const dayOf = (on: string, now = '2026-12-01T15:00:00Z'): Day => ({
  on: Temporal.PlainDate.from(on),
  timeZone: 'America/New_York',
  now: instant(now),
});
const paper = (recorded: string, revoked: string | null = null) =>
  sampleConsent({
    recipients: [],
    recordedAt: instant(recorded),
    revokedAt: revoked === null ? null : instant(revoked),
  });
const moments = (day: Day, time: string | null, ...papers: ReturnType<typeof paper>[]) =>
  momentsOf(day, time === null ? null : Temporal.PlainTime.from(time), papers).map(({ at }) =>
    at.toString(),
  );

describe('when something told in a contact is judged', () => {
  const inTheMinute = paper('2026-06-14T18:30:40Z', '2026-06-14T18:30:59.9995Z');

  test('a minute at its begin, at each change of a paper in it and at its end (REQ-034)', () => {
    expect(moments(dayOf('2026-06-14'), '14:30', inTheMinute)).toEqual([
      '2026-06-14T18:30:00Z',
      '2026-06-14T18:30:40Z',
      '2026-06-14T18:30:59.9995Z',
      '2026-06-14T18:30:59.999999999Z',
    ]);
    expect(moments(dayOf('2026-06-14'), '14:31', inTheMinute)).toEqual([
      '2026-06-14T18:31:00Z',
      '2026-06-14T18:31:59.999999999Z',
    ]);
  });

  test('a day without an hour from its first moment to its last, and nothing that is still to come (REQ-034)', () => {
    expect(moments(dayOf('2026-06-14'), null, inTheMinute)).toEqual([
      '2026-06-14T04:00:00Z',
      '2026-06-14T18:30:40Z',
      '2026-06-14T18:30:59.9995Z',
      '2026-06-15T03:59:59.999999999Z',
    ]);
    const before = dayOf('2026-06-14', '2026-06-14T18:30:20Z');
    expect(moments(before, null, inTheMinute)).toEqual([
      '2026-06-14T04:00:00Z',
      '2026-06-14T18:30:20Z',
    ]);
    expect(moments(dayOf('2026-12-02'), null)).toEqual([]);
  });

  test('both readings of an hour that comes twice, the one that is written down last (REQ-034)', () => {
    const day = dayOf('2026-11-01');
    const both = moments(day, '01:30', paper('2026-10-01T15:00:00Z', '2026-11-01T05:45:00Z'));
    expect(new Set(both.map((at) => at.slice(0, 16)))).toEqual(
      new Set(['2026-11-01T06:30', '2026-11-01T05:30']),
    );
    expect(both.at(-1)).toBe('2026-11-01T05:30:59.999999999Z');
    expect(toldAt(day, Temporal.PlainTime.from('01:30')).toString()).toBe(
      '2026-11-01T05:30:59.999Z',
    );
    // The second has not come yet, so it was the first.
    const between = dayOf('2026-11-01', '2026-11-01T05:50:00Z');
    expect(new Set(moments(between, '01:30').map((at) => at.slice(0, 16)))).toEqual(
      new Set(['2026-11-01T05:30']),
    );
  });

  test('an hour that the spring change leaves out is read as it is stored (REQ-034)', () => {
    expect(moments(dayOf('2026-03-08'), '02:30')[0]).toBe('2026-03-08T07:30:00Z');
  });
});
