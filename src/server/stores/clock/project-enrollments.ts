import { sql } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import { obligationKey } from '#domain/policy-clock/obligation-key.ts';
import { qualifies } from '#domain/policy-clock/qualifies.ts';
import { standingObligations } from '#domain/policy-clock/standing-obligations.ts';
import type { StandingObligation } from '#domain/policy-clock/standing.ts';
import { dateKey } from '#domain/program-policy/date-key.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import { obligationClassOf } from '#server/platform/clock-documents.ts';
import { sendOn } from '#server/platform/send-on.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clockFactsUnder, type ClockFacts, type ProgramRules } from './clock-facts.ts';

type Projecting = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

/** Rules that a transaction has read already, by program. */
export type KnownRules = Map<string, ProgramRules>;

const roundSize = 2_000;

/**
 * Makes the worklist say what the facts say, in the transaction of the facts. Whoever writes an enrollment,
 * a conference held elsewhere or a closing calls it, or the commit is refused. Rules that were read already are handed in.
 */
export async function projectEnrollments(
  visit: Projecting,
  enrollmentIds: string[],
  rules: KnownRules = new Map(),
) {
  const wanted = [...new Set(enrollmentIds)];
  for (let from = 0; from < wanted.length; from += roundSize) {
    const round = wanted.slice(from, from + roundSize);
    const facts = await clockFactsUnder(visit, round, { knownAt: null, rules });
    const kept = new Set(
      facts.flatMap((each) => (each.program.isRefused ? each.enrollment.id : [])),
    );
    if (kept.size > 0) await keepAsTheyStand(visit, [...kept]);
    const derived = facts.filter(({ enrollment }) => !kept.has(enrollment.id));
    const rows = JSON.stringify(derived.flatMap((each) => obligationRows(each, visit.at)));
    const ids = kept.size === 0 ? round : round.filter((id) => !kept.has(id));
    await sendOn(visit.tx, sql`select auth.save_obligations(${ids}::uuid[], ${rows}::jsonb)`);
  }
}

/** Refused rules give nobody a date and take none away; a day later it is tried again, so that no list waits for them meanwhile. */
async function keepAsTheyStand({ tx, at }: Projecting, enrollmentIds: string[]) {
  // A day ahead, and 14 hours for the zone that is first to reach a date: this date is still to come in every zone.
  const again = at
    .add({ hours: 24 + 14 })
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
  await sendOn(tx, sql`select auth.keep_obligations(${enrollmentIds}::uuid[], ${again}::date)`);
}

/**
 * The same for every enrollment of these clients: a review is a fact of all that run on its day, also of those that the asker may not
 * know of and has just changed.
 */
export async function projectClients(visit: Projecting, clientIds: readonly ClientId[]) {
  if (clientIds.length === 0) return;
  const clients = [...new Set(clientIds)];
  const { rows } = await sql<{ id: string }>`
    select enrollment_id as id from enrollment where agency_id = ${visit.agencyId} and client_id = any(${clients}::uuid[])
    union select * from auth.marked_enrollments(${clients}::uuid[])`.execute(visit.tx);
  await projectEnrollments(
    visit,
    rows.map(({ id }) => id),
  );
}

/**
 * What is owed in other programs of this client may hang on what was just written: those that the writer may know of follow at once, the
 * others with their next reader.
 */
export async function projectBeside(visit: Projecting, clientId: ClientId) {
  const { rows } = await sql<{ id: string }>`
    select distinct o.enrollment_id as id from obligation o
    where o.agency_id = ${visit.agencyId} and o.client_id = ${clientId} and o.changes_on <= date '2000-01-01'`.execute(
    visit.tx,
  );
  if (rows.length > 0)
    await projectEnrollments(
      visit,
      rows.map(({ id }) => id),
    );
}

// What was read is known: a fact of a transaction that began later and ended first bears a later moment than ours.
export const everythingRead = Temporal.Instant.from('9999-12-31T00:00:00Z');

function obligationRows(known: ClockFacts, at: Temporal.Instant) {
  const { enrollment, facts, program } = known;
  const asOf = at.toZonedDateTimeISO(program.timeZone).toPlainDate();
  const lastHeldOn = lastHeld(known, asOf);
  return standingObligations(enrollment, facts, { asOf, asKnownAt: everythingRead }).map(
    (standing) => ({
      enrollment_id: enrollment.id,
      obligation_key: obligationKey(standing),
      client_id: known.clientId,
      program_id: program.programId,
      team_id: known.teamId,
      worker_id: known.workerId,
      kind: standing.kind,
      strength: standing.strength,
      severity: standing.severity,
      state: standing.state,
      due_on: standing.dueOn,
      due_soon_on: standing.dueSoonOn,
      anchor_on: standing.anchor?.on ?? null,
      last_held_on: lastHeldOn,
      is_backlog: standing.flags.backlog,
      class: classOf(known, standing),
      explanation: standing,
      changes_on: standing.changesOn,
    }),
  );
}

/** What somebody marked as restricted stays so, also where the policy's word for it gives nothing away. */
export function classOf({ program, classOfTrigger }: ClockFacts, standing: StandingObligation) {
  const marked = classOfTrigger.get(standing.occurrenceId ?? '') ?? 'general';
  if (marked !== 'general') return marked;
  const policy = program.policies.find(({ version }) => version === standing.policyVersion);
  return policy === undefined ? 'general' : obligationClassOf(policy, standing);
}

/** The last conference that counted, also where the rule counts from something else. */
function lastHeld({ enrollment, facts, program }: ClockFacts, asOf: Temporal.PlainDate) {
  const versions = inOrder(program.policies);
  const counted = facts.reviews.filter((review) => {
    const policy = policyOn(versions, review.heldOn);
    return policy !== null && qualifies(review, policy, enrollment).ok;
  });
  return [...counted, ...facts.elsewhere]
    .map(({ heldOn }) => heldOn)
    .filter((on) => {
      const key = dateKey(on);
      const isPast = key <= dateKey(asOf) && key >= dateKey(enrollment.startedOn);
      return isPast && (enrollment.endedOn === null || key <= dateKey(enrollment.endedOn));
    })
    .reduce<Temporal.PlainDate | null>(
      (last, on) => (last === null || dateKey(on) > dateKey(last) ? on : last),
      null,
    );
}
