import type * as contract from '#contract/clock-facts/pauses.ts';
import type { InputOf } from '#contract/endpoint.ts';
import {
  flawOfEnd,
  flawOfReview,
  flawOfSuspension,
  overlap,
} from '#domain/policy-clock/fact-dates.ts';
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
import { supersedeFact } from '#server/stores/supersede-fact.ts';
import { dayAfter, dayBefore, refuseFlaw } from './dated.ts';

const done = { done: true } as const;

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

/** Of two who change it at once, the second is told when the row turns out to be superseded. */
async function find(visit: Visit, pauseId: string) {
  const before = await findPause(visit, pauseId);
  const program = await findEnrolledProgram(visit, before.enrollmentId);
  await lockEnrollmentsOf(visit, before.clientId);
  visit.touch(before.clientId);
  return { before, program };
}

async function replace(
  visit: Visit,
  { before, now }: { before: Pause; now: Partial<Pick<Pause, 'until' | 'reviewOn'>> },
  { as, today }: { as: 'ended' | 'corrected'; today: Temporal.PlainDate },
) {
  await supersedeFact(visit, { table: 'pause', id: before.pauseId }, as);
  await addPause(visit, { ...before, ...now }, { as, today });
  await projectEnrollments(visit, [before.enrollmentId]);
}

export async function resumePause(
  { pauseId, ...asked }: InputOf<typeof contract.resumePause>,
  visit: Visit,
) {
  const { before, program } = await find(visit, pauseId);
  const lastOn = Temporal.PlainDate.from(asked.lastOn);
  const { from } = before;
  refuseFlaw(flawOfEnd(lastOn, { ...program, from }));
  const now = { until: dayAfter(lastOn) };
  await replace(visit, { before, now }, { as: 'ended', today: program.today });
  return done;
}

export async function reviewPause(
  { pauseId, note, ...asked }: InputOf<typeof contract.reviewPause>,
  visit: Visit,
) {
  const { before, program } = await find(visit, pauseId);
  const reviewOn = Temporal.PlainDate.from(asked.reviewOn);
  const { from, firstId, clientId } = before;
  refuseFlaw(flawOfReview(reviewOn, { ...program, from }));
  await replace(visit, { before, now: { reviewOn } }, { as: 'corrected', today: program.today });
  await addNote(visit, { aboutId: firstId, clientId, kind: 'note', text: note });
  return done;
}

export async function withdrawPause(
  { pauseId, why }: InputOf<typeof contract.withdrawPause>,
  visit: Visit,
) {
  const { before, program } = await find(visit, pauseId);
  const { clientId, firstId, enrollmentId } = before;
  await supersedeFact(visit, { table: 'pause', id: pauseId }, 'recorded-in-error');
  await recordPauseChange(visit, { clientId, pauseId, on: program.today }, 'withdrawn');
  await addNote(visit, { aboutId: firstId, clientId, kind: 'withdrawn', text: why });
  await projectEnrollments(visit, [enrollmentId]);
  return done;
}
