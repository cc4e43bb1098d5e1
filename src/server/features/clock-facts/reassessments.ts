import type * as contract from '#contract/clock-facts/reassessments.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { flawOfReassessment } from '#domain/policy-clock/fact-dates.ts';
import { windowsOn } from '#domain/policy-clock/reassessment-windows.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  findEnrolledProgram,
  lockEnrollmentsOf,
  type ProgramOfClient,
} from '#server/stores/clock/enrolled-programs.ts';
import { addNote } from '#server/stores/fact-notes.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import {
  addReassessment,
  findReassessment,
  recordReassessmentChange,
} from '#server/stores/clock/reassessments.ts';
import { supersedeFact } from '#server/stores/supersede-fact.ts';
import { refuseFlaw } from './dated.ts';

export async function recordReassessment(
  { enrollmentId, ...asked }: InputOf<typeof contract.recordReassessment>,
  visit: Visit,
) {
  const program = await findEnrolledProgram(visit, enrollmentId);
  const { clientId, today } = program;
  const on = Temporal.PlainDate.from(asked.on);
  checkDate(on, program);
  await lockEnrollmentsOf(visit, clientId);
  const fact = { clientId, enrollmentId, on, today, firstId: null };
  const reassessmentId = await addReassessment(visit, fact, 'dated');
  await projectEnrollments(visit, [enrollmentId]);
  visit.touch(clientId, reassessmentId);
  return { reassessmentId };
}

function checkDate(on: Temporal.PlainDate, program: ProgramOfClient) {
  refuseFlaw(flawOfReassessment(on, program));
  if (windowsOn(program.policies, on).length > 0) return;
  const message = `The policy of ${program.programName} asks for no conference at a reassessment, so there is nothing to record here.`;
  throw badInput('on', message);
}

export async function correctReassessment(
  { reassessmentId, ...asked }: InputOf<typeof contract.correctReassessment>,
  visit: Visit,
) {
  const before = await findReassessment(visit, reassessmentId);
  const program = await findEnrolledProgram(visit, before.enrollmentId);
  const on = Temporal.PlainDate.from(asked.on);
  checkDate(on, program);
  await lockEnrollmentsOf(visit, before.clientId);
  await supersedeFact(visit, { table: 'reassessment', id: reassessmentId }, 'corrected');
  const { today } = program;
  const corrected = await addReassessment(visit, { ...before, on, today }, 'corrected');
  await projectEnrollments(visit, [before.enrollmentId]);
  visit.touch(before.clientId, corrected);
  return { reassessmentId: corrected };
}

export async function withdrawReassessment(
  { reassessmentId, why }: InputOf<typeof contract.withdrawReassessment>,
  visit: Visit,
) {
  const before = await findReassessment(visit, reassessmentId);
  const { clientId, enrollmentId, firstId } = before;
  const { today } = await findEnrolledProgram(visit, enrollmentId);
  await lockEnrollmentsOf(visit, clientId);
  await supersedeFact(visit, { table: 'reassessment', id: reassessmentId }, 'recorded-in-error');
  await recordReassessmentChange(visit, { ...before, today }, 'withdrawn');
  await addNote(visit, { aboutId: firstId, clientId, kind: 'withdrawn', text: why });
  await projectEnrollments(visit, [enrollmentId]);
  visit.touch(clientId);
  return { done: true as const };
}
