import type { z } from 'zod';
import { bucketsFrom } from '#domain/worklist/weeks-ahead.ts';
import { personKey } from '#domain/people.ts';
import { countedUpTo, type countDue as contract } from '#contract/today.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { countBacklog, countObligations } from '#server/stores/clock/obligations.ts';
import { branchesOf } from '#server/stores/clock/obligations-scope.ts';
import { openProgramsOf } from '#server/stores/clock/obligations-programs.ts';
import { workersIn } from '#server/stores/clock/obligations-workers.ts';
import { refusedPrograms } from '#server/stores/policies/refused-rules.ts';
import { updatingPrograms } from '#server/stores/policies/updating-programs.ts';
import { scopeOf, scopesOf } from './scope-of.ts';

export async function countDue(
  input: z.output<typeof contract.input>,
  visit: Visit,
): Promise<z.input<typeof contract.reply>> {
  const { today } = visit;
  const scope = scopeOf(input.scope, visit);
  const branches = await branchesOf(visit, {
    scope,
    programId: input.programId,
    workerId: input.workerId,
    providerId: input.providerId,
  });
  const buckets = bucketsFrom(today);
  const counted = await countObligations(visit, branches, {
    spans: buckets.map(({ span }) => span),
    limit: countedUpTo,
  });
  return {
    today: today.toString(),
    scope,
    scopes: scopesOf(visit),
    programs: await openProgramsOf(visit),
    workers: scope === 'mine' ? [] : await workersIn(visit, scope),
    buckets: buckets.map(({ key, span }, index) => ({
      key,
      first: typeof span === 'string' ? null : (span.first?.toString() ?? null),
      last: typeof span === 'string' ? null : (span.last?.toString() ?? null),
      required: counted[index]?.required ?? 0,
      recommended: counted[index]?.recommended ?? 0,
    })),
    backlog: await countBacklog(visit, branches, countedUpTo),
    provider: await chosenProvider(visit, input.providerId),
    updating: await updatingPrograms(visit),
    refused: await refusedPrograms(visit),
  };
}

/** Its name is everybody's to know within the agency; of another agency's there is none. */
async function chosenProvider(visit: Visit, providerId: string | undefined) {
  if (providerId === undefined) return null;
  const { today: on } = visit;
  const person = { kind: 'provider', id: providerId } as const;
  const found = (await peopleAsOf(visit, [person], { on, knownAt: visit.at })).get(
    personKey(person),
  );
  return found ? { providerId, name: found.name } : null;
}
