import type { Visit } from '#server/platform/shell.ts';
import { outdatedEnrollments } from '#server/stores/obligations.ts';
import type { Branch } from '#server/stores/obligations-scope.ts';
import { projectEnrollments } from '#server/stores/project-enrollments.ts';

const atMost = 200;

/** Just after midnight a reader may come before the hourly service: what they look at is brought up to date first. */
export async function bringUpToDate(visit: Visit, branches: readonly Branch[]) {
  const outdated = await outdatedEnrollments(visit, branches, atMost);
  if (outdated.length > 0) await projectEnrollments(visit, outdated);
}
