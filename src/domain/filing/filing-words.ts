import { dayInWords } from '#domain/words.ts';

/** What happened to a fact after its text was filed. */
export const whyUntrue = ['corrected', 'withdrawn', 'void'] as const;
export type WhyUntrue = (typeof whyUntrue)[number];

type Filed = { filedOn: string; by: string; reference: string };

/** "by Ana Ruiz, ACD-77" */
const byWhomInWords = ({ by, reference }: Omit<Filed, 'filedOn'>) =>
  `by ${by}${reference === '' ? '' : `, ${reference}`}`;

/** "Filed Mon 4 May 2026 by Ana Ruiz, ACD-77" */
export const filingInWords = (filed: Filed): string =>
  `Filed ${dayInWords(filed.filedOn)} ${byWhomInWords(filed)}`;

/** "Care Plan Activity Note, attempt of Mon 4 May 2026" */
export const textInWords = ({ title, what, on }: { title: string; what: string; on: string }) =>
  `${title}, ${what} of ${dayInWords(on)}`;

type Untrue = Filed & { system: string; what: string; why: WhyUntrue };

/** "Filed in ACD Mon 4 May 2026 by Ana Ruiz, ACD-77. The attempt was withdrawn." */
export const untrueInWords = ({ system, what, why, ...filed }: Untrue): string =>
  `Filed in ${system} ${dayInWords(filed.filedOn)} ${byWhomInWords(filed)}. The ${what} was ${why === 'void' ? 'declared void' : why}.`;

/** What is done about the copy. */
export const putRightInWords = (why: WhyUntrue): string =>
  why === 'corrected' ? 'Corrected there' : 'Taken out there';
