import { sql } from 'kysely';
import type { EmergencyOutcome, EmergencyReason } from '#domain/access/emergency.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';
import { must } from './conferences-parts.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

/** What somebody knows of a client whom they cannot see, made comparable. */
export type Sought = {
  number: number | null;
  identifier: string;
  /** Given and family name as one key, in either order. */
  name: string;
  bornOn: string;
};

export type Emergency = {
  glassId: string;
  clientId: string;
  staffId: string;
  reason: EmergencyReason;
  openedAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
  reviewBy: Temporal.Instant;
  review: { outcome: EmergencyOutcome; by: string; at: Temporal.Instant } | null;
};

type Answer = { refusal: string } | { clientId: string };
type Broken = { refusal: string } | { glassId: string; clientId: string };

/** Finds the client and opens the access, or says why not; the database decides. */
export async function breakGlass(
  { tx, at, agencyId }: Here,
  { sought, reason, words }: { sought: Sought; reason: EmergencyReason; words: string },
): Promise<Broken> {
  const glassId = newId(at);
  const { rows } = await sql<{ answer: Answer }>`
    select auth.break_glass(${glassId}, ${JSON.stringify(sought)}, ${reason}) as answer`.execute(
    tx,
  );
  const answer = rows[0]?.answer ?? { refusal: 'not-found' };
  if ('refusal' in answer) return answer;
  const sealed = seal({ agencyId, clientId: answer.clientId, rowId: glassId }, words);
  await sql`select auth.say_why_glass(${glassId}, ${sealed})`.execute(tx);
  return { clientId: answer.clientId, glassId };
}

/** Who is to hear of it: the supervisors of the client's programs, and the administrators. */
export async function glassReviewers({ tx }: Here, glassId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select auth.glass_reviewers(${glassId}) as id`.execute(tx);
  return rows.map(({ id }) => id);
}

const emergencies = ({ tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>) =>
  tx
    .selectFrom('break_glass as g')
    .selectAll('g')
    .where('g.agency_id', '=', agencyId)
    .$narrowType<{ reason: EmergencyReason; outcome: EmergencyOutcome | null }>();

type Row = Awaited<ReturnType<ReturnType<typeof emergencies>['executeTakeFirstOrThrow']>>;

const emergencyOf = (row: Row): Emergency => ({
  glassId: row.glass_id,
  clientId: row.client_id,
  staffId: row.staff_id,
  reason: row.reason,
  openedAt: row.opened_at,
  endsAt: row.ends_at,
  endedAt: row.ended_at,
  reviewBy: row.review_by,
  review:
    row.outcome === null
      ? null
      : { outcome: row.outcome, by: must(row.reviewed_by), at: must(row.reviewed_at) },
});

/** The asker's own, the newest first. */
export async function ownEmergencies(here: Here): Promise<Emergency[]> {
  const rows = await emergencies(here)
    .where('g.staff_id', '=', here.actor)
    .orderBy('g.opened_at', 'desc')
    .limit(20)
    .execute();
  return rows.map(emergencyOf);
}

/** Those of others whom row security lets the asker judge: what waits the longest first, what is judged the newest first. */
export async function emergenciesOfOthers(
  here: Here,
  { isReviewed, limit }: { isReviewed: boolean; limit: number },
): Promise<Emergency[]> {
  const rows = await emergencies(here)
    .where('g.staff_id', '<>', here.actor)
    .where('g.reviewed_at', isReviewed ? 'is not' : 'is', null)
    .orderBy('g.opened_at', isReviewed ? 'desc' : 'asc')
    .limit(limit)
    .execute();
  return rows.map(emergencyOf);
}

/** What was said of these, as far as the asker may know it. */
export async function wordsOfEmergencies(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  glassIds: readonly string[],
) {
  const found = new Map<string, { reason?: string; review?: string }>();
  if (glassIds.length === 0) return found;
  const rows = await tx
    .selectFrom('break_glass_words')
    .select(['glass_id', 'client_id', 'kind', 'body'])
    .where('agency_id', '=', agencyId)
    .where('glass_id', 'in', [...glassIds])
    .$narrowType<{ kind: 'reason' | 'review' }>()
    .execute();
  for (const { glass_id, client_id, kind, body } of rows) {
    const text = unseal({ agencyId, clientId: client_id, rowId: glass_id }, body);
    found.set(glass_id, { ...found.get(glass_id), [kind]: text });
  }
  return found;
}

/** The access, held still until the transaction ends: two cannot judge it. */
export async function lockEmergency(here: Here, glassId: string): Promise<Emergency | undefined> {
  const row = await emergencies(here)
    .where('g.glass_id', '=', glassId)
    .forUpdate('g')
    .executeTakeFirst();
  return row && emergencyOf(row);
}

export async function endGlass({ tx, at, agencyId }: Here, glassId: string) {
  await tx
    .updateTable('break_glass')
    .set({ ended_at: at })
    .where('agency_id', '=', agencyId)
    .where('glass_id', '=', glassId)
    .execute();
}

export async function settleEmergency(
  { tx, at, agencyId, actor }: Here,
  { glassId, clientId }: Emergency,
  { outcome, note }: { outcome: EmergencyOutcome; note: string },
) {
  await tx
    .updateTable('break_glass')
    .set({ outcome, reviewed_by: actor, reviewed_at: at })
    .where('agency_id', '=', agencyId)
    .where('glass_id', '=', glassId)
    .execute();
  await sql`
    insert into break_glass_words (agency_id, glass_id, client_id, kind, body, author_id, written_at)
    values (${agencyId}, ${glassId}, ${clientId}, 'review', ${seal({ agencyId, clientId, rowId: glassId }, note)}, ${actor}, ${at})`.execute(
    tx,
  );
}
