import type * as contract from '#contract/clock-facts/snoozes.ts';
import type { InputOf } from '#contract/endpoint.ts';
import {
  latestSnooze,
  maySnooze,
  snoozeRefusals,
  type SnoozeRefusal,
} from '#domain/policy-clock/may-snooze.ts';
import type { StandingObligation } from '#domain/policy-clock/standing.ts';
import { dateInWords } from '#domain/words.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findEnrolledProgram, lockEnrollmentsOf } from '#server/stores/clock/enrolled-programs.ts';
import { addNote } from '#server/stores/fact-notes.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import { addSnooze, findDuty, findSnooze } from '#server/stores/clock/snoozes.ts';
import { supersedeFact } from '#server/stores/supersede-fact.ts';

export async function snoozeDuty(
  { enrollmentId, obligationKey, reason, note, ...asked }: InputOf<typeof contract.snoozeDuty>,
  visit: Visit,
) {
  const { clientId, today } = await findEnrolledProgram(visit, enrollmentId);
  await lockEnrollmentsOf(visit, clientId);
  const duty = await findDuty(visit, enrollmentId, obligationKey);
  const until = Temporal.PlainDate.from(asked.until);
  const answer = maySnooze(duty.standing, until, today);
  if (!answer.allowed) throw refusalOf(answer.refusal, duty.standing, today);
  const snoozeId = await addSnooze(visit, {
    clientId,
    enrollmentId,
    obligationKey,
    until,
    reason,
    class: duty.class,
  });
  const words = { aboutId: snoozeId, clientId, atLeast: duty.class };
  await addNote(visit, { ...words, kind: 'note', text: note });
  await projectEnrollments(visit, [enrollmentId]);
  visit.touch(clientId, snoozeId);
  return { snoozeId };
}

/** A day that is too late says until when it could be; what cannot be snoozed at all says why. */
function refusalOf(
  refusal: SnoozeRefusal,
  standing: StandingObligation,
  today: Temporal.PlainDate,
): Refused {
  const latest = latestSnooze(standing, today);
  if (!latest.allowed) return new Refused(refusal);
  const until =
    refusal === 'snooze-not-ahead' ? '' : ` The latest is ${dateInWords(latest.value)}.`;
  return badInput('until', `${snoozeRefusals[refusal]}${until}`);
}

export async function endSnooze({ snoozeId }: InputOf<typeof contract.endSnooze>, visit: Visit) {
  const { clientId, enrollmentId } = await findSnooze(visit, snoozeId);
  await lockEnrollmentsOf(visit, clientId);
  await supersedeFact(visit, { table: 'snooze', id: snoozeId }, 'ended');
  await projectEnrollments(visit, [enrollmentId]);
  visit.touch(clientId);
  return { done: true as const };
}
