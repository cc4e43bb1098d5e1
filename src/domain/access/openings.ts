import { searchKey } from '#domain/client-name.ts';

/** Why somebody else looks at an opening: it may be their own record, a relative's, or it was an emergency. */
export const openingKinds = ['own', 'surname', 'emergency'] as const;
export type OpeningKind = (typeof openingKinds)[number];

/** Chosen, never written: what is said of a client in words would be of the class of the case. */
export const openingOutcomes = ['part-of-work', 'by-chance', 'spoken-to', 'reported'] as const;
export type OpeningOutcome = (typeof openingOutcomes)[number];

export const openingOutcomeWords: Readonly<Record<OpeningOutcome, string>> = {
  'part-of-work': 'It was part of their work',
  'by-chance': 'They bear the same name by chance, and it was part of their work',
  'spoken-to': 'It was not theirs to open: spoken to whoever opened it',
  reported: 'It was not theirs to open: reported as our rules ask',
};

/** One name of somebody of the staff, in every way that its family name can be read. */
export type ComparedName = { surname: string; whole: string };

/** What follows a family name and is none. */
const afterTheName = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

/** "Ana de la Cruz, LCSW": the family name may be any of its last words together. */
export function namesToCompare(fullName: string): ComparedName[] {
  const [beforeComma = ''] = fullName.split(',');
  const words = beforeComma
    .split(/\s+/u)
    .map((word) => searchKey(word))
    .filter((word) => word !== '' && !afterTheName.has(word));
  const whole = words.join('');
  const starts = words.length === 1 ? [0] : words.keys().drop(1);
  return [...starts].map((start) => ({ surname: words.slice(start).join(''), whole }));
}

/** The Monday with which the week of a day begins. */
export const weekOf = (day: Temporal.PlainDate): Temporal.PlainDate =>
  day.subtract({ days: day.dayOfWeek - 1 });

const weeksLookedBackOn = 8;

/** The weeks before this one in which somebody may have left something unreviewed, the longest ago first. */
export const weeksBefore = (week: Temporal.PlainDate): Temporal.PlainDate[] =>
  Array.from({ length: weeksLookedBackOn }, (_, at) =>
    week.subtract({ weeks: weeksLookedBackOn - at }),
  );
