import type { ReasonCode } from './findings.ts';

/**
 * What follows from what everybody sees who sees the client. The others follow from who was there, from what was said or from why it was
 * called, of which something may be hidden: that they are missing would tell of it.
 */
const toldToEverybody: ReadonlySet<string> = new Set<ReasonCode | 'NO_POLICY'>([
  'NO_CASE_MANAGER',
  'CLIENT_ABSENT_NO_REASON',
  'MODE_NOT_ACCEPTED',
  'OUTSIDE_ENROLLMENT',
  'VOIDED',
  'NO_POLICY',
]);

export const isToldToEverybody = (code: string) => toldToEverybody.has(code);

/**
 * Whether it says what a client signed of something that its reader may know nothing about: then being there is not enough to be told. Whoever
 * closes hears of it before, where somebody may not even have known of the client.
 */
export const hangsOnPapers = (code: string) => code === ('CONSENT_INCIDENT' satisfies ReasonCode);
