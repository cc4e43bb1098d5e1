import { expect, test } from 'vitest';
import type { SensitivityClass } from '#domain/people.ts';
import type { Attendance, DoneReview } from './client-review.ts';
import { formFor } from './form-for.ts';
import { attendee } from './sample-conference.ts';

const instant = (time: string) => Temporal.Instant.from(`2027-03-15T${time}:00Z`);
const provider = (id: string) => ({ kind: 'provider' as const, id });
const ana = { kind: 'staff' as const, id: 'ana' };
const [landlord, specialist] = [provider('landlord'), provider('specialist')];
const there = (person: Attendance['person'], from: string, until: string): Attendance => ({
  state: 'present',
  person,
  presentFrom: instant(from),
  presentUntil: instant(until),
});
const entry = (id: string, author: Attendance['person']) => ({
  id,
  kind: 'need' as const,
  text: id,
  author,
  at: instant('14:20'),
  class: 'general' as const,
});
const review = (attendance: Attendance[]): DoneReview => ({
  id: 'review',
  clientId: 'client',
  enrollmentId: 'enrollment',
  programId: 'program',
  repliedAt: null,
  state: 'done',
  position: 0,
  plannedMinutes: 20,
  impliedClasses: [],
  reasons: [],
  attendance,
  entries: [entry('ours', ana), entry('theirs', specialist)],
  summary: null,
  noNeedsReason: null,
  noActionReason: null,
  actionItems: [],
  startedAt: instant('14:00'),
  endedAt: instant('15:00'),
});
const partFor = (
  person: typeof landlord,
  attendance: Attendance[],
  may: SensitivityClass[] = ['general'],
  tells: SensitivityClass = 'general',
) =>
  formFor(
    {
      review: review(attendance),
      exchange: [],
      ofCase: 'general',
      attendees: [
        attendee(landlord, { organizationId: 'housing' }),
        attendee(specialist, { organizationId: 'recovery', tells }),
      ],
    },
    { person, organizationId: 'housing', may },
  );
const copyFor = (...asked: Parameters<typeof partFor>) => {
  const part = partFor(...asked);
  return [
    part?.review.attendance.map((seen) => seen.person.id),
    part?.review.entries.map(({ id }) => id),
  ];
};
const staff = there(ana, '14:00', '15:00');

test('whoever left before somebody else outside came is not told of them, nor what they said (EP-06, EP-10)', () => {
  const apart = [staff, there(landlord, '14:00', '14:10'), there(specialist, '14:15', '15:00')];
  expect(copyFor(landlord, apart)).toEqual([['ana', 'landlord'], ['ours']]);
  const together = [staff, there(landlord, '14:00', '14:20'), there(specialist, '14:15', '15:00')];
  expect(copyFor(landlord, together)).toEqual([
    ['ana', 'landlord', 'specialist'],
    ['ours', 'theirs'],
  ]);
});

test('somebody of a place that tells is in the written record for whoever may learn it alone, which then tells it (EP-10)', () => {
  const met = [staff, there(landlord, '14:00', '15:00'), there(specialist, '14:00', '15:00')];

  expect(copyFor(landlord, met, ['general'], 'sud')).toEqual([['ana', 'landlord'], ['ours']]);
  expect(copyFor(landlord, met, ['general', 'sud'], 'sud')).toEqual([
    ['ana', 'landlord', 'specialist'],
    ['ours', 'theirs'],
  ]);
  expect(partFor(landlord, met, ['general', 'sud'], 'sud')?.classes).toEqual(['general', 'sud']);
});

test('a colleague who works where that tells is left out as well, with what they wrote (EP-10)', () => {
  const met = [staff, there(landlord, '14:00', '15:00')];
  const copy = (may: SensitivityClass[]) => {
    const part = formFor(
      {
        review: review(met),
        exchange: [{ from: ana, class: 'general' as const }],
        ofCase: 'general',
        attendees: [attendee(landlord), attendee(ana, { tells: 'sud' })],
      },
      { person: landlord, organizationId: null, may },
    );
    return [
      part?.review.attendance.map((seen) => seen.person.id),
      part?.review.entries.map(({ id }) => id),
      part?.exchange.length,
      part?.classes,
    ];
  };

  expect(copy(['general'])).toEqual([['landlord'], [], 0, ['general']]);
  expect(copy(['general', 'sud'])).toEqual([['ana', 'landlord'], ['ours'], 1, ['general', 'sud']]);
});

test('whoever was asked and stayed away is told of nobody else outside (EP-06, EP-10)', () => {
  const absent: Attendance = { state: 'absent', person: landlord, reason: null };

  expect(copyFor(landlord, [staff, absent, there(specialist, '14:00', '15:00')])).toEqual([
    ['ana'],
    ['ours'],
  ]);
});
