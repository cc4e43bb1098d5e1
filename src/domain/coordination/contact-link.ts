export type ContactRelation = 'led-to' | 'came-of';

type Linked = {
  contactOn: Temporal.PlainDate;
  linkedAt: Temporal.Instant;
  /** Null while the conference is still to come. */
  heldOn: Temporal.PlainDate | null;
  /** Null until it is closed. */
  closedAt: Temporal.Instant | null;
};

/** On which side of the conference a contact stands. Of its own day, what was linked before the close led to it. */
export function relationOf({ contactOn, linkedAt, heldOn, closedAt }: Linked): ContactRelation {
  if (heldOn === null) return 'led-to';
  const order = Temporal.PlainDate.compare(contactOn, heldOn);
  if (order !== 0) return order < 0 ? 'led-to' : 'came-of';
  const isBeforeClose = closedAt === null || Temporal.Instant.compare(linkedAt, closedAt) <= 0;
  return isBeforeClose ? 'led-to' : 'came-of';
}

export const relationWords = {
  'led-to': 'Led to it',
  'came-of': 'Came of it',
} as const satisfies Record<ContactRelation, string>;
