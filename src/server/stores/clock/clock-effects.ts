import { effectInWords } from '#domain/policy-clock/effects-in-words.ts';
import type { Facts } from '#domain/policy-clock/facts.ts';
import { standingObligations } from '#domain/policy-clock/standing-obligations.ts';
import { whatChanges } from '#domain/policy-clock/what-changes.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clockFactsOf } from './clock-facts.ts';
import type { ProgramOfClient } from './enrolled-programs.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

// As the projection does: what was read is known.
const everythingRead = Temporal.Instant.from('9999-12-31T00:00:00Z');

/** In sentences, what would be due otherwise in each of these programs if the facts were others; it changes nothing. */
export async function effectsOn(
  here: Here,
  programs: readonly ProgramOfClient[],
  otherwise: (facts: Facts) => Facts,
): Promise<string[]> {
  const known = await clockFactsOf(
    here,
    programs.map(({ enrollmentId }) => enrollmentId),
  );
  return programs.flatMap(({ enrollmentId, programName, policies, today }) => {
    const own = known.find(({ enrollment }) => enrollment.id === enrollmentId);
    const policy = policyOn(inOrder(policies), today);
    if (!own || policy === null) return [];
    const when = { asOf: today, asKnownAt: everythingRead };
    const before = standingObligations(own.enrollment, own.facts, when);
    const after = standingObligations(own.enrollment, otherwise(own.facts), when);
    const program = { programName, vocabulary: policy.vocabulary, today };
    return whatChanges(before, after).map((change) => effectInWords(change, program));
  });
}
