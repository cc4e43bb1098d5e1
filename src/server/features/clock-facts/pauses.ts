import type * as contract from '#contract/clock-facts/pauses.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { flawOfSuspension, overlap } from '#domain/policy-clock/fact-dates.ts';
import { pauseKindsOn } from '#domain/policy-clock/reassessment-windows.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findEnrolledProgram, lockEnrollmentsOf } from '#server/stores/enrolled-programs.ts';
import {
  addPause,
  pausesOf,
  findPause,
  recordPauseChange,
  type Pause,
} from '#server/stores/pauses.ts';
import { addNote } from '#server/stores/fact-notes.ts';
import { projectEnrollments } from '#server/stores/project-enrollments.ts';
import {
  endSuspension,
  reviewSuspension,
  withdrawSuspension,
  type Kept,
} from './change-suspension.ts';
import { dayBefore, refuseFlaw } from './dated.ts';

export async function beginPause(
  { enrollmentId, kind, note, ...asked }: InputOf<typeof contract.beginPause>,
  visit: Visit,
) {
  const program = await findEnrolledProgram(visit, enrollmentId);
  const { clientId, today } = program;
  if (program.endedOn !== null) throw new Refused('enrollment-ended');
  const from = Temporal.PlainDate.from(asked.from);
  const reviewOn = Temporal.PlainDate.from(asked.reviewOn);
  refuseFlaw(flawOfSuspension({ from, lastOn: null, reviewOn }, program));
  if (Temporal.PlainDate.compare(from, today) > 0)
    refuseFlaw({
      path: 'from',
      message: 'This date has not come yet. A pause is recorded once it has begun.',
    });
  refuseFlaw(flawOfKind(kind, pauseKindsOn(program.policies, from), program.programName));

  await lockEnrollmentsOf(visit, clientId);
  const others = (await pausesOf(visit, clientId)).filter(
    (each) => each.enrollmentId === enrollmentId && each.kind === kind,
  );
  if (
    others.some((each) =>
      overlap({ from: each.from, lastOn: dayBefore(each.until) }, { from, lastOn: null }),
    )
  )
    throw new Refused('paused-already');
  const fact = { firstId: null, clientId, enrollmentId, kind, from, until: null, reviewOn };
  const pauseId = await addPause(visit, fact, { as: 'began', today });
  await addNote(visit, { aboutId: pauseId, clientId, kind: 'note', text: note });
  await projectEnrollments(visit, [enrollmentId]);
  visit.touch(clientId, pauseId);
  return { pauseId };
}

function flawOfKind(kind: string, known: readonly string[], programName: string) {
  if (known.includes(kind)) return null;
  const message =
    known.length === 0
      ? `The policy of ${programName} names nothing for which its clock stands still.`
      : 'Choose one of the kinds that the policy of this program names.';
  return { path: 'kind', message };
}

const kept: Kept<Pause> = {
  table: 'pause',
  find: findPause,
  add: addPause,
  noteWithdrawn: (visit, { id: pauseId, ...about }) =>
    recordPauseChange(visit, { ...about, pauseId }, 'withdrawn'),
};

export const resumePause = (
  { pauseId: id, lastOn }: InputOf<typeof contract.resumePause>,
  visit: Visit,
) => endSuspension(visit, kept, { id, lastOn });

export const reviewPause = (
  { pauseId: id, reviewOn, note }: InputOf<typeof contract.reviewPause>,
  visit: Visit,
) => reviewSuspension(visit, kept, { id, reviewOn, note });

export const withdrawPause = (
  { pauseId: id, why }: InputOf<typeof contract.withdrawPause>,
  visit: Visit,
) => withdrawSuspension(visit, kept, { id, why });
