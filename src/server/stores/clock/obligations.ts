import { sql, type RawBuilder } from 'kysely';
import type { SensitivityClass } from '#domain/people.ts';
import type { StandingObligation } from '#domain/policy-clock/standing.ts';
import type { Stretch } from '#domain/worklist/weeks-ahead.ts';
import { readStanding } from '#server/platform/standing-documents.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import { sendOn } from '#server/platform/send-on.ts';
import type { Visit } from '#server/platform/shell.ts';
import { isFirstOfClient, type Meant } from './obligations-first.ts';
import { rowsOfBranch, type Branch } from './obligations-scope.ts';

type Reading = Pick<Visit, 'tx' | 'agencyId'>;

export type DueFilter = {
  spans: readonly Stretch[];
  strengths: readonly ('required' | 'recommended')[];
  isBacklog: boolean;
  /** Null is every kind of duty. */
  kinds: readonly StandingObligation['kind'][] | null;
  after: DueKey | null;
  limit: number;
};

/** Where a page ended: `dueOn` is a date, or the stretch that has none. */
export type DueKey = { dueOn: string; enrollmentId: string; obligationKey: string };

export type DueObligation = {
  enrollmentId: string;
  obligationKey: string;
  clientId: string;
  name: { legalGiven: string; legalFamily: string; preferredName: string };
  number: number;
  diedOn: Temporal.PlainDate | null;
  programId: string;
  class: SensitivityClass;
  workerName: string | null;
  lastHeldOn: Temporal.PlainDate | null;
  standing: StandingObligation;
};

/**
 * A page of clients, each by the duty that comes first: a crisis, then the earliest, without a date last. Each branch reads
 * ranges of its index in that order, and stops once it has a page of duties that stand for their client.
 */
export async function dueObligations(
  { tx, agencyId }: Reading,
  branches: readonly Branch[],
  filter: DueFilter,
): Promise<DueObligation[]> {
  if (branches.length === 0 || filter.spans.length === 0) return [];
  const meant = { agencyId, branches, ...filter };
  const found = branches.map((each) => firstOfBranch(meant, each, filter));
  const { rows } = await sql<{
    enrollment_id: string;
    obligation_key: string;
    client_id: string;
    legalGiven: string;
    legalFamily: string;
    preferredName: string;
    client_number: number;
    deceased_on: Temporal.PlainDate | null;
    program_id: string;
    class: SensitivityClass;
    worker_name: string | null;
    last_held_on: Temporal.PlainDate | null;
    explanation: unknown;
  }>`
    with page as materialized (
      select * from (${sql.join(found, sql` union all `)}) f
      order by f.due_key, f.enrollment_id, f.obligation_key limit ${sql.lit(filter.limit)})
    select p.enrollment_id, p.obligation_key, p.client_id, c.legal_given as "legalGiven", c.legal_family as "legalFamily",
      c.preferred_name as "preferredName", c.client_number, c.deceased_on, p.program_id, p.class, w.full_name as worker_name, p.last_held_on, p.explanation
    from page p
      join client c on c.agency_id = ${agencyId} and c.client_id = p.client_id
      left join staff_version w on w.agency_id = ${agencyId} and w.staff_id = p.worker_id
        and w.superseded_at is null and w.valid_to is null
    order by p.due_key, p.enrollment_id, p.obligation_key ${keepPlan}`.execute(tx);
  return rows.map((row) => ({
    enrollmentId: row.enrollment_id,
    obligationKey: row.obligation_key,
    clientId: row.client_id,
    name: {
      legalGiven: row.legalGiven,
      legalFamily: row.legalFamily,
      preferredName: row.preferredName,
    },
    number: row.client_number,
    diedOn: row.deceased_on,
    programId: row.program_id,
    class: row.class,
    workerName: row.worker_name,
    lastHeldOn: row.last_held_on,
    standing: readStanding(row.explanation),
  }));
}

function firstOfBranch(meant: Meant, branch: Branch, filter: DueFilter): RawBuilder<unknown> {
  const { who, where } = rowsOfBranch(branch);
  const { after, limit, kinds } = filter;
  // Written out, because a plan that is kept must know that the index of these kinds will do.
  const isKind =
    kinds === null ? sql`true` : sql`o.kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))})`;
  const isAfter =
    after === null
      ? sql`true`
      : sql`(o.due_key, o.enrollment_id, o.obligation_key) >
          (${keyDays[after.dueOn] ?? after.dueOn}::date, ${after.enrollmentId}::uuid, ${after.obligationKey}::text)`;
  return sql`(select r.* from ${who}, (values ${strengthValues(filter.strengths)}) g(strength),
    (values ${spanValues(filter.spans)}) d(first, last, place),
    lateral (select o.enrollment_id, o.obligation_key, o.client_id, o.program_id, o.class, o.worker_id, o.due_key, o.last_held_on, o.explanation
      from obligation o
      where o.agency_id = ${meant.agencyId} and ${where} and o.state = 'open' and o.is_backlog = ${filter.isBacklog}
        and o.strength = g.strength and o.due_key >= d.first and o.due_key <= d.last and ${isAfter} and ${isKind}
        and ${isFirstOfClient(meant)}
      order by o.due_key, o.enrollment_id, o.obligation_key limit ${sql.lit(limit)}) r
    order by r.due_key, r.enrollment_id, r.obligation_key limit ${sql.lit(limit)})`;
}

const keyDays: Readonly<Record<string, string>> = { crisis: '-infinity', none: 'infinity' };

