import { expect, test } from 'vitest';
import { relationOf } from './contact-link.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);
const moment = (iso: string) => Temporal.Instant.from(iso);
const held = { heldOn: day('2026-05-12'), closedAt: moment('2026-05-12T16:00:00Z') };
const linkedAt = moment('2026-05-20T12:00:00Z');

test.each([
  ['before it', '2026-05-08', 'led-to'],
  ['after it', '2026-05-13', 'came-of'],
])(
  'a contact %s stands on that side of a conference, whenever it was linked (REQ-026)',
  (_, on, side) => {
    expect(relationOf({ ...held, contactOn: day(on), linkedAt })).toBe(side);
  },
);

test('of the conference’s own day, what was linked before the close led to it (REQ-026)', () => {
  const contactOn = day('2026-05-12');

  expect(relationOf({ ...held, contactOn, linkedAt })).toBe('came-of');
  expect(relationOf({ ...held, contactOn, linkedAt: moment('2026-05-12T13:00:00Z') })).toBe(
    'led-to',
  );
  expect(relationOf({ ...held, closedAt: null, contactOn, linkedAt })).toBe('led-to');
});

test('whatever is linked to a conference that is still to come leads to it (REQ-026)', () => {
  const ahead = { heldOn: null, closedAt: null, linkedAt };
  expect(relationOf({ ...ahead, contactOn: day('2026-05-20') })).toBe('led-to');
});
