import { sql } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { rowsOfBranch, type Branch } from '#server/stores/clock/obligations-scope.ts';

export type ReviewDue = {
  kind: 'exemption' | 'pause';
  id: string;
  clientId: ClientId;
  programName: string;
  reviewOn: Temporal.PlainDate;
};

type Which = { today: Temporal.PlainDate; clientId?: ClientId };

/** "Review the exemption of …": exemptions and pauses that still hold and whose review date has come, the oldest first. */
export async function reviewsDue(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  branches: readonly Branch[],
  { today, clientId }: Which,
): Promise<ReviewDue[]> {
  if (branches.length === 0) return [];
  const ofClient = clientId === undefined ? sql`true` : sql`x.client_id = ${clientId}`;
  const found = branches.map((branch) => {
    const { who, where } = rowsOfBranch(branch);
    return sql`select x.kind, x.id, x.client_id, x.review_on, o.name from ${who}, (${held}) x join (${running(agencyId)}) o
        on o.enrollment_id = x.enrollment_id
      where x.agency_id = ${agencyId} and ${ofClient} and x.review_on <= ${today}::date
        and (x.holds_until is null or x.holds_until > ${today}::date) and ${where}`;
  });
  const { rows } = await sql<{
    kind: ReviewDue['kind'];
    id: string;
    client_id: string;
    review_on: Temporal.PlainDate;
    name: string;
  }>`select * from (${sql.join(found, sql` union all `)}) f order by review_on, id`.execute(tx);
  return rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    clientId: row.client_id,
    programName: row.name,
    reviewOn: row.review_on,
  }));
}

const held = sql`
  select 'exemption' as kind, agency_id, exemption_id as id, client_id, enrollment_id, ends_on as holds_until, review_on
    from exemption where superseded_at is null
  union all
  select 'pause', agency_id, pause_id, client_id, enrollment_id, resumed_on, review_on from pause where superseded_at is null`;

const running = (agencyId: string) => sql`
  select e.enrollment_id, e.program_id, v.team_id, v.worker_id, p.name
  from enrollment e join enrollment_version v using (agency_id, enrollment_id) join program p on p.agency_id = e.agency_id and p.program_id = e.program_id
  where e.agency_id = ${agencyId} and v.superseded_at is null and v.valid_to is null`;
