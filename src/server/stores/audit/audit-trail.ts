import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

export type TrailKey = { at: string; id: string };

export type TrailLine = {
  auditId: string;
  at: Temporal.Instant;
  actorId: string | null;
  operation: string;
};
export type AgencyLine = TrailLine & {
  service: string | null;
  outcome: string;
  clients: number[];
};

export type WantedTrail = {
  staffId: string | null;
  clientNumber: number | null;
  since: Temporal.Instant | null;
  before: TrailKey | Temporal.Instant | null;
  limit: number;
};

/** The agency's trail; the function asks by itself who may read it, because row security could not use the index. */
export async function trailOf(
  tx: Tx,
  { staffId, clientNumber, since, before, limit }: WantedTrail,
): Promise<AgencyLine[]> {
  const [at, id] =
    before === null
      ? [null, null]
      : before instanceof Temporal.Instant
        ? [before.toString(), '00000000-0000-0000-0000-000000000000']
        : [before.at, before.id];
  const { rows } = await sql<AgencyLine>`
    select audit_id as "auditId", at, actor_id as "actorId", service, operation, outcome, clients
    from auth.audit_page(${staffId}::uuid, ${clientNumber}::integer, ${since}::timestamptz, ${at}::timestamptz, ${id}::uuid,
      ${limit}::integer)`.execute(tx);
  return rows;
}

/** What somebody did alike on one day. */
export type LookedLine = {
  /** Of the last time, as is `at`. */
  auditId: string;
  firstAt: Temporal.Instant;
  at: Temporal.Instant;
  actorId: string;
  operation: string;
  /** Null for whoever is told neither what it was nor how often. */
  times: number | null;
};

/** Where a page ended, and as of when its lines were counted. */
export type LookedKey = { at: string; asOf: string; id: string };

type WantedLooks = {
  clientId: string;
  asOf: Temporal.Instant;
  before: LookedKey | null;
  limit: number;
  /** Operations that are called as another one is, and that one for each. */
  alike: ReadonlyMap<string, string>;
};

/** What was read and done about one client; nothing for whoever neither manages nor oversees the case. */
export async function whoLooked(
  tx: Tx,
  { clientId, asOf, before, limit, alike }: WantedLooks,
): Promise<LookedLine[]> {
  const { rows } = await sql<LookedLine>`
    select audit_id as "auditId", first_at as "firstAt", at, actor_id as "actorId", operation, times
    from auth.who_looked(${clientId}::uuid, ${before?.asOf ?? asOf.toString()}::timestamptz, ${before?.at ?? null}::timestamptz,
      ${before?.id ?? null}::uuid, ${limit}::integer, ${[...alike.keys()]}::text[], ${[...alike.values()]}::text[])`.execute(
    tx,
  );
  return rows;
}
