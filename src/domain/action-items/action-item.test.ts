import { describe, expect, test } from 'vitest';
import type { PersonRef } from '#domain/people.ts';
import {
  cancel,
  complete,
  isFollowUpDue,
  isOverdue,
  openActionItem,
  type ActionItemDraft,
} from './action-item.ts';

const june = (day: number) => Temporal.PlainDate.from({ year: 2026, month: 6, day });
const at = Temporal.Instant.from('2026-06-20T14:00:00Z');
const owner: PersonRef = { kind: 'provider', id: 'provider-1' };

const draft: ActionItemDraft = {
  id: 'item-1',
  clientId: 'client-1',
  reviewId: 'review-1',
  needId: null,
  text: 'Call the day centre',
  class: 'general',
  owner,
  dueOn: june(22),
  followUp: { on: june(24), how: 'By telephone', by: 'worker-1' },
};
const open = (change: Partial<ActionItemDraft> = {}) =>
  openActionItem({ ...draft, ...change }, june(15));
const item = () => {
  const answer = open();
  if (!answer.allowed) throw new Error(answer.refusal);
  return answer.value;
};

describe('agreeing on an action', () => {
  test('it names who is responsible and when it is followed up (REQ-118, REQ-119)', () => {
    expect(item()).toEqual({ ...draft, state: 'open', owner, dueOn: june(22) });
    expect(item().followUp.on).toEqual(june(24));
  });

  test.each([
    ['text', { text: ' ' }, 'text-missing'],
    ['a short text', { text: 'x'.repeat(281) }, 'text-too-long'],
    ['an owner', { owner: null }, 'owner-missing'],
    ['a due date', { dueOn: null }, 'due-date-missing'],
    ['a due date that is still to come', { dueOn: june(14) }, 'due-date-passed'],
    ['a follow-up', { followUp: null }, 'follow-up-missing'],
    [
      'a way to follow up',
      { followUp: { on: june(24), how: '', by: 'worker-1' } },
      'follow-up-missing',
    ],
  ])('without %s there is none (REQ-073, REQ-076)', (_, change, refusal) => {
    expect(open(change)).toEqual({ allowed: false, refusal });
  });

  test('an action may be due on the day it is agreed', () => {
    expect(open({ dueOn: june(15) }).allowed).toBe(true);
  });
});

describe('what becomes of it', () => {
  test('it is done once, by somebody, with an outcome', () => {
    const done = complete(item(), { by: owner, at, outcome: 'Place found' });

    expect(done).toEqual({
      allowed: true,
      value: { ...item(), state: 'done', doneBy: owner, doneAt: at, outcome: 'Place found' },
    });
    if (!done.allowed) throw new Error(done.refusal);
    expect(complete(done.value, { by: owner, at, outcome: null })).toMatchObject({
      refusal: 'action-item-not-open',
    });
    expect(cancel(done.value, { by: owner, at, reason: 'No longer needed' })).toMatchObject({
      refusal: 'action-item-not-open',
    });
  });

  test('it is cancelled only with a reason', () => {
    expect(cancel(item(), { by: owner, at, reason: ' ' })).toMatchObject({
      refusal: 'reason-missing',
    });
    expect(cancel(item(), { by: owner, at, reason: 'The centre closed' })).toMatchObject({
      value: { state: 'cancelled', reason: 'The centre closed' },
    });
  });
});

describe('the timetable', () => {
  test('an open action is overdue from the day after its due date (REQ-119)', () => {
    expect([june(21), june(22), june(23)].map((on) => isOverdue(item(), on))).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('the follow-up is due from its own date', () => {
    expect([june(23), june(24), june(25)].map((on) => isFollowUpDue(item(), on))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('what is done is neither overdue nor to be followed up', () => {
    const done = complete(item(), { by: owner, at, outcome: null });
    if (!done.allowed) throw new Error(done.refusal);

    expect(isOverdue(done.value, june(30))).toBe(false);
    expect(isFollowUpDue(done.value, june(30))).toBe(false);
  });
});
