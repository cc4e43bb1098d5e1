import { explain } from '#domain/policy-clock/explain.ts';
import { statusOn } from '#domain/policy-clock/status-on.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { readBeside as contract } from '#contract/today.ts';
import type { Visit } from '#server/platform/shell.ts';
import { owedOfClients, type Owed } from '#server/stores/obligations-of-clients.ts';
import { programNamesOf, type ProgramNames } from '#server/stores/obligations-programs.ts';
import { consentsMissing } from './consents-missing.ts';

/** Asked for after the list, so that the list itself waits for none of it. */
export async function readBeside(
  { clientIds }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const owed = await owedOfClients(visit, clientIds);
  const programs = await programNamesOf(visit, [...new Set(owed.map((each) => each.programId))]);
  const seen = [...new Set(owed.map(({ clientId }) => clientId))];
  const consents = visit.abilities.has('conference:read')
    ? await consentsMissing(visit, seen)
    : null;
  visit.touch(...seen);
  return {
    clients: seen.map((clientId) => ({
      clientId,
      owed: owed.flatMap((each) =>
        each.clientId === clientId ? inWords(each, programs.get(each.programId)) : [],
      ),
      consents: consents === null ? null : (consents.get(clientId) ?? { missing: 0, of: 0 }),
    })),
  };
}

function inWords({ standing, enrollmentId, obligationKey }: Owed, program?: ProgramNames) {
  if (!program) return [];
  const { rule, due } = explain(statusOn(standing, program.today), program.vocabulary);
  return [{ id: `${enrollmentId}_${obligationKey}`, words: `${program.name}: ${rule}, ${due}` }];
}
