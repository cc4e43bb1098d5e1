import { describe, expect, test } from 'vitest';
import { isSamePerson } from '#domain/people.ts';
import { closingGaps } from './closing-checks.ts';
import type { DoneReview } from './client-review.ts';
import { emptyContent } from './client-review.ts';
import type { Attendee, EndedConference } from './conference.ts';
import {
  attendee,
  by,
  clientOne,
  clock,
  doctor,
  ended,
  entry,
  itemDraft,
  sister,
  valueOf,
  withActive,
  worker,
} from './sample-conference.ts';
import { end } from './run-conference.ts';
import { cancel } from '#domain/action-items/action-item.ts';

/** The first review, changed; the others as they are. */
function changed(change: Partial<DoneReview>, conference = ended()): EndedConference {
  const reviews = conference.reviews.map((review) =>
    review.state === 'done' && review.id === 'review-1' ? { ...review, ...change } : review,
  );
  return { ...conference, reviews };
}
const withPeople = (attendees: readonly Attendee[]): EndedConference => ({
  ...ended(),
  attendees,
});
const found = (conference: EndedConference) =>
  closingGaps(conference).map(({ reviewId, code, field }) => [reviewId, code, field]);

test('a conference in which everything was recorded has nothing missing', () => {
  expect(found(ended())).toEqual([]);
});

describe('what is missing for one client', () => {
  const item = {
    ...itemDraft(),
    state: 'open' as const,
    clientId: 'client-1',
    reviewId: 'review-1',
  };

  test('a summary that was not confirmed with the group (REQ-069)', () => {
    expect(found(changed({ summary: null }))).toEqual([
      ['review-1', 'summary-not-confirmed', 'summary'],
    ]);
  });

  test('needs: at least one, or the word that there is none (REQ-116)', () => {
    const none = { entries: [entry('strength')] };

    expect(found(changed(none))).toEqual([['review-1', 'needs-missing', 'needs']]);
    expect(found(changed({ ...none, noNeedsReason: 'None today' }))).toEqual([]);
  });

  test('an action plan for each client, or a reason why not (REQ-071, REQ-112)', () => {
    expect(found(changed({ actionItems: [] }))).toEqual([
      ['review-1', 'action-missing', 'action-items'],
    ]);
    expect(found(changed({ actionItems: [], noActionReason: 'All is in place' }))).toEqual([]);
  });

  test('an action that was cancelled again is no plan (REQ-071)', () => {
    const open = ended().reviews[0]?.actionItems[0];
    if (!open) throw new Error('the sample review has an action');
    const cancelled = valueOf(cancel(open, { by: worker, at: clock('10:06'), reason: 'Twice' }));

    expect(found(changed({ actionItems: [cancelled] }))).toEqual([
      ['review-1', 'action-missing', 'action-items'],
    ]);
  });

  test('an answer to each need (REQ-117)', () => {
    const entries = [
      { ...entry('need'), id: 'need-1' },
      { ...entry('need'), id: 'need-2' },
    ];
    const owner = worker;
    const dueOn = Temporal.PlainDate.from('2026-06-22');
    const followUp = { on: dueOn, how: 'By telephone', by };
    const serving = (needId: string | null) => ({ ...item, owner, dueOn, followUp, needId });
    const gap = [['review-1', 'need-without-action', 'action-items']];

    expect(found(changed({ entries, actionItems: [serving('need-1')] }))).toEqual(gap);
    expect(found(changed({ entries, actionItems: [serving(null)] }))).toEqual([]);
    expect(
      found(changed({ entries, actionItems: [serving('need-1'), serving('need-2')] })),
    ).toEqual([]);
  });

  test('start and end times (REQ-111)', () => {
    const gap = [['review-1', 'times-missing', 'times']];

    expect(found(changed({ startedAt: null }))).toEqual(gap);
    expect(found(changed({ endedAt: null }))).toEqual(gap);
    expect(found(changed({ endedAt: clock('10:00') }))).toEqual(gap);
    expect(found(changed({ endedAt: clock('09:50') }))).toEqual(gap);
  });

  test('times that no two clients share (C-27)', () => {
    expect(found(changed({ endedAt: clock('10:13') }))).toEqual([
      ['review-1', 'times-overlap', 'times'],
      ['review-2', 'times-overlap', 'times'],
    ]);
  });
});

describe('who was there', () => {
  test('each person who was invited is present or absent (REQ-108)', () => {
    const [review] = ended().reviews;
    const seen = review?.attendance.filter(({ person }) => !isSamePerson(person, doctor)) ?? [];

    expect(closingGaps(changed({ attendance: seen }))).toEqual([
      { reviewId: 'review-1', code: 'attendance-missing', field: 'attendance', person: doctor },
    ]);
  });

  test('somebody was there', () => {
    const absent = ended().attendees.map(
      ({ person }) => ({ state: 'absent', person, reason: null }) as const,
    );

    expect(found(changed({ attendance: absent }))).toEqual([
      ['review-1', 'nobody-present', 'attendance'],
    ]);
  });

  test.each([
    ['name', { name: ' ' }],
    ['title', { title: null }],
    ['agency', { agency: null }],
  ])('a provider who was present has a %s (REQ-108)', (field, change) => {
    const people = ended().attendees.map((a) =>
      isSamePerson(a.person, doctor) ? { ...a, ...change } : a,
    );

    expect(closingGaps(withPeople(people))).toEqual(
      ['review-1', 'review-2'].map((reviewId) => ({
        reviewId,
        code: 'attendee-incomplete',
        field,
        person: doctor,
      })),
    );
  });

  test('a client needs no title, and family no agency', () => {
    const family = [
      attendee(worker),
      attendee(clientOne, { title: null, agency: null }),
      attendee(sister, { agency: null, title: 'Sister' }),
    ];

    expect(found(ended({ attendees: family }))).toEqual([]);
  });
});

describe('the conference as a whole', () => {
  test('with no content it was not held: that is the only thing missing', () => {
    const empty = valueOf(end(withActive(), { by, at: clock('10:20') }));

    expect(found(empty)).toEqual([[null, 'no-content', 'conference']]);
  });

  test('an exchange by email that nobody answered lacks its answer, though nothing was written down beside it (REQ-114)', () => {
    const empty = valueOf(end(withActive(), { by, at: clock('10:20') }));
    const exchange: EndedConference = {
      ...empty,
      schedule: { ...empty.schedule, mode: 'email' },
    };

    expect(found(exchange)[0]).toEqual(['review-1', 'no-reply', 'exchange']);
    expect(found(exchange).some(([, code]) => code === 'no-content')).toBe(false);
  });

  test('a client who was not reached is not asked for anything', () => {
    const emptied = changed({ ...emptyContent });

    expect(found(emptied).every(([reviewId]) => reviewId === 'review-1')).toBe(true);
    expect(found(emptied).length).toBeGreaterThan(0);
  });
});
