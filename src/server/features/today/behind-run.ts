import type { ToldRun } from '#server/stores/policies/figures-told.ts';
import { hasBegun } from '#server/stores/policies/updating-programs.ts';

export const behindWords = 'By the rules before the last change; being brought up to date';

/**
 * Whether the run has not come to this enrollment yet, so that its row speaks by the rules before. How far it came is not told to whoever
 * knows of a few enrollments of the program: to them each may be behind until it is through.
 */
export const isBehindRun = (
  { enrollmentId, programId }: { enrollmentId: string; programId: string },
  run: ToldRun,
  today: Temporal.PlainDate,
) =>
  run.programId === programId &&
  hasBegun(run, today) &&
  (run.lastEnrollmentId === null || enrollmentId > run.lastEnrollmentId);
