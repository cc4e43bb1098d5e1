import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dates, enrollments, moments, someFacts } from '#test/clock/any-facts.ts';
import { dueOn } from './due-on.ts';
import type { AsOf, Enrollment, Facts } from './facts.ts';
import { day, noonOf, plain, review, trigger } from './given-facts.ts';
import { obligations } from './obligations.ts';
import { standingObligations } from './standing-obligations.ts';

const answer = (enrollment: Enrollment, known: Facts, when: AsOf) =>
  plain(obligations(enrollment, known, when));
const standing = (enrollment: Enrollment, known: Facts, when: AsOf) =>
  standingObligations(enrollment, known, when);

const always = (claim: (enrollment: Enrollment, known: Facts, when: AsOf) => void) =>
  fc.assert(fc.property(enrollments, someFacts, moments, claim), { numRuns: 300 });

test('as known at a moment, nothing recorded later is seen', () => {
  fc.assert(
    fc.property(enrollments, someFacts, dates, (enrollment, all, on) => {
      const asKnownAt = noonOf(on);
      const isKnown = ({ recordedAt }: { recordedAt: Temporal.Instant }) =>
        Temporal.Instant.compare(recordedAt, asKnownAt) <= 0;
      const then: Facts = {
        reviews: all.reviews.filter(isKnown).map((each) => {
          const isFinal = each.finalizedAt !== null && isKnown({ recordedAt: each.finalizedAt });
          const artifacts = each.artifacts.filter(({ completedAt }) =>
            isKnown({ recordedAt: completedAt }),
          );
          return { ...each, artifacts, finalizedAt: isFinal ? each.finalizedAt : null };
        }),
        elsewhere: all.elsewhere.filter(isKnown),
        triggers: all.triggers.filter(isKnown),
        beside: all.beside.filter(isKnown),
        keyProviders: all.keyProviders.filter(isKnown),
        reassessments: all.reassessments.filter(isKnown),
        attempts: all.attempts.filter(isKnown),
        exemptions: all.exemptions.filter(isKnown),
        pauses: all.pauses.filter(isKnown),
        snoozes: all.snoozes.filter(isKnown),
        scheduled: all.scheduled.filter(isKnown),
      };

      expect(answer(enrollment, all, { asOf: on, asKnownAt })).toEqual(
        answer(enrollment, then, { asOf: on, asKnownAt }),
      );
    }),
    { numRuns: 300 },
  );
});

test('what stands is the same on every day before it says that it changes', () => {
  always((enrollment, known, when) => {
    const now = standing(enrollment, known, when);
    const until = now[0]?.changesOn ?? when.asOf.add({ days: 400 });
    const length = when.asOf.until(until).days;
    for (const later of [1, Math.floor(length / 2), length - 1].filter(
      (days) => days > 0 && days < length,
    )) {
      const then = standing(enrollment, known, { ...when, asOf: when.asOf.add({ days: later }) });

      expect(plain(then)).toEqual(plain(now));
    }
  });
});

test('a void that is taken back leaves no trace', () => {
  always((enrollment, known, when) => {
    const before = answer(enrollment, known, when);
    const voidedAt = noonOf(day('2030-01-01'));
    const voided = { ...known, reviews: known.reviews.map((each) => ({ ...each, voidedAt })) };
    const restored = {
      ...voided,
      reviews: voided.reviews.map((each) => ({ ...each, voidedAt: null })),
    };

    expect(answer(enrollment, restored, when)).toEqual(before);
    expect(answer(enrollment, voided, when)).toEqual(
      answer(enrollment, { ...known, reviews: [] }, when),
    );
  });
});

test('a superseded version and its successor read as one fact', () => {
  always((enrollment, known, when) => {
    const replacedAt = noonOf(day('2030-01-01'));
    const versions = known.reviews.flatMap((each) => [
      { ...each, attendees: [], supersededAt: replacedAt },
      { ...each, recordedAt: replacedAt },
    ]);

    expect(answer(enrollment, { ...known, reviews: versions }, when)).toEqual(
      answer(enrollment, known, when),
    );
  });
});

test('facts that have nothing to do with it change nothing', () => {
  always((enrollment, known, when) => {
    const before = enrollment.startedOn.subtract({ days: 1 });
    const entry = { recordedAt: noonOf(before), supersededAt: null };
    const open = { from: before, until: null, reviewOn: null };
    const more: Facts = {
      ...known,
      reviews: [...known.reviews, review(before.toString(), { id: 'before it began' })],
      elsewhere: [{ id: 'x', heldOn: before, source: 'Paper', ...entry }, ...known.elsewhere],
      triggers: [...known.triggers, { ...trigger('nonadherence', before.toString()), ...entry }],
      attempts: [{ id: 'x', on: before, artifacts: [], ...entry }, ...known.attempts],
      exemptions: [
        { id: 'x', ruleId: 'of-another-rule', reason: 'other', ...open, ...entry },
        ...known.exemptions,
      ],
      pauses: [
        { id: 'x', kind: 'of-another-kind', from: before, resumedOn: null, ...entry },
        ...known.pauses,
      ],
      snoozes: [
        {
          id: 'x',
          ruleId: 'of-another-rule',
          occurrenceId: null,
          from: before,
          until: before.add({ days: 900 }),
          reason: 'other',
          ...entry,
        },
        ...known.snoozes,
      ],
    };
    const told = (facts: Facts) =>
      answer(enrollment, facts, when).map((status) => ({ ...status, changesOn: null }));

    expect(told(more)).toEqual(told(known));
  });
});

test('without pauses no due date is later than its anchor and the interval (REQ-021)', () => {
  always((enrollment, known, when) => {
    const wrong = standing(enrollment, { ...known, pauses: [] }, when).filter(
      ({ basis, anchor, dueOn: due }) =>
        basis.code === 'interval' &&
        anchor !== null &&
        due?.equals(dueOn(anchor.on, basis.interval)) !== true,
    );

    expect(wrong).toEqual([]);
  });
});

test('a later conference never makes the next one due earlier', () => {
  fc.assert(
    fc.property(enrollments, someFacts, dates, (enrollment, known, heldOn) => {
      const when: AsOf = { asOf: day('2027-01-01'), asKnownAt: noonOf(day('2040-01-01')) };
      const routine = (over: Facts) =>
        standing(enrollment, over, when).find(({ kind }) => kind === 'first' || kind === 'cadence')
          ?.dueOn ?? null;
      const before = routine(known);
      const after = routine({
        ...known,
        reviews: [...known.reviews, review(heldOn.toString(), { id: 'one more' })],
      });

      expect(before === null).toBe(after === null);
      const earlier =
        before !== null && after !== null && Temporal.PlainDate.compare(after, before) < 0;
      expect(earlier).toBe(false);
    }),
    { numRuns: 200 },
  );
});
