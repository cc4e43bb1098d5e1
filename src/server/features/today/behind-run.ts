import type { PolicyRun } from '#server/stores/policy-runs.ts';
import { hasBegun } from '#server/stores/updating-programs.ts';

export const behindWords = 'By the rules before the last change; being brought up to date';

/** Whether the run has not come to this enrollment yet, so that its row speaks by the rules before. */
export const isBehindRun = (
  { enrollmentId, programId }: { enrollmentId: string; programId: string },
  run: PolicyRun,
  today: Temporal.PlainDate,
) =>
  run.programId === programId &&
  hasBegun(run, today) &&
  (run.lastEnrollmentId === null || enrollmentId > run.lastEnrollmentId);
