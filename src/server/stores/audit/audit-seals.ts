import { sql } from 'kysely';
import type { AuditLine, Seal } from '#server/platform/audit.ts';
import type { Database, Tx } from '#server/platform/database.ts';

export type Waiting = { auditId: string; hmac: string };

/** The agencies whose trail has rows that no seal holds yet. */
export async function agenciesToSeal(workerDatabase: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a as id from auth.agencies_to_seal() a`.execute(workerDatabase);
  return rows.map(({ id }) => id);
}

/** Rows that come next in the chain, up to a limit; none while another sealer is at this agency. */
export async function rowsToSeal(tx: Tx, limit: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select audit_id as "auditId", encode(hmac, 'hex') as hmac from auth.audit_to_seal(${limit})`.execute(
    tx,
  );
  return rows;
}

export type StoredSeal = {
  number: number;
  auditIds: string[];
  rowsSoFar: number;
  sealedAt: string;
  digest: string;
};

/** As JSON, which the runtime itself reads: a trail has millions of them. */
const asList = (column: 'ids' | 'audit_ids') => sql<string[]>`to_json(${sql.ref(column)})`;

const inHex = (column: 'hmac' | 'digest') => sql<string>`encode(${sql.ref(column)}, 'hex')`;

/** As an instant is written, in whatever zone the database is. What is no time, such as infinity, is read as well. */
const stamp = (column: 'at' | 'sealed_at') =>
  sql<string>`replace((${sql.ref(column)} at time zone 'UTC')::text, ' ', 'T') || 'Z'`;

const seals = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('audit_seal')
    .select([
      'seal_number as number',
      asList('audit_ids').as('auditIds'),
      'rows_so_far as rowsSoFar',
      stamp('sealed_at').as('sealedAt'),
      inHex('digest').as('digest'),
    ])
    .where('agency_id', '=', agencyId);

export const lastSeal = (tx: Tx, agencyId: string): Promise<StoredSeal | undefined> =>
  seals(tx, agencyId).orderBy('seal_number', 'desc').limit(1).executeTakeFirst();

export const sealsAfter = (
  tx: Tx,
  agencyId: string,
  { number, limit }: { number: number; limit: number },
): Promise<StoredSeal[]> =>
  seals(tx, agencyId)
    .where('seal_number', '>', number)
    .orderBy('seal_number')
    .limit(limit)
    .execute();

export async function addSeal(tx: Tx, { number, rows, sealedAt }: Seal, digest: string) {
  const ids = rows.map(({ auditId }) => auditId);
  await sql`select auth.seal_audit(${number}, ${ids}::uuid[], ${sealedAt}, decode(${digest}, 'hex'))`.execute(
    tx,
  );
}

export type StoredLine = AuditLine & { hmac: string };

/** These rows of the trail; one that is gone is left out. */
export async function linesOf(
  tx: Tx,
  agencyId: string,
  auditIds: readonly string[],
): Promise<Map<string, StoredLine>> {
  if (auditIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('audit')
    .select([
      'audit_id as auditId',
      'agency_id as agencyId',
      stamp('at').as('at'),
      'actor_id as actorId',
      'service',
      'purpose',
      'operation',
      'outcome',
      asList('ids').as('ids'),
      inHex('hmac').as('hmac'),
    ])
    .where('agency_id', '=', agencyId)
    .where(sql<boolean>`audit_id = any(${[...auditIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.auditId, row]));
}

export type Unsealed = { auditId: string; waits: boolean; isThere: boolean };

/** Rows that no seal holds, and what waits for one though it is gone. */
export async function unsealedRows(tx: Tx): Promise<Unsealed[]> {
  const { rows } = await sql<Unsealed>`
    select audit_id as "auditId", waits, is_there as "isThere" from auth.audit_unsealed()`.execute(
    tx,
  );
  return rows;
}
