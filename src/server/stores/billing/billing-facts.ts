import { sql } from 'kysely';
import type { StaffId } from '#domain/people.ts';
import type { ReviewFact } from '#domain/policy-clock/facts.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import {
  verificationResults,
  type VerificationResult,
} from '#domain/service-plan/plan-verification.ts';
import { readReview } from '#server/platform/clock-documents.ts';
import type { Visit } from '#server/platform/shell.ts';
import { reviewFactOf, teamRolesOf } from '#server/stores/clock/clock-facts-review.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

export type ReviewPlace = { reviewId: string; enrollmentId: string; programId: string };

/** One closed review as billing reads it: the facts of the clock, the policy of its day, and who was what on the team. */
export type ReviewToBill = {
  fact: ReviewFact;
  policy: ProgramPolicy;
  /** What was found in the plan for its program; null where nothing holds. */
  planFound: VerificationResult | null;
  roles: ReadonlyMap<StaffId, readonly string[]>;
};

/** Of reviews whose client the asker sees. */
export const reviewsToBill = (scope: Scope, wanted: readonly ReviewPlace[]) =>
  factsOf(scope, wanted, (ids) => ({
    facts: sql`auth.clock_reviews(${ids}::uuid[])`,
    incidents: sql`auth.reviews_with_incident(${ids}::uuid[])`,
    verified: sql`select * from plan_verification
      where agency_id = ${scope.agencyId} and enrollment_id = any(${ids}::uuid[]) and superseded_at is null`,
  }));

/** Of reviews in the asker's list of what is billed, whose clients they need not know. */
export const listedToBill = (scope: Scope, wanted: readonly ReviewPlace[]) =>
  factsOf(scope, wanted, (ids) => ({
    facts: sql`auth.billing_facts(${ids}::uuid[])`,
    incidents: sql`auth.billing_incidents(${ids}::uuid[])`,
    verified: sql`select * from auth.billing_verifications(${ids}::uuid[])`,
  }));

type Sources = (
  ids: string[],
) => Record<'facts' | 'incidents' | 'verified', ReturnType<typeof sql>>;

async function factsOf(
  scope: Scope,
  wanted: readonly ReviewPlace[],
  sourcesOf: Sources,
): Promise<Map<string, ReviewToBill>> {
  if (wanted.length === 0) return new Map();
  const { facts, incidents, verified } = sourcesOf([
    ...new Set(wanted.map(({ enrollmentId }) => enrollmentId)),
  ]);
  const { rows } = await sql<{ review: unknown }>`
    select review || jsonb_build_object('hasConsentIncident', (review ->> 'id')::uuid in (select ${incidents})) as review
    from ${facts} f where (review ->> 'isOwn')::boolean
      and (review ->> 'id')::uuid = any(${wanted.map(({ reviewId }) => reviewId)}::uuid[])`.execute(
    scope.tx,
  );
  const rules = await programRulesOf(scope, [...new Set(wanted.map(({ programId }) => programId))]);
  const foundFor = await verifiedIn(scope, verified);
  const placeOf = new Map(wanted.map((place) => [place.reviewId, place]));
  return new Map(
    rows.flatMap(({ review: stored }) => {
      const review = readReview(stored);
      const place = placeOf.get(review.id);
      const program = place && rules.get(place.programId);
      const policy = program && policyOn(inOrder(program.policies), review.heldOn);
      if (!place || !policy) return [];
      const planFound = foundFor(place);
      const roles = teamRolesOf(review, program.programId);
      return [[review.id, { fact: reviewFactOf(review, program), policy, planFound, roles }]];
    }),
  );
}

async function verifiedIn({ tx }: Scope, verified: ReturnType<typeof sql>) {
  const { rows } = await sql<{ review_id: string; enrollment_id: string; result: string }>`
    select review_id, enrollment_id, result from (${verified}) v`.execute(tx);
  const resultFor = new Map(
    rows.map((row) => [`${row.review_id} ${row.enrollment_id}`, row.result]),
  );
  return ({ reviewId, enrollmentId }: ReviewPlace): VerificationResult | null =>
    verificationResults.find((known) => known === resultFor.get(`${reviewId} ${enrollmentId}`)) ??
    null;
}
