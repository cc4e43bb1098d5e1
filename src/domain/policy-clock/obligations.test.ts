import { describe, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { supportive } from '#domain/program-policy/presets/supportive.ts';
import type { Enrollment, Facts } from './facts.ts';
import {
  ask as askOf,
  day,
  enrolled,
  facts,
  noonOf,
  plain,
  recordedOn,
  review,
  trigger,
  when,
} from './given-facts.ts';
import { standingObligations } from './standing-obligations.ts';
import { whatChanges } from './what-changes.ts';

const ask = (
  ...[enrollment, known, asOf, knownAt]: [Enrollment, Partial<Facts>, string, string?]
) => askOf(enrollment, known, knownAt === undefined ? { asOf } : { asOf, knownAt });
const only = (...asked: Parameters<typeof ask>) => {
  const [first] = ask(...asked);
  if (first === undefined) throw new Error('expected an obligation');
  return first;
};
const inComprehensive = enrolled([comprehensive], '2025-01-06');
const inHealthHome = enrolled([healthHome], '2025-01-06');
const inSupportive = enrolled([supportive], '2025-01-06');

describe('the routine clock', () => {
  const heldInAugust = { reviews: [review('2025-08-31')] };

  test('held on the due date is on time, overdue from the next day (REQ-027, T1)', () => {
    expect(only(inComprehensive, heldInAugust, '2026-02-27')).toMatchObject({
      status: 'due_today',
      daysLeft: 0,
    });
    expect(only(inComprehensive, heldInAugust, '2026-02-28')).toMatchObject({
      status: 'overdue',
      daysLeft: -1,
    });
  });

  test('six months end on the last day of a short month (REQ-132, T2)', () => {
    expect(only(inHealthHome, heldInAugust, '2026-02-28').status).toBe('due_today');
    expect(only(inHealthHome, heldInAugust, '2026-03-01').status).toBe('overdue');
  });

  test('one conference satisfies two programs, each by its own arithmetic (REQ-027, REQ-132, T3)', () => {
    const both = { reviews: [review('2026-02-10')] };

    expect(only(inComprehensive, both, '2026-02-10').dueOn?.toString()).toBe('2026-08-09');
    expect(only(inHealthHome, both, '2026-02-10').dueOn?.toString()).toBe('2026-08-10');
  });

  test('the first is due one interval after enrollment (REQ-021, REQ-027)', () => {
    expect(only(enrolled([comprehensive], '2026-06-22'), {}, '2026-07-01')).toMatchObject({
      kind: 'first',
      strength: 'required',
      status: 'current',
      anchor: { kind: 'enrollment', on: '2026-06-22' },
      dueOn: '2026-12-19',
    });
  });

  test('it is due soon thirty days before (REQ-142)', () => {
    expect(only(inComprehensive, heldInAugust, '2026-01-27').status).toBe('current');
    expect(only(inComprehensive, heldInAugust, '2026-01-28').status).toBe('due_soon');
    expect(only(inComprehensive, heldInAugust, '2026-02-26').status).toBe('due_soon');
  });

  test('a conference before the enrollment never counts', () => {
    expect(only(inComprehensive, { reviews: [review('2025-01-05')] }, '2025-02-01').kind).toBe(
      'first',
    );
  });

  test('a conference recorded elsewhere counts as attested (REQ-033)', () => {
    const elsewhere = {
      id: 'elsewhere-1',
      heldOn: day('2025-08-31'),
      source: 'Paper chart',
      ...recordedOn('2026-01-10'),
    };

    expect(only(inComprehensive, { elsewhere: [elsewhere] }, '2026-01-11')).toMatchObject({
      anchor: { kind: 'recorded_elsewhere', id: 'elsewhere-1' },
      dueOn: '2026-02-27',
    });
  });

  test('what fell due before the program went live is backlog', () => {
    const live = (goLiveOn: string) =>
      only({ ...inComprehensive, goLiveOn: day(goLiveOn) }, heldInAugust, '2026-03-10').flags
        .backlog;

    expect(live('2026-02-28')).toBe(true);
    expect(live('2026-02-27')).toBe(false);
  });

  test('a scheduled conference shows, and changes no status', () => {
    const scheduled = {
      conferenceId: 'conference-1',
      on: day('2026-03-03'),
      ...recordedOn('2026-02-20'),
    };
    const duty = only(inComprehensive, { ...heldInAugust, scheduled: [scheduled] }, '2026-03-01');

    expect(duty.status).toBe('overdue');
    expect(duty.flags.scheduled).toEqual({ conferenceId: 'conference-1', on: '2026-03-03' });
  });
});

describe('a program without a cadence', () => {
  test('requires nothing and is never overdue (REQ-029, T11)', () => {
    for (const asOf of ['2025-01-06', '2025-12-31', '2040-01-01'])
      expect(ask(inSupportive, {}, asOf)).toMatchObject([{ status: 'not_required', dueOn: null }]);
  });

  test('suggests a conference when something changes, without a date (REQ-022, REQ-030)', () => {
    const changed = { triggers: [trigger('housing_loss', '2026-11-27')] };

    expect(ask(inSupportive, changed, '2026-12-03')).toMatchObject([
      { status: 'not_required' },
      { kind: 'trigger', strength: 'recommended', status: 'open', dueOn: null, openDays: 6 },
    ]);
  });

  test('comprehensive suggests further ones beside its own date (REQ-028)', () => {
    const asked = { triggers: [trigger('asked_for', '2026-11-30')] };

    expect(ask(inComprehensive, asked, '2026-12-03')).toMatchObject([
      { kind: 'first', strength: 'required' },
      { kind: 'trigger', strength: 'recommended', dueOn: null },
    ]);
  });
});

describe('writing it down', () => {
  const late = review('2026-03-02', { finalizedAt: noonOf(day('2026-03-12')) });
  const enrollment = enrolled([comprehensive], '2025-09-01');

  test('before it is finalized the due date stays and says why (REQ-023, T13)', () => {
    const duty = only(enrollment, { reviews: [late] }, '2026-03-05', '2026-03-05T20:00:00Z');

    expect(duty).toMatchObject({ status: 'overdue', dueOn: '2026-02-28' });
    expect(duty.flags.pendingDocumentation).toEqual([{ reviewId: late.id, heldOn: '2026-03-02' }]);
  });

  test('once finalized it counts from the day it was held (REQ-023, T13)', () => {
    const duty = only(enrollment, { reviews: [late] }, '2026-03-12', '2026-03-12T20:00:00Z');

    expect(duty).toMatchObject({ status: 'current', dueOn: '2026-08-29' });
    expect(duty.flags.pendingDocumentation).toEqual([]);
  });
});

describe('correcting and leaving', () => {
  const conference = review('2025-12-01');
  const voided = { ...conference, voidedAt: noonOf(day('2026-03-10')) };
  const enrollment = enrolled([comprehensive], '2025-07-01');

  test('a void brings the obligation back, and shows beforehand what it changes (REQ-033, T21)', () => {
    const standing = (fact: typeof conference) =>
      standingObligations(enrollment, facts({ reviews: [fact] }), when('2026-03-10'));

    expect(only(enrollment, { reviews: [conference] }, '2026-03-10').status).toBe('current');
    expect(only(enrollment, { reviews: [voided] }, '2026-03-10')).toMatchObject({
      status: 'overdue',
      kind: 'first',
    });
    expect(plain(whatChanges(standing(conference), standing(voided)))).toMatchObject([
      { before: { dueOn: '2026-05-30' }, after: { dueOn: '2025-12-28' } },
    ]);
    expect(whatChanges(standing(conference), standing(conference))).toEqual([]);
  });

  test('closing an enrollment closes its obligations, enrolling again begins anew (T22, C-28)', () => {
    const before = enrolled([comprehensive], '2025-11-21', { endedOn: day('2026-05-01') });
    const again = enrolled([comprehensive], '2026-08-01', { id: 'enrollment-2' });

    expect(only(before, {}, '2026-04-30')).toMatchObject({
      status: 'due_soon',
      dueOn: '2026-05-20',
    });
    expect(only(before, {}, '2026-08-10')).toMatchObject({
      status: 'closed',
      dueOn: '2026-05-20',
    });
    expect(only(again, {}, '2026-08-10')).toMatchObject({
      kind: 'first',
      dueOn: '2027-01-28',
      status: 'current',
    });
  });

  test('the due list of a past day is answered as it was known then, or as it is known now', () => {
    const enteredLate = review('2025-12-01', { recordedAt: noonOf(day('2026-02-15')) });
    const asked = (knownAt: string) =>
      only(enrollment, { reviews: [enteredLate] }, '2026-01-31', knownAt).status;

    expect(asked('2026-01-31T23:00:00Z')).toBe('overdue');
    expect(asked('2026-03-31T23:00:00Z')).toBe('current');
  });
});
