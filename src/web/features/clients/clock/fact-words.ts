import type { ProgramFacts } from '#contract/clock-facts/read-clock-facts.ts';

/** The programs that still run: only for them something can be recorded. */
export const runningOf = (programs: readonly ProgramFacts[]) =>
  programs.filter(({ endedOn }) => endedOn === null);
