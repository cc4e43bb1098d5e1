import { sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from '#server/platform/database.ts';
import { jobOn, type History, type Question } from './consent-histories.ts';
import { idOf, organizationIn, rowsOf, type Here } from './consent-rows.ts';

/** So many at a time are in memory, and which of all they are. */
export type Batch = { first: number; histories: readonly History[] };
const numbered = ({ first, histories }: Batch) =>
  histories.map((history, n) => [first + n, history] as const);

/** Writes all of these histories, each about two clients of its own whom this one member of the staff sees. */
export async function writeHistories(owner: pg.Pool, batch: Batch, here: Here) {
  const all = numbered(batch);
  const ids = all.flatMap(([h]) => [0, 1].map((n) => ({ h, n })));
  const clients = ids.map(({ h, n }) => ({
    agency_id: here.agencyId,
    client_id: idOf('client', h, n),
    client_number: h * 2 + n + 1,
  }));
  await owner.query(
    `insert into client (agency_id, client_id, client_number, legal_given, legal_family, given_key, family_key, preferred_key, created_at)
     select agency_id, client_id, client_number, 'A', 'B', 'a', 'b', '', now() from jsonb_populate_recordset(null::client, $1)`,
    [JSON.stringify(clients)],
  );
  await owner.query(
    `insert into organization (agency_id, organization_id, name, created_at) select $1, id, id::text, now() from unnest($2::uuid[]) id`,
    [here.agencyId, [...new Set(ids.map(({ h, n }) => organizationIn(h, n)))]],
  );
  await owner.query(
    `insert into support (agency_id, support_id, client_id, full_name, relationship, created_at)
     select agency_id, support_id, client_id, 'S', 'sibling', now() from jsonb_populate_recordset(null::support, $1)`,
    [
      JSON.stringify(
        ids.map(({ h, n }) => ({
          agency_id: here.agencyId,
          support_id: idOf('support', h, n),
          client_id: idOf('client', h, n),
        })),
      ),
    ],
  );
  await writeRows(owner, all, here);
  await owner.query(
    `update client set staff_ids = array[$1::uuid], manager_ids = array[$1::uuid], scope_changes_on = 'infinity'
     where client_id = any($2::uuid[])`,
    [here.staffId, clients.map(({ client_id: id }) => id)],
  );
  await owner.query('analyze');
}

async function writeRows(
  owner: pg.Pool,
  some: readonly (readonly [number, History])[],
  here: Here,
) {
  const tables = some.map(([h, history]) => rowsOf(history, h, here));
  for (const table of [
    'provider',
    'provider_version',
    'care_team_member',
    'care_team_member_version',
    'consent',
    'consent_party',
  ] as const)
    await owner.query(
      `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(tables.flatMap((rows) => rows[table]))],
    );
}

/** A question, and in which history. */
export type Asking = { h: number; question: Question };
export type InHistory = Asking & { history: History };
export const questionsIn = (batch: Batch): InHistory[] =>
  numbered(batch).flatMap(([h, history]) =>
    history.questions.map((question) => ({ h, history, question })),
  );

const toldId = ({ h, question: { told } }: Asking, kind: Question['told']['kind']) =>
  told.kind === kind ? idOf(kind, h, told.at) : null;

/** What the database answers to each of these questions, in order. */
export async function askDatabase(tx: Tx, asked: readonly Asking[], by: string) {
  const questions = asked.map((each, n) => ({
    n,
    client: toldId(each, 'client'),
    provider: toldId(each, 'provider'),
    support: toldId(each, 'support'),
    own: idOf('client', each.h, each.question.client),
    classes: each.question.classes,
    purpose: each.question.purpose,
    at: each.question.at,
    on: each.question.on,
  }));
  const { rows } = await sql<{ told: string[] }>`
    select ${sql.raw(by)}(q.client, q.provider, q.support, q.own, q.classes, q.purpose, q.at, q.on) as told
    from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) as q(n integer, client uuid, provider uuid, support uuid, own uuid,
      classes text[], purpose text, at timestamptz, "on" date) order by q.n`.execute(tx);
  return rows.map(({ told }) => told);
}

/** The recipient of a question as the rules know them: with the organization of that day. */
export function recipientOf({ h, history, question: { told, on } }: InHistory) {
  const person = { kind: told.kind, id: idOf(told.kind, h, told.at) };
  const career = told.kind === 'provider' ? history.careers[told.at] : undefined;
  const job = career && jobOn(career, on);
  return { person, organizationId: job ? organizationIn(h, job.organization) : null };
}
