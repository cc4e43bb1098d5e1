import { sql } from 'kysely';
import { openDatabase, type Login } from './database.ts';

export type AgencyKinds = { samples: string[]; hasReal: boolean };

/** What a database holds, before anything in it is touched: an empty one has no tables yet. */
export async function agencyKinds(migrator: Login): Promise<AgencyKinds> {
  const database = openDatabase(migrator, 1);
  try {
    const { rows: there } = await sql<{ isThere: boolean }>`
      select to_regclass('public.agency') is not null as "isThere"`.execute(database);
    if (!there[0]?.isThere) return { samples: [], hasReal: false };
    const { rows } = await sql<{ id: string; isSample: boolean }>`
      select agency_id as id, is_sample as "isSample" from public.agency`.execute(database);
    return {
      samples: rows.filter(({ isSample }) => isSample).map(({ id }) => id),
      hasReal: rows.some(({ isSample }) => !isSample),
    };
  } finally {
    await database.destroy();
  }
}
