import type { ProgramPolicy } from './program-policy.ts';

/** Whether an exchange by email can be a conference of this program. */
export const emailCounts = ({ modes }: ProgramPolicy): boolean =>
  modes.some(({ mode, counts }) => mode === 'email' && counts);
