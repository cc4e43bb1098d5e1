import { fromCode } from './plain-words.ts';

export const exemptionReasons = [
  'client-declined',
  'not-appropriate',
  'no-provider',
  'covered-elsewhere',
  'other',
] as const;
export type ExemptionReason = (typeof exemptionReasons)[number];

const exemptionReasonWords = (client: string): Record<ExemptionReason, string> => ({
  'client-declined': `The ${client} declined`,
  'not-appropriate': 'Not appropriate at present',
  'no-provider': 'There is no provider to confer with',
  'covered-elsewhere': 'Covered elsewhere',
  other: 'Another reason',
});

/** As a choice on a form and as the record tells it, with the program's own word for a client, where the program is known. */
export const exemptionReasonWith = (reason: ExemptionReason, client = 'client'): string =>
  exemptionReasonWords(client)[reason];

/** Within a sentence; a code that is not known is read as it stands. */
export function exemptionReasonInWords(reason: string, client: string): string {
  const known = exemptionReasons.find((each) => each === reason);
  return known === undefined
    ? fromCode(reason)
    : exemptionReasonWith(known, client).replace(/^./, (letter) => letter.toLowerCase());
}
