import type { Vocabulary } from '#domain/program-policy/program-policy.ts';

/** Why a review cannot be billed. */
export const billErrors = [
  'B01',
  'B02',
  'B03',
  'B04',
  'B05',
  'B06',
  'B07',
  'B08',
  'B11',
  'B12',
  'B14',
  'B15',
  'B16',
  'B20',
  'B22',
] as const;
/** What somebody should look at although it can be billed. */
export const billWarnings = ['B27', 'B30', 'B32'] as const;

export type BillError = (typeof billErrors)[number];
export type BillWarning = (typeof billWarnings)[number];
export type BillCode = BillError | BillWarning;

type Words = (vocabulary: Vocabulary) => string;

/** No word of what was discussed: whoever prepares bills reads these too. */
const wordsOf: Record<BillCode, Words> = {
  B01: () => 'The time at which it began or ended is missing.',
  B02: () =>
    'Its times cannot be: it ends before it begins, lasts longer than 12 hours, or lies ahead.',
  B03: () => 'Only the program’s own team took part.',
  B04: ({ client }) => `Nobody from outside the team who serves the ${client} took part.`,
  B05: ({ worker }) => `No ${worker} took part.`,
  B06: () => 'Somebody else bills for it already, and only one may.',
  B07: () => 'Whoever bills was not there for all of the time that is billed.',
  B08: () => 'The role of whoever bills is not one that this program bills for.',
  B11: () => 'The time that is billed lies outside the time of the conference.',
  B12: () => 'Preparation, travel and writing up afterwards are never billed.',
  B14: () => 'The name, title or agency of somebody who took part is missing.',
  B15: () => 'What was discussed, the plan of action or who does what is not written down.',
  B16: () => 'This way of meeting is not billed in this program.',
  B20: () => 'It was too short for a unit.',
  B22: () => 'It is void or blocked, and what is void is not billed.',
  B27: () => 'It was closed late, so the record was not made at the time.',
  B30: () =>
    'Family was there and no other provider: a supervisor looks at it before anybody bills.',
  B32: ({ plan }) => `What was agreed is not in the ${plan}, or nobody has verified it in time.`,
};

export const billCodeInWords = (code: BillCode, vocabulary: Vocabulary): string =>
  wordsOf[code](vocabulary);

const wordsToAsker: Partial<Record<BillCode, string>> = {
  B07: 'You were not there for all of it.',
  B08: 'Your role is not one that this program bills for.',
};

/** What keeps somebody from billing, said to them. */
export const billCodeToAsker = (code: BillCode, vocabulary: Vocabulary): string =>
  wordsToAsker[code] ?? billCodeInWords(code, vocabulary);
