import { sql } from 'kysely';
import { laws, type Law } from '#domain/consent/notice-texts.ts';
import {
  waysToGive,
  type ReasonNotNeeded,
  type StatementState,
  type WayToGive,
} from '#domain/consent/owed-statement.ts';
import type { PersonRef } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { must } from '#server/stores/conferences/conferences-parts.ts';
import { enrollmentShown, unknownProgram } from '#server/stores/enrollment-shown.ts';
import { whoHeard } from './privacy-incidents.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;
type Saving = Scope & Pick<Visit, 'at' | 'actor'>;

export type StoredStatement = {
  statementId: string;
  clientId: string;
  /** Where it was heard; null of what was told in an emergency or a contact. */
  heardIn: { reviewId: string; conferenceId: string; conferenceNumber: number } | null;
  /** Told without consent, as an emergency. */
  wasEmergency: boolean;
  /** Of what was told in a contact perhaps only the day is known. */
  hasNoHour: boolean;
  timeZone: string;
  programId: string;
  programName: string;
  /** Whose caseload the client is in now. */
  ownerId: string | null;
  person: PersonRef;
  organizationId: string | null;
  laws: Law[];
  heardFrom: Temporal.Instant;
  heardUntil: Temporal.Instant;
  heardOn: Temporal.PlainDate;
  escalateOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  state: StatementState;
  given: { on: Temporal.PlainDate; way: WayToGive; texts: string[] } | null;
  notNeededWhy: string | null;
  settled: { at: Temporal.Instant; by: string } | null;
  /** Who closed the conference, or told it in the emergency. */
  madeBy: string;
};

const statements = ({ tx, agencyId }: Scope) =>
  tx
    .selectFrom('owed_statement as s')
    .leftJoin('client_review as r', (join) =>
      join.onRef('r.agency_id', '=', 's.agency_id').onRef('r.review_id', '=', 's.review_id'),
    )
    .leftJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'r.agency_id')
        .onRef('c.conference_id', '=', 'r.conference_id'),
    )
    .leftJoin(enrollmentShown('s'), (join) => join.onTrue())
    .leftJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 's.agency_id').onRef('p.program_id', '=', 'e.program_id'),
    )
    .leftJoin('enrollment_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 's.agency_id')
        .onRef('v.enrollment_id', '=', 'e.enrollment_id')
        .on('v.superseded_at', 'is', null),
    )
    .selectAll('s')
    .select(['c.conference_id', 'c.conference_number', 'p.time_zone', 'p.program_id'])
    .select(['p.name as program_name', 'v.worker_id'])
    .select(
      sql<string>`(select a.time_zone from agency a where a.agency_id = s.agency_id)`.as(
        'agency_zone',
      ),
    )
    .select(
      // The log says so, also to whoever may not read the note.
      sql<
        boolean | null
      >`(select bool_or(d.has_no_hour) from disclosure d where d.agency_id = s.agency_id
        and d.contact_id = s.contact_id)`.as('has_no_hour'),
    )
    .where('s.agency_id', '=', agencyId)
    .$narrowType<{ state: StatementState }>();

type Row = Awaited<ReturnType<ReturnType<typeof statements>['executeTakeFirstOrThrow']>>;

function statementOf(row: Row): StoredStatement {
  const way = waysToGive.find((known) => known === row.way);
  return {
    statementId: row.statement_id,
    clientId: row.client_id,
    heardIn: placeOf(row),
    wasEmergency: row.emergency_id !== null,
    hasNoHour: row.contact_id !== null && row.has_no_hour !== false,
    timeZone: row.time_zone ?? row.agency_zone,
    programId: row.program_id ?? unknownProgram,
    programName: row.program_name ?? '',
    ownerId: row.worker_id,
    person: whoHeard(row),
    organizationId: row.organization_id,
    laws: laws.filter((law) => row.laws.includes(law)),
    heardFrom: row.heard_from,
    heardUntil: row.heard_until,
    heardOn: row.heard_on,
    escalateOn: row.escalate_on,
    dueOn: row.due_on,
    state: row.state,
    given: way === undefined ? null : { on: must(row.given_on), way, texts: must(row.texts) },
    notNeededWhy: row.not_needed_why,
    settled: row.settled_at === null ? null : { at: row.settled_at, by: must(row.settled_by) },
    madeBy: row.made_by,
  };
}

