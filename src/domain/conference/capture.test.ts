import { describe, expect, test } from 'vitest';
import { addActionItem, addEntry, confirmSummary, explain, recordAttendance } from './capture.ts';
import type { Attendance } from './client-review.ts';
import {
  attendee,
  by,
  clock,
  doctor,
  ended,
  entry,
  inSession,
  itemDraft,
  plain,
  scheduled,
  sister,
  summing,
  valueOf,
  withActive,
} from './sample-conference.ts';

const reviewId = 'review-1';
const at = clock('10:05');

describe('entries', () => {
  test('barriers, strengths and solutions are kept with author and time (REQ-062, REQ-063, REQ-064)', () => {
    const kinds = ['barrier', 'strength', 'solution', 'need'] as const;
    const conference = kinds.reduce<ReturnType<typeof withActive> | ReturnType<typeof ended>>(
      (state, kind) =>
        valueOf(addEntry(state, { reviewId, entry: { ...entry(kind), author: doctor } })),
      withActive(),
    );

    const entries = conference.reviews[0]?.entries ?? [];
    expect(entries.map(({ kind }) => kind)).toEqual(kinds);
    expect(entries[0]).toEqual({ ...entry('barrier'), author: doctor, at: clock('10:03') });
    expect(conference.reviews[1]?.entries).toEqual([]);
  });

  test('an entry is one short line, not a story (REQ-066)', () => {
    const add = (text: string) => addEntry(withActive(), { reviewId, entry: entry('need', text) });

    expect(add('x'.repeat(280)).allowed).toBe(true);
    expect(add('x'.repeat(281))).toEqual({ allowed: false, refusal: 'text-too-long' });
    expect(add('   ')).toEqual({ allowed: false, refusal: 'text-missing' });
    expect(valueOf(add('  Evening visits ')).reviews[0]?.entries[0]?.text).toBe('Evening visits');
  });

  test('only who is at the table is an author', () => {
    const absent: Attendance = { state: 'absent', person: doctor, reason: null };
    const without = valueOf(recordAttendance(withActive(), { reviewId, attendance: absent }));
    const refused = { allowed: false, refusal: 'author-not-at-this-review' };
    const words = (author: typeof doctor) => ({ reviewId, entry: { ...entry('need'), author } });

    expect(addEntry(withActive(), words(sister))).toEqual(refused);
    expect(addEntry(without, words(doctor))).toEqual(refused);
  });

  test.each([
    ['before the start', scheduled(), 'conference-not-open'],
    ['for a client whose turn has not come', inSession(), 'review-not-begun'],
    ['for a client of another meeting', inSession({ reviews: [] }), 'no-such-review'],
  ])('nothing is written %s', (_, conference, refusal) => {
    expect(addEntry(conference, { reviewId, entry: entry('need') })).toMatchObject({ refusal });
  });

  test('for a client who was not reached nothing is written afterwards', () => {
    expect(addEntry(ended(), { reviewId: 'review-3', entry: entry('need') })).toMatchObject({
      refusal: 'review-not-begun',
    });
    expect(addEntry(ended(), { reviewId, entry: entry('need') }).allowed).toBe(true);
  });
});

describe('the summary', () => {
  test('it is confirmed with the group: by whom, when and how (REQ-069)', () => {
    const confirmed = valueOf(confirmSummary(withActive(), { ...summing, reviewId, at }));

    expect(confirmed.reviews[0]?.summary).toEqual({
      text: 'Evening visits agreed.',
      class: 'general',
      confirmedBy: 'worker-1',
      confirmedAt: at,
      how: 'aloud',
    });
  });

  test('only the facilitator confirms it, and not an empty one (REQ-069)', () => {
    const byOther = { ...summing, reviewId, at, by: 'worker-2' };

    expect(confirmSummary(withActive(), byOther)).toMatchObject({
      refusal: 'only-the-facilitator-confirms',
    });
    expect(confirmSummary(withActive(), { ...summing, reviewId, at, text: ' ' })).toMatchObject({
      refusal: 'text-missing',
    });
  });
});

