import { flawOfEnd, flawOfReview } from '#domain/policy-clock/fact-dates.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findEnrolledProgram, lockEnrollmentsOf } from '#server/stores/clock/enrolled-programs.ts';
import { addNote } from '#server/stores/fact-notes.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import { supersedeFact } from '#server/stores/supersede-fact.ts';
import { dayAfter, refuseFlaw } from './dated.ts';

/** What suspends a duty for a while: an exemption or a pause. */
type Suspension = {
  firstId: string;
  clientId: ClientId;
  enrollmentId: string;
  from: Temporal.PlainDate;
  until: Temporal.PlainDate | null;
  reviewOn: Temporal.PlainDate;
  /** That of what it suspends; left out, it is general. */
  class?: SensitivityClass;
};

type Told = { as: 'ended' | 'corrected'; today: Temporal.PlainDate };

/** Where one of its kind is kept. */
export type Kept<S extends Suspension> = {
  table: 'exemption' | 'pause';
  find: (visit: Visit, id: string) => Promise<S>;
  add: (visit: Visit, suspension: S, told: Told) => Promise<string>;
  noteWithdrawn: (visit: Visit, suspension: S, on: Temporal.PlainDate) => Promise<void>;
};

const done = { done: true } as const;

/** Of two who change it at once, the second is told when the row turns out to be superseded. */
async function find<S extends Suspension>(visit: Visit, kept: Kept<S>, id: string) {
  const before = await kept.find(visit, id);
  const program = await findEnrolledProgram(visit, before.enrollmentId);
  await lockEnrollmentsOf(visit, before.clientId);
  visit.touch(before.clientId);
  return { before, program };
}

async function replace<S extends Suspension>(
  visit: Visit,
  kept: Kept<S>,
  { id, now, ...told }: Told & { id: string; now: S },
) {
  await supersedeFact(visit, { table: kept.table, id }, told.as);
  await kept.add(visit, now, told);
  await projectEnrollments(visit, [now.enrollmentId]);
}

export async function endSuspension<S extends Suspension>(
  visit: Visit,
  kept: Kept<S>,
  asked: { id: string; lastOn: string },
) {
  const { before, program } = await find(visit, kept, asked.id);
  const lastOn = Temporal.PlainDate.from(asked.lastOn);
  refuseFlaw(flawOfEnd(lastOn, { ...program, from: before.from }));
  const now = { ...before, until: dayAfter(lastOn) };
  await replace(visit, kept, { id: asked.id, now, as: 'ended', today: program.today });
  return done;
}

export async function reviewSuspension<S extends Suspension>(
  visit: Visit,
  kept: Kept<S>,
  asked: { id: string; reviewOn: string; note: string },
) {
  const { before, program } = await find(visit, kept, asked.id);
  const reviewOn = Temporal.PlainDate.from(asked.reviewOn);
  const { from, firstId, clientId, class: atLeast = 'general' } = before;
  refuseFlaw(flawOfReview(reviewOn, { ...program, from }));
  const now = { ...before, reviewOn };
  await replace(visit, kept, { id: asked.id, now, as: 'corrected', today: program.today });
  await addNote(visit, { aboutId: firstId, clientId, kind: 'note', text: asked.note, atLeast });
  return done;
}

export async function withdrawSuspension<S extends Suspension>(
  visit: Visit,
  kept: Kept<S>,
  { id, why }: { id: string; why: string },
) {
  const { before, program } = await find(visit, kept, id);
  const { clientId, firstId, enrollmentId, class: atLeast = 'general' } = before;
  await supersedeFact(visit, { table: kept.table, id }, 'recorded-in-error');
  await kept.noteWithdrawn(visit, before, program.today);
  await addNote(visit, { aboutId: firstId, clientId, kind: 'withdrawn', text: why, atLeast });
  await projectEnrollments(visit, [enrollmentId]);
  return done;
}
