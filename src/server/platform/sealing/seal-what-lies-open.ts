import { sql } from 'kysely';
import { openDatabase, type Database, type Login, type Tx } from '#server/platform/database.ts';
import { seal } from '#server/platform/vault.ts';
import type { MasterKeys } from './master-keys.ts';

/** Every column that held words before there were keys, and the column that names its row. Newer columns were never open. */
const openColumns = [
  { table: 'action_item', row: 'action_item_id', columns: ['body', 'follow_up_how'] },
  { table: 'client_contact_note', row: 'client_id', columns: ['body'] },
  {
    table: 'conference',
    row: 'conference_id',
    client: 'conference_id',
    columns: ['withdrawn_reason'],
  },
  { table: 'contact_addendum', row: 'addendum_id', columns: ['body'] },
  { table: 'coordination_contact', row: 'contact_id', columns: ['body', 'other_activity'] },
  { table: 'document', row: 'document_id', columns: ['body'] },
  { table: 'fact_note', row: 'note_id', columns: ['body'] },
  { table: 'privacy_incident', row: 'incident_id', columns: ['note'] },
  { table: 'review_closing_reason', row: 'version_id', columns: ['body'] },
  { table: 'review_entry', row: 'entry_id', columns: ['body'] },
  { table: 'review_note', row: 'review_id', columns: ['body'] },
  { table: 'review_reason', row: 'reason_id', columns: ['body'] },
  { table: 'review_summary', row: 'review_id', columns: ['body'] },
] as const;

const atOnce = 200;

/** Seals what an earlier release wrote open, once; interrupted, it goes on at the next start. Answers how many texts it sealed. */
export async function sealWhatLiesOpen(migrator: Login, masterKeys: MasterKeys): Promise<number> {
  const database = openDatabase(migrator, 1, masterKeys);
  try {
    const { rows } = await sql`select from auth.words_in_the_clear`.execute(database);
    if (rows.length === 0) return 0;
    let sealed = 0;
    for (const { columns, ...where } of openColumns) {
      let ofTable = 0;
      for (const column of columns) ofTable += await sealColumn(database, { ...where, column });
      // The old words would stand on in the table's file, behind the new ones.
      if (ofTable > 0) await sql`vacuum full ${sql.table(where.table)}`.execute(database);
      sealed += ofTable;
    }
    await sql`delete from auth.words_in_the_clear`.execute(database);
    return sealed;
  } finally {
    await database.destroy();
  }
}

type Column = { table: string; row: string; client?: string; column: string };

async function sealColumn(database: Database, column: Column): Promise<number> {
  let sealed = 0;
  for (;;) {
    const done = await database.transaction().execute((tx) => sealSome(tx, column));
    sealed += done;
    if (done < atOnce) return sealed;
  }
}

async function sealSome(tx: Tx, { table, row, client = 'client_id', column }: Column) {
  const name = sql.table(table);
  // What a row means does not change: nothing is to be derived anew from it.
  await sql`alter table ${name} disable trigger user`.execute(tx);
  const { rows } = await sql<{
    place: string;
    agencyId: string;
    clientId: string;
    rowId: string;
    words: Buffer;
  }>`
    select ctid::text as place, agency_id as "agencyId", ${sql.ref(client)} as "clientId", ${sql.ref(row)} as "rowId", ${sql.ref(column)} as words
    from ${name} where substring(${sql.ref(column)} from 1 for 1) <> '\\xff'::bytea or length(${sql.ref(column)}) = 0
    limit ${atOnce} for update`.execute(tx);
  if (rows.length > 0)
    await sql`
      update ${name} t set ${sql.ref(column)} = x.sealed
      from unnest(${rows.map((each) => each.place)}::tid[], ${rows.map((each) => seal(each, each.words))}::bytea[]) as x(place, sealed)
      where t.ctid = x.place`.execute(tx);
  await sql`alter table ${name} enable trigger user`.execute(tx);
  return rows.length;
}
