import { problems } from '#contract/problem.ts';

/** Told by whatever is printed: the sheet itself is in order, and may be asked for again. */
export const printingProblems = problems({
  'printing-busy': {
    status: 429,
    title: 'Too much is being printed at once, or this takes too long. Try again in a minute.',
  },
});
