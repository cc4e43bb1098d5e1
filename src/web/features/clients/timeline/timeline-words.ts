import { dayInWords } from '#domain/words.ts';

/** Under the mark of its year a date needs no year: "Thu 3 Dec". */
export const dayInYear = (iso: string) => dayInWords(iso).slice(0, -5);

export const yearOf = (iso: string) => Temporal.PlainDate.from(iso).year;
