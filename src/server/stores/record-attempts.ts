import type { Visit } from '#server/platform/shell.ts';
import { attemptsByIds } from './attempts.ts';
import { factNotesOf } from './fact-notes-read.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

/** Attempts as one line of a record tells them; a note that the asker may not read leaves no trace. */
export async function attemptsOfRecord(here: Here, ids: readonly string[]) {
  const found = await attemptsByIds(here, ids);
  const notes = await factNotesOf(here, ids);
  return new Map(
    [...found].map(([id, { attemptId, to, channel, outcome, nextStep, supersededWhy }]) => [
      id,
      {
        person: to,
        told: {
          attemptId,
          channel,
          outcome,
          nextStep,
          note: notes.get(id) ?? '',
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
