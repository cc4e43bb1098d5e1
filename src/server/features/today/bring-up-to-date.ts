import type { Visit } from '#server/platform/shell.ts';
import { mayBeOutdated, outdatedEnrollments } from '#server/stores/clock/obligations.ts';
import type { Branch } from '#server/stores/clock/obligations-scope.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';

const atMost = 200;

/** Just after midnight a reader may come before the hourly service: what they look at is brought up to date first. Tells whether any was. */
export async function bringUpToDate(visit: Visit, branches: readonly Branch[]): Promise<boolean> {
  const outdated = await outdatedEnrollments(visit, branches, atMost);
  if (outdated.length > 0) await projectEnrollments(visit, outdated);
  return outdated.length > 0;
}

/** What is read is asked for beside the question whether it may be outdated, and read again where it was. */
export async function upToDate<T>(
  visit: Visit,
  branches: readonly Branch[],
  read: () => Promise<T>,
): Promise<T> {
  const [isOutdated, found] = await Promise.all([mayBeOutdated(visit), read()]);
  return isOutdated && (await bringUpToDate(visit, branches)) ? read() : found;
}
