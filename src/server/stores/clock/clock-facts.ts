import { sql } from 'kysely';
import { noFacts, type Enrollment, type Facts } from '#domain/policy-clock/facts.ts';
import { qualifies, type Qualification } from '#domain/policy-clock/qualifies.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { readElsewhere, readReview, type StoredReview } from '#server/platform/clock-documents.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { loadPolicy } from '#server/platform/load-policy.ts';
import { sendOn } from '#server/platform/send-on.ts';
import type { Visit } from '#server/platform/shell.ts';
import { eventsOf, noEvents, snoozesIn, type Events } from './clock-facts-events.ts';
import { reviewFactOf } from './clock-facts-review.ts';
import { isAsPublished } from '#server/stores/policy-digest.ts';

export type ProgramRules = {
  programId: string;
  timeZone: string;
  goLiveOn: Temporal.PlainDate;
  policies: readonly ProgramPolicy[];
  /** A published version is refused: what is owed stays as it stands, until it is put right. */
  isRefused: boolean;
};

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

/** The rules of these programs, in every published version that is known, or was at that moment, by program. */
export async function programRulesOf(
  { tx, agencyId }: Scope,
  programIds: readonly string[],
  knownAt: Temporal.Instant | null = null,
): Promise<Map<string, ProgramRules>> {
  if (programIds.length === 0) return new Map();
  const programs = await tx
    .selectFrom('program')
    .select(['program_id', 'time_zone', 'go_live_on'])
    .where('agency_id', '=', agencyId)
    .where('program_id', '=', oneOf(programIds))
    .modifyEnd(keepPlan)
    .execute();
  const versions = await tx
    .selectFrom('program_policy')
    .select(['program_id', 'version', 'effective_from', 'effective_to', 'document'])
    .select(isAsPublished)
    .where('agency_id', '=', agencyId)
    .where('program_id', '=', oneOf(programIds))
    .where('status', '=', 'active')
    // A draft judged nobody: a version is known from the moment that it was published.
    .$if(knownAt !== null, (query) =>
      query.where(sql`coalesce(published_at, recorded_at)`, '<=', knownAt),
    )
    .orderBy('version')
    .modifyEnd(keepPlan)
    .execute();
  const rulesOf = (programId: string) => {
    const loaded = versions
      .filter((row) => row.program_id === programId)
      .map((row) => ({ row, ...loadPolicy(row.document, row) }));
    return {
      policies: loaded.flatMap(({ row, policy }) => (policy === null ? [] : [dated(policy, row)])),
      isRefused: loaded.some(({ refused }) => refused.length > 0),
    };
  };
  return new Map(
    programs.map(({ program_id: programId, time_zone: timeZone, go_live_on: goLiveOn }) => [
      programId,
      { programId, timeZone, goLiveOn, ...rulesOf(programId) },
    ]),
  );
}

type Dates = {
  version: number;
  effective_from: Temporal.PlainDate;
  effective_to: Temporal.PlainDate | null;
};

/** The row's own version and dates: a later version may have ended it. */
function dated(read: ProgramPolicy, { version, ...row }: Dates): ProgramPolicy {
  const { effectiveTo: _, ...policy } = read;
  const { effective_from: effectiveFrom, effective_to: effectiveTo } = row;
  return { ...policy, version, effectiveFrom, ...(effectiveTo ? { effectiveTo } : {}) };
}

export type ClockFacts = {
  clientId: string;
  teamId: string;
  workerId: string | null;
  enrollment: Enrollment;
  facts: Facts;
  /** The classes of the significant changes, by event, and of the programs beside, by enrollment: what knowing of them gives away. */
  classOfTrigger: Events['classOfTrigger'];
  causes: Events['causes'];
  program: ProgramRules;
};

/**
 * All that the policy clock reads of these enrollments, whatever the asker may read of them: as it is known now, in which case
 * they are locked for a projection, or as it was known at a moment.
 */
export const clockFactsOf = (
  scope: Scope,
  enrollmentIds: string[],
  knownAt: Temporal.Instant | null = null,
): Promise<ClockFacts[]> => clockFactsUnder(scope, enrollmentIds, { knownAt, rules: new Map() });

/** The same as it was known at a moment, with what was held by then and not closed: it changes no date, and is evidence. */
export const clockFactsToExplain = (
  scope: Scope,
  enrollmentIds: string[],
  knownAt: Temporal.Instant,
): Promise<ClockFacts[]> =>
  clockFactsUnder(scope, enrollmentIds, { knownAt, rules: new Map(), asItStandsAt: knownAt });

type Known = {
  knownAt: Temporal.Instant | null;
  /** Where what is not closed yet is wanted too: what of it is written down by then. */
  asItStandsAt?: Temporal.Instant;
  /** Rules that this transaction has read already; those that it reads now join them. */
  rules: Map<string, ProgramRules>;
};

