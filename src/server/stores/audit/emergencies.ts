import { sql } from 'kysely';
import type { EmergencyOutcome, EmergencyReason } from '#domain/access/emergency.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';
import { must } from '#server/stores/conferences/conferences-parts.ts';

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
  accessId: string;
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
type Begun = { refusal: string } | { accessId: string; clientId: string };

/** Finds the client and opens the access, or says why not; the database decides. */
export async function beginEmergency(
  { tx, at, agencyId }: Here,
  { sought, reason, words }: { sought: Sought; reason: EmergencyReason; words: string },
): Promise<Begun> {
  const accessId = newId(at);
  const { rows } = await sql<{ answer: Answer }>`
    select auth.break_glass(${accessId}, ${JSON.stringify(sought)}, ${reason}) as answer`.execute(
    tx,
  );
  const answer = rows[0]?.answer ?? { refusal: 'not-found' };
  if ('refusal' in answer) return answer;
  const sealed = seal({ agencyId, clientId: answer.clientId, rowId: accessId }, words);
  await sql`select auth.say_why_glass(${accessId}, ${sealed})`.execute(tx);
  return { clientId: answer.clientId, accessId };
}

/** Who is to hear of it: the supervisors of the client's programs, and the administrators. */
export async function emergencyReviewers({ tx }: Here, accessId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select auth.glass_reviewers(${accessId}) as id`.execute(tx);
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
  accessId: row.glass_id,
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

/** Where the page before ended. */
export type EmergencyPlace = readonly [at: string, id: string] | undefined;

/** What comes before, or after, that place in the order of opening. */
const beyond = (side: 'before' | 'after', place: EmergencyPlace) => {
  const [at, id] = place ?? [null, null];
  return sql<boolean>`(${at}::timestamptz is null
    or (g.opened_at, g.glass_id) ${sql.raw(side === 'before' ? '<' : '>')} (${at}::timestamptz, ${id}::uuid))`;
};

/** The asker’s own, the latest first. */
export async function ownEmergencies(
  here: Here,
  { after, limit }: { after: EmergencyPlace; limit: number },
): Promise<Emergency[]> {
  const rows = await emergencies(here)
    .where('g.staff_id', '=', here.actor)
    .where(beyond('before', after))
    .orderBy('g.opened_at', 'desc')
    .orderBy('g.glass_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(emergencyOf);
}

/** The asker’s own that nobody has reviewed. */
export async function ownUnreviewed(here: Here): Promise<Emergency[]> {
  const rows = await emergencies(here)
    .where('g.staff_id', '=', here.actor)
    .where('g.reviewed_at', 'is', null)
    .execute();
  return rows.map(emergencyOf);
}

type Others = { show: 'open' | 'reviewed'; after: EmergencyPlace; limit: number };

/** Those of others whom row security lets the asker judge: what waits the longest first, what is judged the latest first. */
export async function emergenciesOfOthers(
  here: Here,
  { show, after, limit }: Others,
): Promise<Emergency[]> {
  const isOpen = show === 'open';
  const rows = await emergencies(here)
    .where('g.staff_id', '<>', here.actor)
    .where('g.reviewed_at', isOpen ? 'is' : 'is not', null)
    .where(beyond(isOpen ? 'after' : 'before', after))
    .orderBy('g.opened_at', isOpen ? 'asc' : 'desc')
    .orderBy('g.glass_id', isOpen ? 'asc' : 'desc')
    .limit(limit)
    .execute();
  return rows.map(emergencyOf);
}

/** Of others' that the asker may review and nobody has: how many, and until when the first of them is to be. */
export async function countWaiting(
  here: Here,
): Promise<{ open: number; firstBy: Temporal.Instant | null }> {
  const { open, firstBy } = await emergencies(here)
    .clearSelect()
    .select(({ fn }) => [
      fn.countAll<number>().as('open'),
      sql<Temporal.Instant | null>`min(g.review_by)`.as('firstBy'),
    ])
    .where('g.staff_id', '<>', here.actor)
    .where('g.reviewed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { open, firstBy };
}

/** Those of these accesses of others that the asker may review and nobody has, however many wait beside them. */
export async function waitingAmong(here: Here, accessIds: readonly string[]): Promise<string[]> {
  if (accessIds.length === 0) return [];
  const rows = await emergencies(here)
    .where('g.staff_id', '<>', here.actor)
    .where('g.reviewed_at', 'is', null)
    .where('g.glass_id', 'in', [...accessIds])
    .execute();
  return rows.map(({ glass_id }) => glass_id);
}

/** What was said of these, as far as the asker may know it. */
export async function wordsOfEmergencies(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  accessIds: readonly string[],
) {
  const found = new Map<string, { reason?: string; review?: string }>();
  if (accessIds.length === 0) return found;
  const rows = await tx
    .selectFrom('break_glass_words')
    .select(['glass_id', 'client_id', 'kind', 'body'])
    .where('agency_id', '=', agencyId)
    .where('glass_id', 'in', [...accessIds])
    .$narrowType<{ kind: 'reason' | 'review' }>()
    .execute();
  for (const { glass_id, client_id, kind, body } of rows) {
    const text = unseal({ agencyId, clientId: client_id, rowId: glass_id }, body);
    found.set(glass_id, { ...found.get(glass_id), [kind]: text });
  }
  return found;
}

/** The access, held still until the transaction ends: two cannot judge it. */
export async function lockEmergency(here: Here, accessId: string): Promise<Emergency | undefined> {
  const row = await emergencies(here)
    .where('g.glass_id', '=', accessId)
    .forUpdate('g')
    .executeTakeFirst();
  return row && emergencyOf(row);
}

export async function endAccess({ tx, at, agencyId }: Here, accessId: string) {
  await tx
    .updateTable('break_glass')
    .set({ ended_at: at })
    .where('agency_id', '=', agencyId)
    .where('glass_id', '=', accessId)
    .execute();
}

export async function settleEmergency(
  { tx, at, agencyId, actor }: Here,
  { accessId, clientId }: Emergency,
  { outcome, note }: { outcome: EmergencyOutcome; note: string },
) {
  await tx
    .updateTable('break_glass')
    .set({ outcome, reviewed_by: actor, reviewed_at: at })
    .where('agency_id', '=', agencyId)
    .where('glass_id', '=', accessId)
    .execute();
  await sql`
    insert into break_glass_words (agency_id, glass_id, client_id, kind, body, author_id, written_at)
    values (${agencyId}, ${accessId}, ${clientId}, 'review', ${seal({ agencyId, clientId, rowId: accessId }, note)}, ${actor}, ${at})`.execute(
    tx,
  );
}
