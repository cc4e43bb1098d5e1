import { describe, expect, test } from 'vitest';
import { cfp } from '#domain/program-policy/presets/cfp.ts';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import type { Enrollment, Facts } from './facts.ts';
import { ask as askOf, day, enrolled, recordedOn, review, trigger } from './given-facts.ts';

const ask = (enrollment: Enrollment, known: Partial<Facts>, asOf: string) =>
  askOf(enrollment, known, { asOf });
const inCfp = enrolled([cfp], '2025-01-06');

describe('a significant change', () => {
  const ideation = trigger('suicidal_ideation', '2026-03-03');
  const enrollment = enrolled([healthHome], '2026-01-15');
  const asked = (heldOn: string) =>
    ask(enrollment, { triggers: [ideation], reviews: [review(heldOn)] }, '2026-03-06');

  test('is satisfied by the conference after it, which resets the routine clock too (REQ-133, REQ-146, T14)', () => {
    expect(ask(enrollment, { triggers: [ideation] }, '2026-03-03')[0]?.dueOn).toBe('2026-07-15');
    expect(asked('2026-03-05')).toMatchObject([
      { kind: 'cadence', dueOn: '2026-09-05' },
      { kind: 'trigger', status: 'satisfied', satisfied: { heldOn: '2026-03-05' } },
    ]);
  });

  test('is still open after a conference that came before it (REQ-144, T15)', () => {
    expect(asked('2026-03-01')[1]).toMatchObject({
      status: 'open',
      openDays: 3,
      severity: 'crisis',
    });
  });

  test('is satisfied on its own day, unless the conference came first by the clock (REQ-133)', () => {
    const later = { ...ideation, occurredAt: Temporal.Instant.from('2026-03-03T20:00:00Z') };
    const sameDay = { reviews: [review('2026-03-03')] };

    expect(ask(enrollment, { ...sameDay, triggers: [ideation] }, '2026-03-06')[1]?.status).toBe(
      'satisfied',
    );
    expect(ask(enrollment, { ...sameDay, triggers: [later] }, '2026-03-06')[1]?.status).toBe(
      'open',
    );
  });

  test.each(['nonadherence', 'suicidal_ideation', 'missed_care'])(
    '%s opens a duty of its own beside the routine one (REQ-145, REQ-146, REQ-147)',
    (code) => {
      expect(
        ask(enrollment, { triggers: [trigger(code, '2026-03-03')] }, '2026-03-06'),
      ).toMatchObject([
        { kind: 'first' },
        { kind: 'trigger', ruleId: code, strength: 'required', status: 'open' },
      ]);
    },
  );

  test('each of two opens its own, and one conference satisfies both (REQ-144)', () => {
    const triggers = [trigger('nonadherence', '2026-03-03'), trigger('missed_care', '2026-03-04')];

    expect(ask(enrollment, { triggers }, '2026-03-06').slice(1)).toMatchObject([
      { status: 'open' },
      { status: 'open' },
    ]);
    expect(
      ask(enrollment, { triggers, reviews: [review('2026-03-05')] }, '2026-03-06').slice(1),
    ).toMatchObject([{ status: 'satisfied' }, { status: 'satisfied' }]);
  });

  test('with a deadline of the agency it falls due (C-16)', () => {
    const strict = {
      ...healthHome,
      triggers: healthHome.triggers.map((rule) => ({ ...rule, withinDays: 2 })),
    };
    const [, duty] = ask(enrolled([strict], '2026-01-15'), { triggers: [ideation] }, '2026-03-06');

    expect(duty).toMatchObject({ status: 'overdue', dueOn: '2026-03-05', daysLeft: -1 });
  });

  test('a conference for a trigger that does not count leaves the routine clock alone', () => {
    const apart = {
      ...healthHome,
      triggers: healthHome.triggers.map((rule) => ({ ...rule, countsForCadence: false })),
    };
    const reviews = [review('2026-03-05', { triggerIds: [ideation.id] })];

    expect(
      ask(enrolled([apart], '2026-01-15'), { triggers: [ideation], reviews }, '2026-03-06'),
    ).toMatchObject([
      { kind: 'first', dueOn: '2026-07-15' },
      { kind: 'trigger', status: 'satisfied' },
    ]);
  });
});

describe('a reassessment', () => {
  const reassessed = (id: string, on: string) => ({ id, on: day(on), ...recordedOn(on) });
  const event = reassessed('reassessment-1', '2026-05-20');
  const asked = (heldOn: readonly string[], asOf: string, events = [event]) =>
    ask(inCfp, { reassessments: events, reviews: heldOn.map((on) => review(on)) }, asOf);

  test('requires a conference until thirty days after it (REQ-099)', () => {
    expect(asked([], '2026-06-19')).toMatchObject([
      { kind: 'reassessment', strength: 'required', status: 'due_today', dueOn: '2026-06-19' },
    ]);
    expect(asked([], '2026-06-20')[0]?.status).toBe('overdue');
  });

  test('is satisfied inside its window and not outside of it (REQ-099)', () => {
    for (const inside of ['2026-04-20', '2026-06-19'])
      expect(asked([inside], '2026-07-01')[0]?.status).toBe('satisfied');
    expect(asked(['2026-04-19'], '2026-07-01')[0]).toMatchObject({
      status: 'overdue',
      flags: { heldLate: null },
    });
    expect(asked(['2026-06-20'], '2026-07-01')[0]).toMatchObject({
      status: 'overdue',
      flags: { heldLate: { heldOn: '2026-06-20' } },
    });
  });

  test('takes the closest conference, the earlier one on a tie (REQ-099)', () => {
    const taken = (...held: string[]) => asked(held, '2026-07-01')[0]?.satisfied?.heldOn.toString();

    expect(taken('2026-05-01', '2026-05-24')).toBe('2026-05-24');
    expect(taken('2026-05-25', '2026-05-15')).toBe('2026-05-15');
  });

  test('one conference satisfies one reassessment only (REQ-099)', () => {
    const two = [event, reassessed('reassessment-2', '2026-06-01')];

    expect(asked(['2026-05-26'], '2026-06-10', two).map(({ status }) => status)).toEqual([
      'satisfied',
      'due_soon',
    ]);
  });

  test('that nobody recorded requires nothing yet (REQ-099)', () => {
    expect(asked([], '2026-06-10', [])).toMatchObject([
      { status: 'not_required', basis: { code: 'no_event' } },
    ]);
  });
});