/** The same, where many enrollments are asked for one after the other and their programs are few. */
export async function clockFactsUnder(
  scope: Scope,
  enrollmentIds: string[],
  { knownAt, rules: programs, asItStandsAt }: Known,
): Promise<ClockFacts[]> {
  // Sent together and answered in this order: the facts are read when the enrollments are locked.
  const [rows, reviews, events] = await Promise.all([
    sendOn(
      scope.tx,
      sql<{
        enrollment_id: string;
        client_id: string;
        program_id: string;
        team_id: string;
        worker_id: string | null;
        started_on: Temporal.PlainDate;
        ended_on: Temporal.PlainDate | null;
        elsewhere: unknown;
      }>`select * from auth.clock_enrollments(${enrollmentIds}::uuid[], ${knownAt}::timestamptz)`,
    ),
    reviewsOf(scope.tx, enrollmentIds, knownAt),
    eventsOf(scope.tx, enrollmentIds, knownAt),
  ]);
  const missing = new Set(rows.map((row) => row.program_id).filter((id) => !programs.has(id)));
  for (const [id, rules] of await programRulesOf(scope, [...missing], knownAt))
    programs.set(id, rules);
  return rows.flatMap((row) => {
    const program = programs.get(row.program_id);
    if (!program) return [];
    const known = events.get(row.enrollment_id) ?? noEvents;
    const { classOfTrigger, causes, snoozed: _, ...happened } = known;
    const judged = (reviews.get(row.enrollment_id) ?? []).filter(
      ({ closedAt }) => closedAt !== null || asItStandsAt !== undefined,
    );
    return [
      {
        clientId: row.client_id,
        teamId: row.team_id,
        workerId: row.worker_id,
        classOfTrigger,
        causes,
        program,
        enrollment: {
          id: row.enrollment_id,
          startedOn: row.started_on,
          endedOn: row.ended_on,
          policies: program.policies,
          goLiveOn: program.goLiveOn,
        },
        facts: {
          ...noFacts,
          ...happened,
          snoozes: snoozesIn(known, program.timeZone),
          elsewhere: readElsewhere(row.elsewhere).map((held) => ({ ...held, supersededAt: null })),
          reviews: judged.map((review) => ({
            ...reviewFactOf(review, program, review.closedAt ?? asItStandsAt ?? null),
            finalizedAt: review.closedAt,
            triggerIds: causes.get(review.id) ?? [],
          })),
        },
      },
    ];
  });
}

async function reviewsOf(
  tx: Tx,
  enrollmentIds: string[],
  knownAt: Temporal.Instant | null,
): Promise<Map<string, StoredReview[]>> {
  const rows = await sendOn(
    tx,
    sql<{ enrollment_id: string; review: unknown }>`
    select enrollment_id, review || jsonb_build_object('hasConsentIncident', (review ->> 'id')::uuid in
      (select auth.reviews_with_incident(${enrollmentIds}::uuid[], ${knownAt}::timestamptz))) as review
    from auth.clock_reviews(${enrollmentIds}::uuid[], ${knownAt}::timestamptz)`,
  );
  const byEnrollment = new Map<string, StoredReview[]>();
  for (const { enrollment_id: id, review } of rows) {
    const known = byEnrollment.get(id) ?? [];
    known.push(readReview(review));
    byEnrollment.set(id, known);
  }
  return byEnrollment;
}

export type ReviewVerdict = Qualification & { policyVersion: number; heldOn: Temporal.PlainDate };

/**
 * Whether each done review counts in the one of these enrollments that is its client's, judged as if it were closed at this moment.
 * Whoever only looks names the moment until which facts are known, and locks nothing.
 */
export async function verdictsOf(
  visit: Pick<Visit, 'tx' | 'agencyId' | 'at'>,
  enrollmentIds: string[],
  knownAt: Temporal.Instant | null = null,
): Promise<Map<string, ReviewVerdict>> {
  if (enrollmentIds.length === 0) return new Map();
  const facts = await clockFactsOf(visit, enrollmentIds, knownAt);
  const reviews = await reviewsOf(visit.tx, enrollmentIds, knownAt);
  return new Map(
    facts.flatMap(({ enrollment, program, causes }) =>
      (reviews.get(enrollment.id) ?? []).flatMap((review) => {
        const policy = policyOn(program.policies, review.heldOn);
        if (policy === null) return [];
        const triggerIds = causes.get(review.id) ?? [];
        const fact = { ...reviewFactOf(review, program, review.closedAt ?? visit.at), triggerIds };
        const verdict = qualifies(fact, policy, enrollment);
        return [[review.id, { ...verdict, policyVersion: policy.version, heldOn: review.heldOn }]];
      }),
    ),
  );
}
