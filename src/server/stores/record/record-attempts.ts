import type { Visit } from '#server/platform/shell.ts';
import { attemptsByIds } from '#server/stores/contacts/attempts.ts';
import { factNotesOf } from '#server/stores/fact-notes-read.ts';
import { withWhomAsked } from './who-serves.ts';

/** Attempts as one line of a record tells them; a note that the asker may not read leaves no trace. */
export async function attemptsOfRecord(visit: Visit, ids: readonly string[]) {
  const found = await withWhomAsked(visit, [...(await attemptsByIds(visit, ids)).values()]);
  const notes = await factNotesOf(visit, ids);
  return new Map(
    found.map(({ attemptId, to, channel, outcome, nextStep, supersededWhy }) => [
      attemptId,
      {
        person: to,
        told: {
          attemptId,
          channel,
          outcome,
          nextStep,
          note: notes.get(attemptId) ?? '',
          ended:
            supersededWhy === 'recorded-in-error'
              ? ('withdrawn' as const)
              : supersededWhy === 'corrected'
                ? ('corrected' as const)
                : null,
        },
      },
    ]),
  );
}
