import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

export type LineBeside = { auditId: string; lacksOpening: boolean; lacksProgram: boolean };

/** The next lines of the trail, each with what follows from it and is not written beside it. */
export async function linesBeside(
  tx: Tx,
  { after, tolerance, limit }: { after: string | null; tolerance: string; limit: number },
): Promise<LineBeside[]> {
  const { rows } = await sql<LineBeside>`
    select audit_id as "auditId", lacks_opening as "lacksOpening", lacks_program as "lacksProgram"
    from auth.lines_beside(${after}::uuid, ${tolerance}::interval, ${limit})`.execute(tx);
  return rows;
}

/** A row beside the trail, with its key for the round that follows. */
export type RowBeside = { key: string; auditId: string; follows: boolean };
type Round = { after: string | null; limit: number };

/** The next openings that are written beside the trail. */
export async function openingsBeside(tx: Tx, { after, limit }: Round): Promise<RowBeside[]> {
  const { rows } = await sql<RowBeside>`
    select key::text, audit_id as "auditId", follows from auth.openings_beside(${after}::jsonb, ${limit})`.execute(
    tx,
  );
  return rows;
}

/** The next programs of lines that are written beside the trail. */
export async function programsBeside(
  tx: Tx,
  { after, tolerance, limit }: Round & { tolerance: string },
): Promise<RowBeside[]> {
  const { rows } = await sql<RowBeside>`
    select key::text, audit_id as "auditId", follows
    from auth.programs_beside(${after}::jsonb, ${tolerance}::interval, ${limit})`.execute(tx);
  return rows;
}
