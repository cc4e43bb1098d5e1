import type { ProblemText } from '#contract/problem.ts';
import { archiveRefusals } from './archive.ts';

/** What is wrong with an archive, as problems: the file can be read as a request, but not as what it should be. */
export const archiveProblems: Record<string, ProblemText> = Object.fromEntries(
  Object.entries(archiveRefusals).map(([code, title]) => [code, { status: 422, title }]),
);
