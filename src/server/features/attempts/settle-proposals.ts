import type {
  confirmAttempts as confirming,
  dismissAttempts as dismissing,
} from '#contract/attempts.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addAttempt, findAttempt, supersedeAttempt } from '#server/stores/contacts/attempts.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';

/** A confirmed proposal counts from the day on which the request was sent, whenever it is confirmed. */
export async function confirmAttempts({ attemptIds }: InputOf<typeof confirming>, visit: Visit) {
  const ids = [...new Set(attemptIds)];
  for (const attemptId of ids) {
    const proposed = await findAttempt(visit, attemptId, 'proposed');
    await supersedeAttempt(visit, attemptId, 'confirmed');
    await addAttempt(visit, proposed, 'confirmed');
    await projectEnrollments(visit, [proposed.enrollmentId]);
    visit.touch(proposed.clientId, proposed.enrollmentId);
  }
  return { confirmed: ids.length };
}

export async function dismissAttempts({ attemptIds }: InputOf<typeof dismissing>, visit: Visit) {
  const ids = [...new Set(attemptIds)];
  for (const attemptId of ids) {
    const proposed = await findAttempt(visit, attemptId, 'proposed');
    await supersedeAttempt(visit, attemptId, 'dismissed');
    await projectEnrollments(visit, [proposed.enrollmentId]);
    visit.touch(proposed.clientId, proposed.enrollmentId);
  }
  return { dismissed: ids.length };
}
