import { describe, expect, test } from 'vitest';
import { assignRole, planConference } from './plan-conference.ts';
import { doctor, draft, review, valueOf } from './sample-conference.ts';

const schedule = draft().schedule;

describe('planning', () => {
  test('one meeting takes several clients, in the order of their positions (REQ-051)', () => {
    const shuffled = draft({ reviews: [review(2), review(7), review(1)] });

    const { conference } = valueOf(planConference(shuffled));

    expect(conference.reviews.map(({ clientId, position }) => [clientId, position])).toEqual([
      ['client-1', 1],
      ['client-2', 2],
      ['client-7', 3],
    ]);
  });

  test('each client is there for a reason (REQ-052)', () => {
    const withoutReason = draft({ reviews: [review(1), review(2, { reasons: [] })] });

    expect(planConference(withoutReason)).toEqual({ allowed: false, refusal: 'reason-missing' });
    expect(planConference(draft()).allowed).toBe(true);
  });

  test.each([
    ['without a client', { reviews: [] }, 'no-client'],
    [
      'with one client twice',
      { reviews: [review(1), review(2, { clientId: 'client-1' })] },
      'client-twice',
    ],
    [
      'with a box of no minutes',
      { reviews: [review(1, { plannedMinutes: 0 })] },
      'minutes-not-positive',
    ],
    ['without a time', { schedule: null }, 'time-missing'],
    [
      'that ends when it starts',
      { schedule: schedule && { ...schedule, endsAt: schedule.startsAt } },
      'ends-before-it-starts',
    ],
  ])('a meeting %s is not a plan', (_, change, refusal) => {
    expect(planConference(draft(change))).toEqual({ allowed: false, refusal });
  });

  test('time boxes that exceed the meeting are warned about, not refused', () => {
    const minutes = (plannedMinutes: number) =>
      planConference(draft({ reviews: [review(1, { plannedMinutes })] }));

    expect(valueOf(minutes(60)).warnings).toEqual([]);
    expect(valueOf(minutes(61)).warnings).toEqual(['time-boxes-exceed-the-meeting']);
  });

  test('a facilitator who also keeps the time is warned about', () => {
    const roles = { facilitator: 'worker-1', timekeeper: 'worker-1', notetaker: null };

    expect(valueOf(planConference(draft({ roles }))).warnings).toEqual([
      'facilitator-is-timekeeper',
      'roles-not-assigned',
    ]);
  });
});

describe('roles', () => {
  test('a role goes to staff of this meeting, because whoever holds it sees every client', () => {
    const assigned = assignRole(draft(), { role: 'timekeeper', to: 'worker-1' });

    expect(valueOf(assigned).roles.timekeeper).toBe('worker-1');
    expect(assignRole(draft(), { role: 'timekeeper', to: doctor.id })).toEqual({
      allowed: false,
      refusal: 'not-staff-of-this-meeting',
    });
  });
});
