import type * as contract from '#contract/enrollments.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { mayAssign } from '#domain/access/may-assign.ts';
import { dateInWords } from '#domain/words.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findClient, lockClient } from '#server/stores/clients/clients.ts';
import {
  checkTeam,
  checkWorker,
  refuseFuture,
  todayIn,
} from '#server/stores/enrollments/enrollment-choices.ts';
import * as store from '#server/stores/enrollments/enrollments.ts';
import { programsOf } from '#server/stores/enrollments/programs.ts';

const done = { done: true } as const;

/** The enrollment and the date that it is where its program works. */
async function find(visit: Visit, enrollmentId: string) {
  const { tx, agencyId } = visit;
  const enrollment = await store.findEnrollment(tx, agencyId, enrollmentId);
  const programs = await programsOf(tx, agencyId);
  const program = programs.find(({ programId }) => programId === enrollment.programId);
  if (!program) throw new Refused('not-found');
  visit.touch(enrollment.clientId);
  return { enrollment, today: todayIn(visit, program) };
}

export async function assignEnrollment(
  { enrollmentId, ...asked }: InputOf<typeof contract.assignEnrollment>,
  visit: Visit,
) {
  const { enrollment, today } = await find(visit, enrollmentId);
  if (enrollment.endedOn !== null) throw new Refused('enrollment-ended');
  await checkMayAssign(visit, enrollment);
  const from = Temporal.PlainDate.from(asked.from);
  refuseFuture(from, today, 'from');
  refuseBefore(from, enrollment.startedOn, 'from');
  await checkTeam(visit, asked.teamId, enrollment.programId);
  const workerId = await checkWorker(visit, asked.workerId);
  await store.changeEnrollment(visit, enrollment, {
    workerId,
    teamId: asked.teamId,
    assignedOn: from,
    endedOn: null,
    endReason: null,
    record: { change: 'moved', on: from },
  });
  return done;
}

export async function endEnrollment(
  { enrollmentId, ...asked }: InputOf<typeof contract.endEnrollment>,
  visit: Visit,
) {
  const { enrollment, today } = await find(visit, enrollmentId);
  if (enrollment.endedOn !== null) throw new Refused('enrollment-ended');
  await checkMayAssign(visit, enrollment);
  const endedOn = Temporal.PlainDate.from(asked.endedOn);
  refuseFuture(endedOn, today, 'endedOn');
  refuseBefore(endedOn, enrollment.startedOn, 'endedOn');
  await store.changeEnrollment(visit, enrollment, {
    ...enrollment,
    endedOn,
    endReason: asked.reason,
    record: { change: 'ended', on: endedOn },
  });
  return done;
}

export async function reopenEnrollment({ enrollmentId }: { enrollmentId: string }, visit: Visit) {
  const { enrollment, today } = await find(visit, enrollmentId);
  if (enrollment.endedOn === null) throw new Refused('enrollment-running');
  const client = await lockClient(visit.tx, visit.agencyId, enrollment.clientId);
  if (!mayAssign(visit, client)) throw new Refused('not-yours-to-assign');
  const others = await store.enrollmentsOf(visit.tx, visit.agencyId, [enrollment.clientId]);
  if (others.some((each) => isHereSince(each, enrollment))) throw new Refused('already-enrolled');
  await store.changeEnrollment(visit, enrollment, {
    ...enrollment,
    endedOn: null,
    endReason: null,
    record: { change: 'corrected', on: today },
  });
  return done;
}

/** One that runs, or one that began later and is over: reopened, the earlier one would hold on beside it. */
const isHereSince = (other: store.Enrollment, reopened: store.Enrollment) =>
  other.enrollmentId !== reopened.enrollmentId &&
  other.programId === reopened.programId &&
  (other.endedOn === null || Temporal.PlainDate.compare(other.startedOn, reopened.startedOn) >= 0);

async function checkMayAssign(visit: Visit, { clientId }: store.Enrollment) {
  const client = await findClient(visit.tx, visit.agencyId, clientId);
  if (!mayAssign(visit, client)) throw new Refused('not-yours-to-assign');
}

function refuseBefore(on: Temporal.PlainDate, start: Temporal.PlainDate, path: string) {
  if (Temporal.PlainDate.compare(on, start) < 0)
    throw badInput(path, `This is before the enrollment began, on ${dateInWords(start)}.`);
}
