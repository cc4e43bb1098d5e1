import { channelInWords, outcomeInWords } from '#domain/attempts/attempt-words.ts';
import { filingRuleOf } from '#domain/filing/filing-rule.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type {
  findAttemptPeople as finding,
  prepareAttempt as contract,
} from '#contract/attempts.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { enrollmentsOf } from '#server/stores/enrollments/enrollments.ts';
import { reachablePeople } from './reachable-people.ts';

const mostPeople = 20;

/** The care team and the managed care plans are told at once; the rest of the directory is searched. */
export async function prepareAttempt(
  { clientId }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const client = await findClient(visit.tx, visit.agencyId, clientId);
  const people = await reachablePeople(visit, client);
  return {
    clientName: client.name,
    enrollments: await enrollmentChoices(visit, clientId),
    people: people
      .filter(({ isOnCareTeam, isManagedCarePlan }) => isOnCareTeam || isManagedCarePlan)
      .slice(0, mostPeople),
  };
}

async function enrollmentChoices(visit: Visit, clientId: string) {
  const { tx, at, agencyId } = visit;
  const enrollments = await enrollmentsOf(tx, agencyId, [clientId]);
  const rules = await programRulesOf(visit, [
    ...new Set(enrollments.map(({ programId }) => programId)),
  ]);
  return enrollments.flatMap(({ enrollmentId, programId, programName, startedOn, endedOn }) => {
    const program = rules.get(programId);
    if (!program) return [];
    const today = at.toZonedDateTimeISO(program.timeZone).toPlainDate();
    const policy = policyOn(inOrder(program.policies), today);
    if (!policy) return [];
    const { attempts, modes, vocabulary } = policy;
    return [
      {
        enrollmentId,
        programName,
        startedOn: startedOn.toString(),
        endedOn: endedOn?.toString() ?? null,
        today: today.toString(),
        conference: vocabulary.conference,
        channels: attempts.channels.map((code) => ({ code, label: channelInWords(code) })),
        outcomes: attempts.outcomes.map((code) => ({ code, label: outcomeInWords(code) })),
        emailCounts: modes.some(({ mode, counts }) => mode === 'email' && counts),
        fileIn: filingRuleOf(policy, 'attempt')?.system ?? null,
      },
    ];
  });
}

/** With letters typed, everybody whose name or place has words that begin so. */
export async function findAttemptPeople(
  { clientId, text }: InputOf<typeof finding>,
  visit: Visit,
): Promise<ReplyOf<typeof finding>> {
  const client = await findClient(visit.tx, visit.agencyId, clientId);
  const wanted = wordsOf(text);
  const people = (await reachablePeople(visit, client)).filter(({ name, about }) => {
    const words = wordsOf(`${name} ${about}`);
    return wanted.every((typed) => words.some((word) => word.startsWith(typed)));
  });
  return { people: people.slice(0, mostPeople) };
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
