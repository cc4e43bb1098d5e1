import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { readHeldElsewhere as contract } from '#contract/held-elsewhere.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { factNotesOf } from '#server/stores/fact-notes-read.ts';
import { heldElsewhereOf, spansOfClients } from '#server/stores/clock/held-elsewhere.ts';

export async function readHeldElsewhere(
  { clientId }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const { tx, agencyId, today, abilities } = visit;
  await findClient(tx, agencyId, clientId);
  const spans = await spansOfClients(visit, [clientId]);
  const known = await heldElsewhereOf(
    visit,
    spans.map(({ enrollmentId }) => enrollmentId),
  );
  const noted = await factNotesOf(
    visit,
    [...known.values()].map(({ heldElsewhereId }) => heldElsewhereId),
  );
  return {
    today: today.toString(),
    enrollments: spans.map(({ enrollmentId, programName, startedOn, endedOn }) => {
      const held = known.get(enrollmentId);
      return {
        enrollmentId,
        programName,
        startedOn: startedOn.toString(),
        endedOn: endedOn?.toString() ?? null,
        held: held
          ? {
              heldOn: held.heldOn.toString(),
              source: held.source,
              notedEarlier: noted.get(held.heldElsewhereId) ?? '',
            }
          : null,
      };
    }),
    mayRecord: abilities.has('history:write'),
  };
}
