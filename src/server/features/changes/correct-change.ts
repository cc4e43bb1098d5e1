import type * as contract from '#contract/changes.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  addChange,
  moveCauses,
  recordWithdrawal,
  supersedeChange,
} from '#server/stores/clock/change-events.ts';
import { enrolledProgramsOf, lockEnrollmentsOf } from '#server/stores/clock/enrolled-programs.ts';
import { addNote } from '#server/stores/fact-notes.ts';
import { projectClients } from '#server/stores/clock/project-enrollments.ts';
import { latestToday, whenOf } from './change-dates.ts';
import { findStanding } from './change-effects.ts';

/** Another date for the same change: its class, its words and the conferences called for it stay. */
export async function correctChange(
  { changeEventId, ...asked }: InputOf<typeof contract.correctChange>,
  visit: Visit,
): Promise<ReplyOf<typeof contract.correctChange>> {
  const event = await findStanding(visit, changeEventId);
  await lockEnrollmentsOf(visit, event.clientId);
  const programs = await enrolledProgramsOf(visit, event.clientId);
  const when = await whenOf(visit, programs, asked);
  await supersedeChange(visit, event, 'corrected');
  const corrected = await addChange(visit, { ...event, ...when }, 'corrected');
  await moveCauses(visit, event, corrected);
  await projectClients(visit, [event.clientId]);
  visit.touch(corrected);
  return { changeEventId: corrected };
}

export async function withdrawChange(
  { changeEventId, why }: InputOf<typeof contract.withdrawChange>,
  visit: Visit,
): Promise<ReplyOf<typeof contract.withdrawChange>> {
  const event = await findStanding(visit, changeEventId);
  const { clientId, firstId, class: atLeast } = event;
  await lockEnrollmentsOf(visit, clientId);
  await supersedeChange(visit, event, 'recorded-in-error');
  const programs = await enrolledProgramsOf(visit, clientId);
  await recordWithdrawal(visit, event, latestToday(visit, programs));
  await addNote(visit, { aboutId: firstId, clientId, kind: 'withdrawn', text: why, atLeast });
  await projectClients(visit, [clientId]);
  return { done: true };
}
