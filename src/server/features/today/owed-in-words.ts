import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { explain } from '#domain/policy-clock/explain.ts';
import { statusOn } from '#domain/policy-clock/status-on.ts';
import type { OwedDuty } from '#contract/today.ts';
import type { Visit } from '#server/platform/shell.ts';
import { owedOfClients, type Owed } from '#server/stores/clock/obligations-of-clients.ts';
import { programNamesOf, type ProgramNames } from '#server/stores/clock/obligations-programs.ts';

type OwedByProgram = OwedDuty & { programId: string; class: SensitivityClass };

/** Everything that each of these clients owes and that the asker may know of, in the order in which it comes. */
export async function owedInWords(
  visit: Visit,
  clientIds: readonly ClientId[],
): Promise<Map<ClientId, OwedByProgram[]>> {
  const owed = await owedOfClients(visit, clientIds);
  const programs = await programNamesOf(visit, [...new Set(owed.map((each) => each.programId))]);
  const found = new Map<ClientId, OwedByProgram[]>();
  for (const each of owed) {
    const program = programs.get(each.programId);
    if (program)
      found.set(each.clientId, [...(found.get(each.clientId) ?? []), inWords(each, program)]);
  }
  return found;
}

function inWords(
  { standing, enrollmentId, obligationKey, programId, class: sensitivity }: Owed,
  program: ProgramNames,
): OwedByProgram {
  const shown = statusOn(standing, program.today);
  const { rule, due, left } = explain(shown, program.vocabulary);
  const { strength, severity, status } = shown;
  return {
    id: `${enrollmentId}_${obligationKey}`,
    enrollmentId,
    programId,
    class: sensitivity,
    programName: program.name,
    rule,
    strength,
    severity,
    status,
    due,
    left,
  };
}