function placeOf(row: Row): StoredStatement['heardIn'] {
  const { review_id: reviewId, conference_id: conferenceId } = row;
  if (reviewId === null || conferenceId === null) return null;
  return { reviewId, conferenceId, conferenceNumber: must(row.conference_number) };
}

type Of = { clientId?: string | undefined; conferenceId?: string | undefined };

/** Where a statement stands in the list: those still to be given before the others. */
export type StatementPlace = { isOpen: boolean; dueOn: Temporal.PlainDate; statementId: string };

type WantedStatements = Of & {
  show: 'open' | 'settled' | 'all';
  after?: StatementPlace | null;
  limit: number;
};

const statementsAbout = (scope: Scope, { clientId, conferenceId }: Of) =>
  statements(scope)
    .$if(clientId !== undefined, (query) => query.where('s.client_id', '=', clientId ?? ''))
    .$if(conferenceId !== undefined, (query) =>
      query.where('c.conference_id', '=', conferenceId ?? ''),
    );

const isAfter = ({ isOpen, dueOn, statementId }: StatementPlace) => {
  const [day, id] = [sql`${dueOn.toString()}::date`, sql`${statementId}::uuid`];
  return isOpen
    ? sql<boolean>`(s.state <> 'open' or (s.due_on, s.statement_id) > (${day}, ${id}))`
    : sql<boolean>`(s.state <> 'open' and (s.due_on < ${day} or (s.due_on = ${day} and s.statement_id > ${id})))`;
};

/** Those that row security lets the asker see: open ones first, by the day they are due, and settled ones the latest first. */
export async function statementsOf(
  scope: Scope,
  { show, after = null, limit, ...of }: WantedStatements,
): Promise<StoredStatement[]> {
  const rows = await statementsAbout(scope, of)
    .$if(show !== 'all', (query) => query.where('s.state', show === 'open' ? '=' : '<>', 'open'))
    .$if(after !== null, (query) => query.where(after === null ? sql.lit(true) : isAfter(after)))
    .$if(show === 'all', (query) =>
      query
        .orderBy(sql`s.state = 'open'`, 'desc')
        .orderBy(sql`case when s.state = 'open' then s.due_on end`),
    )
    .orderBy('s.due_on', show === 'open' ? 'asc' : 'desc')
    .orderBy('s.statement_id')
    .limit(limit)
    .execute();
  return rows.map(statementOf);
}

export async function countOpenStatements(scope: Scope, of: Of): Promise<number> {
  const { count } = await statementsAbout(scope, of)
    .where('s.state', '=', 'open')
    .clearSelect()
    .select(({ fn }) => fn.count<number>('s.statement_id').distinct().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export async function findStatement(scope: Scope, statementId: string): Promise<StoredStatement> {
  const row = await statements(scope).where('s.statement_id', '=', statementId).executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return statementOf(row);
}

type Settlement =
  | { state: 'given'; way: WayToGive; on: Temporal.PlainDate; texts: readonly string[] }
  | { state: 'not-needed'; why: ReasonNotNeeded };

/** Once: of two who settle it at the same time the later one is told. */
export async function settleStatement(
  { tx, agencyId, at, actor }: Saving,
  statementId: string,
  settlement: Settlement,
) {
  const { numUpdatedRows: settled } = await tx
    .updateTable('owed_statement')
    .set({
      state: settlement.state,
      ...(settlement.state === 'given'
        ? { way: settlement.way, given_on: settlement.on, texts: [...settlement.texts] }
        : { not_needed_why: settlement.why }),
      settled_at: at,
      settled_by: actor,
    })
    .where('agency_id', '=', agencyId)
    .where('statement_id', '=', statementId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (settled === 0n) throw new Refused('statement-already-settled');
}