describe('action items', () => {
  const add = (change: Parameters<typeof itemDraft>[0]) =>
    addActionItem(withActive(), { reviewId, at, item: itemDraft(change) });

  test('an action has one owner, a due date and a follow-up plan (REQ-073, REQ-076, REQ-112)', () => {
    expect(plain(valueOf(add({ owner: doctor })).reviews[0]?.actionItems)).toMatchObject([
      {
        state: 'open',
        clientId: 'client-1',
        owner: doctor,
        dueOn: '2026-06-22',
        followUp: { on: '2026-06-24', how: 'By telephone', by: 'worker-1' },
      },
    ]);
    expect(add({ owner: null })).toMatchObject({ refusal: 'owner-missing' });
    expect(add({ dueOn: null })).toMatchObject({ refusal: 'due-date-missing' });
    expect(add({ followUp: null })).toMatchObject({ refusal: 'follow-up-missing' });
  });

  test('the due date is read in the zone of the program, where it is still the 15th', () => {
    const lateEvening = clock('23:30');
    const today = itemDraft({ dueOn: Temporal.PlainDate.from('2026-06-15') });
    const yesterday = itemDraft({ dueOn: Temporal.PlainDate.from('2026-06-14') });
    const added = (item: typeof today) =>
      addActionItem(ended(), { reviewId, item, at: lateEvening });

    expect(added(today).allowed).toBe(true);
    expect(added(yesterday)).toMatchObject({ refusal: 'due-date-passed' });
  });

  test('an action serves a need of this client, or the plan as a whole', () => {
    const withNeed = valueOf(addEntry(withActive(), { reviewId, entry: entry('need') }));
    const serving = (needId: string) =>
      addActionItem(withNeed, { reviewId, at, item: itemDraft({ needId }) });

    expect(serving('entry-need').allowed).toBe(true);
    expect(serving('entry-of-somebody-else')).toMatchObject({ refusal: 'no-such-need' });
  });
});

describe('attendance', () => {
  const present = (from: string, until: string | null): Attendance => ({
    state: 'present',
    person: doctor,
    presentFrom: clock(from),
    presentUntil: until === null ? null : clock(until),
  });

  test('a provider may be there for one client only, and for a part of the time (T19)', () => {
    const seen = recordAttendance(ended(), {
      reviewId: 'review-2',
      attendance: present('10:15', '10:30'),
    });
    const gone = recordAttendance(valueOf(seen), {
      reviewId,
      attendance: { state: 'absent', person: doctor, reason: 'not invited to this part' },
    });
    const ofDoctor = valueOf(gone).reviews.map((review) =>
      review.attendance.filter(({ person }) => person.id === doctor.id),
    );

    expect(ofDoctor).toEqual([
      [{ state: 'absent', person: doctor, reason: 'not invited to this part' }],
      [present('10:15', '10:30')],
      [],
    ]);
  });

  test.each([
    ['from before the review', '09:59', '10:05'],
    ['until after it', '10:01', '10:13'],
    ['backwards', '10:05', '10:04'],
    ['without an end when the review is over', '10:01', null],
  ])('presence %s is refused', (_, from, until) => {
    expect(recordAttendance(ended(), { reviewId, attendance: present(from, until) })).toEqual({
      allowed: false,
      refusal: 'presence-outside-review',
    });
  });

  test('only people of this meeting are recorded', () => {
    const attendees = [attendee({ kind: 'staff', id: by })];
    const attendance = present('10:01', null);

    expect(recordAttendance(withActive(), { reviewId, attendance }).allowed).toBe(true);
    expect(recordAttendance(withActive({ attendees }), { reviewId, attendance })).toMatchObject({
      refusal: 'not-an-attendee',
    });
  });
});

test('why there is no action or no need is said in words (REQ-071)', () => {
  const said = (what: 'no-action' | 'no-needs', reason: string) =>
    explain(withActive(), { reviewId, what, reason });

  expect(valueOf(said('no-action', 'All is in place')).reviews[0]).toMatchObject({
    noActionReason: 'All is in place',
    noNeedsReason: null,
  });
  expect(valueOf(said('no-needs', 'None')).reviews[0]?.noNeedsReason).toBe('None');
  expect(said('no-action', '  ')).toMatchObject({ refusal: 'reason-missing' });
});
