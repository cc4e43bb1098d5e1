import { describe, expect, test } from 'vitest';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { explain } from './explain.ts';
import type { Facts, SnoozeFact } from './facts.ts';
import { day, enrolled, facts, plain, recordedOn, review, trigger, when } from './given-facts.ts';
import { latestSnooze, maySnooze, snoozeRefusals } from './may-snooze.ts';
import { obligationKey } from './obligation-key.ts';
import { obligations } from './obligations.ts';
import { standingObligations } from './standing-obligations.ts';

const routine = { ruleId: 'every-six-months', occurrenceId: null };
const snoozed = (from: string, until: string, over: Partial<SnoozeFact> = {}): SnoozeFact => ({
  id: `snooze-${from}`,
  ...routine,
  from: day(from),
  until: day(until),
  reason: 'waiting_for_results',
  ...recordedOn(from),
  ...over,
});

const enrollment = enrolled([healthHome], '2026-04-30');
const dueOn = '2026-10-30';
const asked = (known: Partial<Facts>, asOf: string) =>
  obligations(enrollment, facts(known), when(asOf));
const routineOf = (known: Partial<Facts>, asOf: string) => plain(asked(known, asOf)[0]);

describe('a snooze', () => {
  const known = { snoozes: [snoozed('2026-10-05', '2026-10-20')] };

  test('takes a duty off the list until its day, and says when that is', () => {
    expect(routineOf(known, '2026-10-04')).toMatchObject({
      status: 'due_soon',
      changesOn: '2026-10-05',
      flags: { snooze: null },
    });
    expect(routineOf(known, '2026-10-19')).toMatchObject({
      status: 'snoozed',
      state: 'snoozed',
      dueOn,
      daysLeft: 11,
      changesOn: '2026-10-20',
      flags: {
        snooze: { id: 'snooze-2026-10-05', until: '2026-10-20', reason: 'waiting_for_results' },
      },
    });
    expect(routineOf(known, '2026-10-20')?.status).toBe('due_soon');
  });

  test('is told with its day and its reason', () => {
    const [status] = asked({ snoozes: [snoozed('2026-10-05', '2026-10-30')] }, '2026-10-06');

    expect(status && explain(status, healthHome.vocabulary)).toMatchObject({
      due: 'Fri 30 Oct',
      left: 'Snoozed',
      notes: ['Snoozed until Fri 30 Oct: waiting for the lab'],
    });
  });

  test('never hides what is required on its due date or later', () => {
    const long = { snoozes: [snoozed('2026-10-05', '2026-12-01')] };

    expect(routineOf(long, '2026-10-29')).toMatchObject({
      status: 'snoozed',
      changesOn: dueOn,
      flags: { snooze: { until: dueOn } },
    });
    expect(routineOf(long, dueOn)?.status).toBe('due_today');
    expect(routineOf(long, '2026-10-31')?.status).toBe('overdue');
  });

  test('ends where a correction moves the due date to', () => {
    const snoozes = [snoozed('2026-10-05', '2027-01-15')];
    const heldInJuly = review('2026-07-31');
    const voided = { ...heldInJuly, voidedAt: Temporal.Instant.from('2026-10-06T15:00:00Z') };

    expect(routineOf({ snoozes, reviews: [heldInJuly] }, '2026-11-15')?.status).toBe('snoozed');
    expect(routineOf({ snoozes, reviews: [voided] }, '2026-11-15')?.status).toBe('overdue');
  });

  test('ends with the conference that it waited for', () => {
    const held = { ...known, reviews: [review('2026-10-10')] };

    expect(routineOf(held, '2026-10-11')).toMatchObject({ status: 'current', dueOn: '2027-04-10' });
  });

  test('is of one duty alone, and the last one set counts', () => {
    const sooner = snoozed('2026-10-07', '2026-10-09', { reason: 'client_away' });
    const other = snoozed('2026-10-06', '2026-10-25', { ruleId: 'another-rule' });

    expect(routineOf({ snoozes: [other] }, '2026-10-08')?.status).toBe('due_soon');
    expect(routineOf({ snoozes: [sooner, ...known.snoozes] }, '2026-10-08')).toMatchObject({
      flags: { snooze: { until: '2026-10-09', reason: 'client_away' } },
    });
    expect(routineOf({ snoozes: [...known.snoozes, sooner] }, '2026-10-09')?.status).toBe(
      'due_soon',
    );
  });

  test('of a change without a date hides that change alone, and a crisis never', () => {
    const change = trigger('nonadherence', '2026-09-01');
    const crisis = trigger('suicidal_ideation', '2026-09-02');
    const snoozes = [change, crisis].map(({ id, code }) =>
      snoozed('2026-09-03', '2026-09-10', { id: `of-${code}`, ruleId: code, occurrenceId: id }),
    );

    expect(
      asked({ triggers: [change, crisis], snoozes }, '2026-09-05').map(({ status }) => status),
    ).toEqual(['current', 'snoozed', 'open']);
  });
});

