/** How whoever was asked from outside stands to what they ask for. */
export const guestRelations = [
  /** The client agreed, and it holds. */
  'agreed',
  /** Agreed, and taken back since. */
  'taken back',
  /** The paper was recorded in error. */
  'in error',
  /** Its last day was yesterday. */
  'over',
  /** A newer paper took its place, which is about benefits alone. */
  'for something else',
  /** A link or a cookie that never was. */
  'nothing',
  /** A case manager of the agency, by their own session. */
  'staff',
] as const;
export type GuestRelation = (typeof guestRelations)[number];

/** Who may not is answered, to the last byte, as whoever holds nothing; that goes without saying for that one. */
type GuestRow = { may: readonly GuestRelation[] };
const whileItHolds: GuestRow = { may: ['agreed'] };

/** What each meets at each operation of guests, written by hand. */
export const ofGuests: ReadonlyMap<string, GuestRow> = new Map([
  // These answer everybody alike: whether a letter is asked for is what differs.
  ['POST /api/guest/code', whileItHolds],
  ['POST /api/guest/link', whileItHolds],
  ['POST /api/guest/open', whileItHolds],
  ['GET /api/guest/meeting', whileItHolds],
  ['GET /api/guest/forms/:reviewId/form.pdf', whileItHolds],
  ['POST /api/guest/reply', whileItHolds],
  ['POST /api/guest/actions/:actionItemId/say', whileItHolds],
  ['POST /api/guest/leave', whileItHolds],
]);
