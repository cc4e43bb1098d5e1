import type { ClientId, SensitivityClass } from '#domain/people.ts';

export const recordKinds = [
  'import',
  'enrollment',
  'conference',
  'held-elsewhere',
  'action',
  'contact',
  'attempt',
  'mail',
  'consent',
  'document',
  'change',
  'reassessment',
  'exemption',
  'pause',
  'verification',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** What happened to the thing that an entry is about, and that the thing's own row does not tell. */
export const recordChanges = {
  import: ['made', 'updated'],
  enrollment: ['began', 'ended', 'moved', 'corrected'],
  conference: ['held', 'voided', 'restored'],
  'held-elsewhere': ['recorded', 'corrected'],
  action: ['done', 'cancelled', 'agreed', 'declined', 'answer-taken-back'],
  contact: ['made'],
  attempt: ['recorded', 'confirmed', 'corrected'],
  mail: ['invitation', 'reminder', 'change', 'cancellation', 'notice', 'document'],
  consent: ['signed', 'refused', 'revoked', 'ended', 'withdrawn'],
  document: ['filed'],
  change: ['happened', 'corrected', 'withdrawn'],
  reassessment: ['dated', 'corrected', 'withdrawn'],
  exemption: ['granted', 'corrected', 'ended', 'withdrawn'],
  pause: ['began', 'corrected', 'ended', 'withdrawn'],
  verification: ['verified', 'taken-back'],
} as const satisfies Record<RecordKind, readonly string[]>;

type Change<Kind extends RecordKind> = (typeof recordChanges)[Kind][number];

/**
 * One thing that happened to a client. `aboutId` is the import, the enrollment, the client review, the action item,
 * the contact, the attempt, the mail, the consent, the document, the change, the reassessment, the exemption, the pause or the verification of the plan.
 */
export type RecordFact = {
  [Kind in RecordKind]: {
    kind: Kind;
    change: Change<Kind>;
    clientId: ClientId;
    aboutId: string;
    on: Temporal.PlainDate;
    at?: Temporal.Instant;
    /** The class of that thing, where knowing that it exists would already tell it; 'general' unless said. */
    class?: SensitivityClass | 'the-highest';
  } & (Kind extends 'import' ? { source: string } : unknown);
}[RecordKind];