/** A crisis is the first of all dates and "no date" the last; the days beside them close every dated span. */
const spanValues = (spans: DueFilter['spans']) =>
  sql.join(
    spans.map((span, place) =>
      typeof span === 'string'
        ? sql`(${span === 'crisis' ? '-infinity' : 'infinity'}::date, ${span === 'crisis' ? '-infinity' : 'infinity'}::date, ${sql.lit(place)})`
        : sql`(${day(span.first, earliest)}::date, ${day(span.last, latest)}::date, ${sql.lit(place)})`,
    ),
  );

const earliest = '0001-01-01';
const latest = '9999-12-31';
const day = (on: Temporal.PlainDate | null, otherwise: string) => on?.toString() ?? otherwise;

const strengthValues = (strengths: DueFilter['strengths']) =>
  sql.join(strengths.map((strength) => sql`(${sql.lit(strength)})`));

export type CountedSpan = { span: Stretch; required: number; recommended: number };

/**
 * How many clients are in each span, where the duty that comes first puts them, each counted up to a limit: counting a
 * million would cost more than the page.
 */
export async function countObligations(
  { tx, agencyId }: Reading,
  branches: readonly Branch[],
  { spans, limit }: { spans: readonly Stretch[]; limit: number },
): Promise<CountedSpan[]> {
  if (branches.length === 0) return spans.map((span) => ({ span, required: 0, recommended: 0 }));
  const { rows } = await sql<{ place: number; strength: string; counted: number }>`
    select d.place, g.strength, (select count(*)::integer from
      (select from (${anyOf(agencyId, branches, { isBacklog: false })}) x limit ${sql.lit(limit)}) y) as counted
    from (values ${spanValues(spans)}) d(first, last, place), (values ('required'), ('recommended')) g(strength) ${keepPlan}`.execute(
    tx,
  );
  const countOf = (place: number, strength: string) =>
    rows.find((row) => row.place === place && row.strength === strength)?.counted ?? 0;
  return spans.map((span, index) => ({
    span,
    required: countOf(index, 'required'),
    recommended: countOf(index, 'recommended'),
  }));
}

/** How many clients have something that fell due before its program began to work here, up to the limit. */
export async function countBacklog(
  { tx, agencyId }: Reading,
  branches: readonly Branch[],
  limit: number,
): Promise<number> {
  if (branches.length === 0) return 0;
  const { rows } = await sql<{ counted: number }>`
    select count(*)::integer as counted from (select from (
      select from (values ('required'), ('recommended')) g(strength), (values ('-infinity'::date, 'infinity'::date)) d(first, last),
        lateral (${anyOf(agencyId, branches, { isBacklog: true })}) x) y limit ${sql.lit(limit)}) z ${keepPlan}`.execute(
    tx,
  );
  return rows[0]?.counted ?? 0;
}

const anyOf = (
  agencyId: string,
  branches: readonly Branch[],
  { isBacklog }: { isBacklog: boolean },
) =>
  sql.join(
    branches.map((branch) => {
      const { who, where } = rowsOfBranch(branch);
      return sql`select o.enrollment_id from ${who} join obligation o on o.agency_id = ${agencyId} and ${where} and o.state = 'open'
        and o.is_backlog = ${isBacklog} and o.strength = g.strength and o.due_key >= d.first and o.due_key <= d.last
        and ${isFirstOfClient({ agencyId, branches, strengths: ['required', 'recommended'], kinds: null, isBacklog })}`;
    }),
    sql` union all `,
  );

/** The last date that it is anywhere: what changes later than that has changed nowhere. */
const lastDateAt = (at: Temporal.Instant) =>
  at.add({ hours: 14 }).toZonedDateTimeISO('UTC').toPlainDate();

/** Whether a passed date may have changed any row that the asker sees. */
export async function mayBeOutdated({ tx, agencyId, at }: Reading & Pick<Visit, 'at'>) {
  // In the order of the index: otherwise the planner expects a hit at once, and reads the whole table when there is none.
  const [row] = await sendOn(
    tx,
    sql<{ is_outdated: boolean }>`
    select exists (select from (select o.enrollment_id from obligation o where o.agency_id = ${agencyId}
      and o.changes_on <= ${lastDateAt(at)} order by o.changes_on limit 1) x) as is_outdated ${keepPlan}`,
  );
  return row?.is_outdated ?? false;
}

/**
 * Takes some of the enrollments that waited for rules that are not refused before a moment, the longest waiting first. For the service that
 * judges them in the same transaction; those that it cannot judge wait from then on.
 */
export async function takeUnjudged(
  { tx }: Pick<Visit, 'tx'>,
  { before, limit }: { before: Temporal.Instant; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select auth.take_unjudged(${limit}, ${before}) as id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Enrollments in these branches whose stored answer a passed date has changed, and that wait to be projected again. */
export async function outdatedEnrollments(
  { tx, agencyId, at }: Reading & Pick<Visit, 'at'>,
  branches: readonly Branch[],
  limit: number,
): Promise<string[]> {
  if (branches.length === 0) return [];
  const found = branches.map((branch) => {
    const { who, where } = rowsOfBranch(branch);
    return sql`select o.enrollment_id from ${who}, obligation o join program g on g.agency_id = o.agency_id and g.program_id = o.program_id
      where o.agency_id = ${agencyId} and ${where} and o.changes_on <= ${lastDateAt(at)}
        and o.changes_on <= (${at}::timestamptz at time zone g.time_zone)::date`;
  });
  const { rows } = await sql<{ enrollment_id: string }>`
    select distinct enrollment_id from (select * from (${sql.join(found, sql` union all `)}) f limit ${sql.lit(limit)}) x`.execute(
    tx,
  );
  return rows.map((row) => row.enrollment_id);
}