describe('snoozing', () => {
  const standing = (known: Partial<Facts>, asOf: string, at = 0) => {
    const duty = standingObligations(enrollment, facts(known), when(asOf))[at];
    if (duty === undefined) throw new Error('expected a duty');
    return duty;
  };
  const asking = (asOf: string, until: string, known: Partial<Facts> = {}) =>
    maySnooze(standing(known, asOf), day(until), day(asOf));

  test('is allowed up to the due date, and names the duty', () => {
    expect(plain(asking('2026-10-05', dueOn))).toEqual({
      allowed: true,
      value: { ...routine, from: '2026-10-05', until: dueOn },
    });
    expect(asking('2026-10-05', '2026-10-31')).toMatchObject({ refusal: 'snooze-past-due-date' });
  });

  test('is refused for what is required and due', () => {
    for (const today of [dueOn, '2026-11-20'])
      expect(asking(today, '2026-12-01')).toMatchObject({ refusal: 'snooze-overdue' });
  });

  test('needs a day ahead', () => {
    for (const until of ['2026-10-05', '2026-10-04'])
      expect(asking('2026-10-05', until)).toMatchObject({ refusal: 'snooze-not-ahead' });
  });

  test('again replaces the day that was chosen first', () => {
    const snoozes = [snoozed('2026-10-05', '2026-10-20')];

    expect(asking('2026-10-06', '2026-10-25', { snoozes }).allowed).toBe(true);
  });

  test('of what has no date lasts thirty days at most', () => {
    const duty = standing({ triggers: [trigger('missed_care', '2026-09-01')] }, '2026-09-02', 1);

    expect(maySnooze(duty, day('2026-10-02'), day('2026-09-02')).allowed).toBe(true);
    expect(maySnooze(duty, day('2026-10-03'), day('2026-09-02'))).toMatchObject({
      refusal: 'snooze-too-long',
    });
    expect(plain(latestSnooze(duty, day('2026-09-02')))).toMatchObject({ value: '2026-10-02' });
  });

  test('is refused for a crisis, and where nothing is open', () => {
    const crisis = standing(
      { triggers: [trigger('suicidal_ideation', '2026-09-01')] },
      '2026-09-02',
      1,
    );
    const closed = standingObligations(
      { ...enrollment, endedOn: day('2026-08-01') },
      facts({}),
      when('2026-09-02'),
    )[0];

    expect(maySnooze(crisis, day('2026-09-03'), day('2026-09-02'))).toMatchObject({
      refusal: 'snooze-crisis',
    });
    expect(closed && maySnooze(closed, day('2026-09-03'), day('2026-09-02'))).toMatchObject({
      refusal: 'snooze-nothing-open',
    });
  });

  test('every refusal says what to do', () => {
    expect(Object.values(snoozeRefusals).every((text) => text.endsWith('.'))).toBe(true);
  });
});

test('a duty is named by its rule, and by its event where it has one', () => {
  expect(obligationKey(routine)).toBe('every-six-months');
  expect(obligationKey({ ruleId: 'nonadherence', occurrenceId: 'trigger-1' })).toBe(
    'nonadherence:trigger-1',
  );
});
