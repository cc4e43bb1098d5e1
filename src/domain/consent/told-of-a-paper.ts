/** Of somebody whom a paper lets be told: nobody is kept from reading of them, or only whoever may know what they serve people for. */
export type RecipientAsRead = 'plain' | 'known' | 'unknown';

/**
 * Whether its reader is told of a paper: one of those who may be told must be plain, or the reader may know them all. A paper that
 * came and went by the kinds of some would tell of the others. The record asks the same of its lines, in the database.
 */
export const isToldOf = (recipients: readonly RecipientAsRead[]): boolean =>
  recipients.includes('plain') ||
  (recipients.length > 0 && recipients.every((each) => each === 'known'));
