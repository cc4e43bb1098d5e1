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

/** What was read and done about one client; nothing for whoever neither manages nor oversees the case. */
export async function whoLooked(
  tx: Tx,
  { clientId, before, limit }: { clientId: string; before: TrailKey | null; limit: number },
): Promise<TrailLine[]> {
  const { rows } = await sql<TrailLine>`
    select audit_id as "auditId", at, actor_id as "actorId", operation
    from auth.who_looked(${clientId}::uuid, ${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid, ${limit}::integer)`.execute(
    tx,
  );
  return rows;
}
