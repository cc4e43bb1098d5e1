import type * as contract from '#contract/enrollments.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { mayAssign } from '#domain/access/may-assign.ts';
import { dateInWords } from '#domain/words.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { lockClient } from '#server/stores/clients/clients.ts';
import { checkStart } from '#server/stores/enrollments/enrollment-choices.ts';
import {
  beginEnrollment,
  enrollmentsOf,
  mayKnowOf,
  type Enrollment,
} from '#server/stores/enrollments/enrollments.ts';

export async function enrollClient(
  { clientId, ...asked }: InputOf<typeof contract.enrollClient>,
  visit: Visit,
) {
  const { tx, agencyId } = visit;
  const client = await lockClient(tx, agencyId, clientId);
  const start = await checkStart(visit, asked);
  // The worker and the supervisors of another program read what is restricted of the case: enrolling is handing over.
  if (!mayAssign(visit, client)) throw new Refused('not-yours-to-assign');
  // Whoever may not know whether the client is there already is answered alike where they are and where they are not.
  if (!(await mayKnowOf(visit, clientId, asked.programId)))
    throw new Refused('not-yours-to-assign');
  const enrollments = await enrollmentsOf(tx, agencyId, [clientId]);
  const here = enrollments.filter(({ programId }) => programId === asked.programId);
  if (here.some(({ endedOn }) => endedOn === null)) throw new Refused('already-enrolled');
  refuseOverlap(here, start.startedOn);
  const enrollmentId = await beginEnrollment(visit, clientId, start);
  visit.touch(enrollmentId);
  return { enrollmentId };
}

/** Days of two enrollments in one program would let one conference count twice. */
function refuseOverlap(before: readonly Enrollment[], startedOn: Temporal.PlainDate) {
  const last = before
    .flatMap(({ endedOn }) => endedOn ?? [])
    .toSorted(Temporal.PlainDate.compare)
    .at(-1);
  if (last && Temporal.PlainDate.compare(startedOn, last) < 0)
    throw badInput(
      'startedOn',
      `There is an enrollment in this program until ${dateInWords(last)}. Enter that day or a later one, or reopen that enrollment.`,
    );
}
