import { expect, test } from 'vitest';
import { readReview } from '#server/platform/clock-documents.ts';
import { reviewFactOf } from './clock-facts-review.ts';

const none = { hasReply: false, messages: 0, copies: 0 };

const attendee = (personId: string, attended: boolean) => ({
  personId,
  kind: 'provider',
  attended,
  memberships: [],
  providerClass: 'other',
  providerKind: null,
  servesClient: true,
  isKeyProvider: false,
});

const isTwoWay = (exchange: object, cameToo: boolean) =>
  reviewFactOf(
    readReview({
      id: 'review',
      heldOn: '2026-03-02',
      startAt: null,
      endAt: null,
      mode: 'email',
      isInternal: false,
      exchange,
      isOwn: true,
      plannedAt: null,
      clientAbsenceReason: null,
      closedAt: '2026-03-03T15:00:00Z',
      voidedAt: null,
      hasConsentIncident: false,
      kinds: [],
      reasons: [],
      hasModeReason: false,
      hasSummary: true,
      hasActions: true,
      hasNoActionReason: false,
      attendees: [attendee('ana', true), attendee('lee', cameToo)],
    }),
    { programId: 'program', policies: [] },
  ).isTwoWay;

test('a conference by email of which no message was kept is two-way by who took part (C-26)', () => {
  expect(isTwoWay(none, true)).toBe(true);
  expect(isTwoWay(none, false)).toBe(false);
});

test('where its messages were kept, an answer alone makes it two-way (C-26)', () => {
  expect(isTwoWay({ hasReply: false, messages: 1, copies: 1 }, true)).toBe(false);
  expect(isTwoWay({ hasReply: true, messages: 2, copies: 2 }, true)).toBe(true);
});
