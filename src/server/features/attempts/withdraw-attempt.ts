import type { withdrawAttempt as contract } from '#contract/attempts.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAttempt, supersedeAttempt } from '#server/stores/contacts/attempts.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';

/** It counts no more; that it was once on record can still be read. */
export async function withdrawAttempt({ attemptId }: InputOf<typeof contract>, visit: Visit) {
  const { clientId, enrollmentId } = await findAttempt(visit, attemptId, 'confirmed');
  await supersedeAttempt(visit, attemptId, 'recorded-in-error');
  await projectEnrollments(visit, [enrollmentId]);
  visit.touch(clientId, enrollmentId);
  return {};
}
