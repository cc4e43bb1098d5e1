import { type DateFlaw, flawOfSuspension, overlap } from '#domain/policy-clock/fact-dates.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  findEnrolledProgram,
  lockEnrollmentsOf,
  type ProgramOfClient,
} from '#server/stores/clock/enrolled-programs.ts';
import { addNote } from '#server/stores/fact-notes.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import { dateOf, dayAfter, dayBefore, refuseFlaw } from './dated.ts';

type Asked = { enrollmentId: string; from: string; lastOn: string; reviewOn: string; note: string };
type Standing = {
  enrollmentId: string;
  from: Temporal.PlainDate;
  until: Temporal.PlainDate | null;
};
type NewSuspension = Standing & {
  firstId: null;
  clientId: ClientId;
  reviewOn: Temporal.PlainDate;
};

/** What an exemption and a pause do not have in common. */
type Kind<S extends Standing> = {
  /** That of the duty that is suspended: words about it are never less. */
  class?: SensitivityClass;
  flawOf: (program: ProgramOfClient, from: Temporal.PlainDate) => DateFlaw | null;
  standing: (visit: Visit, clientId: ClientId) => Promise<S[]>;
  /** Whether the two would suspend the same. */
  isAlike: (other: S) => boolean;
  refusal: 'exempt-already' | 'paused-already';
  add: (suspension: NewSuspension, today: Temporal.PlainDate) => Promise<string>;
};

/** Suspends what is due from a day on; nothing is suspended twice on one day. */
export async function beginSuspension<S extends Standing>(
  visit: Visit,
  { enrollmentId, note, ...asked }: Asked,
  kind: Kind<S>,
): Promise<string> {
  const program = await findEnrolledProgram(visit, enrollmentId);
  const { clientId, today } = program;
  if (program.endedOn !== null) throw new Refused('enrollment-ended');
  const from = Temporal.PlainDate.from(asked.from);
  const lastOn = dateOf(asked.lastOn);
  const reviewOn = Temporal.PlainDate.from(asked.reviewOn);
  refuseFlaw(flawOfSuspension({ from, lastOn, reviewOn }, program));
  refuseFlaw(kind.flawOf(program, from));

  await lockEnrollmentsOf(visit, clientId);
  const isTaken = (await kind.standing(visit, clientId)).some(
    (each) =>
      each.enrollmentId === enrollmentId &&
      kind.isAlike(each) &&
      overlap({ from: each.from, lastOn: dayBefore(each.until) }, { from, lastOn }),
  );
  if (isTaken) throw new Refused(kind.refusal);
  const until = dayAfter(lastOn);
  const id = await kind.add(
    { firstId: null, clientId, enrollmentId, from, until, reviewOn },
    today,
  );
  await addNote(visit, {
    aboutId: id,
    clientId,
    kind: 'note',
    text: note,
    atLeast: kind.class ?? 'general',
  });
  await projectEnrollments(visit, [enrollmentId]);
  visit.touch(clientId, id);
  return id;
}
