import { attemptInWords, nextStepInWords } from '#domain/attempts/attempt-words.ts';
import type { listAttempts as contract } from '#contract/attempts.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { attemptsOf } from '#server/stores/contacts/attempts.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { enrollmentsOf } from '#server/stores/enrollments/enrollments.ts';
import { factNotesOf } from '#server/stores/fact-notes-read.ts';
import { namesFor } from '#server/stores/record/record-names.ts';
import { withWhomAsked } from '#server/stores/record/who-serves.ts';

export async function listAttempts(
  { clientId }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const { tx, agencyId } = visit;
  await findClient(tx, agencyId, clientId);
  const attempts = await withWhomAsked(visit, await attemptsOf(visit, clientId));
  const notes = await factNotesOf(
    visit,
    attempts.map(({ attemptId }) => attemptId),
  );
  const programs = new Map(
    (await enrollmentsOf(tx, agencyId, [clientId])).map((each) => [
      each.enrollmentId,
      each.programName,
    ]),
  );
  const idsOf = (kind: string) => attempts.flatMap(({ to }) => (to.kind === kind ? [to.id] : []));
  const names = await namesFor(visit, {
    staff: attempts.map(({ recordedBy }) => recordedBy),
    providers: idsOf('provider'),
    supports: idsOf('support'),
    clients: idsOf('client'),
  });
  return {
    attempts: attempts.map(({ attemptId, enrollmentId, on, to, recordedBy, ...codes }) => {
      const { channel, outcome, nextStep } = codes;
      const toName = names.person(to, on);
      return {
        attemptId,
        enrollmentId,
        programName: programs.get(enrollmentId) ?? '',
        on: on.toString(),
        channel,
        outcome,
        nextStep,
        to,
        toName,
        inWords: attemptInWords({ to: toName, channel, outcome }),
        nextInWords: nextStepInWords(nextStep),
        note: notes.get(attemptId) ?? '',
        by: recordedBy === null ? null : names.person({ kind: 'staff', id: recordedBy }, on),
      };
    }),
  };
}
