import { sql } from 'kysely';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

type Fact = { table: 'reassessment' | 'exemption' | 'pause' | 'snooze'; id: string };
type Why = 'corrected' | 'ended' | 'recorded-in-error';

/** Ends what was known of a fact. Whoever comes second is told that it has changed meanwhile. */
export async function supersedeFact(
  { tx, at, agencyId, actor }: Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>,
  { table, id }: Fact,
  why: Why,
) {
  const { numAffectedRows = 0n } = await sql`
    update ${sql.table(table)} set superseded_at = ${at}, superseded_by = ${actor}, superseded_why = ${why}
    where agency_id = ${agencyId} and ${sql.ref(`${table}_id`)} = ${id} and superseded_at is null`.execute(
    tx,
  );
  if (numAffectedRows === 0n) throw new Refused('changed-meanwhile');
}
