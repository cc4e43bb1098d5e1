import { sql } from 'kysely';
import type { StaffId } from '#domain/people.ts';
import type { ReviewFact } from '#domain/policy-clock/facts.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { readReview } from '#server/platform/clock-documents.ts';
import type { Visit } from '#server/platform/shell.ts';
import { reviewFactOf, teamRolesOf } from './clock-facts-review.ts';
import { programRulesOf } from './clock-facts.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

export type ReviewPlace = { reviewId: string; enrollmentId: string; programId: string };

/** One closed review as billing reads it: the facts of the clock, the policy of its day, and who was what on the team. */
export type ReviewToBill = {
  fact: ReviewFact;
  policy: ProgramPolicy;
  roles: ReadonlyMap<StaffId, readonly string[]>;
};

/** Of reviews whose client the asker sees. */
export const reviewsToBill = (scope: Scope, wanted: readonly ReviewPlace[]) =>
  factsOf(scope, wanted, (ids) => ({
    facts: sql`auth.clock_reviews(${ids}::uuid[])`,
    incidents: sql`auth.reviews_with_incident(${ids}::uuid[])`,
  }));

/** Of reviews in the asker's list of what is billed, whose clients they need not know. */
export const listedToBill = (scope: Scope, wanted: readonly ReviewPlace[]) =>
  factsOf(scope, wanted, (ids) => ({
    facts: sql`auth.billing_facts(${ids}::uuid[])`,
    incidents: sql`auth.billing_incidents(${ids}::uuid[])`,
  }));

type Sources = (ids: string[]) => Record<'facts' | 'incidents', ReturnType<typeof sql>>;

async function factsOf(
  scope: Scope,
  wanted: readonly ReviewPlace[],
  sourcesOf: Sources,
): Promise<Map<string, ReviewToBill>> {
  if (wanted.length === 0) return new Map();
  const { facts, incidents } = sourcesOf([
    ...new Set(wanted.map(({ enrollmentId }) => enrollmentId)),
  ]);
  const { rows } = await sql<{ review: unknown }>`
    select review || jsonb_build_object('hasConsentIncident', (review ->> 'id')::uuid in (select ${incidents})) as review
    from ${facts} f where (review ->> 'isOwn')::boolean
      and (review ->> 'id')::uuid = any(${wanted.map(({ reviewId }) => reviewId)}::uuid[])`.execute(
    scope.tx,
  );
  const rules = await programRulesOf(scope, [...new Set(wanted.map(({ programId }) => programId))]);
  const placeOf = new Map(wanted.map((place) => [place.reviewId, place]));
  return new Map(
    rows.flatMap(({ review: stored }) => {
      const review = readReview(stored);
      const program = rules.get(placeOf.get(review.id)?.programId ?? '');
      const policy = program && policyOn(inOrder(program.policies), review.heldOn);
      if (!policy) return [];
      const roles = teamRolesOf(review, program.programId);
      return [[review.id, { fact: reviewFactOf(review, program), policy, roles }]];
    }),
  );
}
