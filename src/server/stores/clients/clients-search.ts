import { sql } from 'kysely';
import type { ClientQuery } from '#domain/client-name.ts';
import type { ClientId } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';

export type ClientSearch = ClientQuery & {
  scope: 'mine' | 'team' | 'all';
  programId: string | null;
  due: 'overdue' | 'due_soon' | null;
  today: string;
  /** The last client of the page before. */
  after: ClientId | null;
};

/** The next clients by family name, of those that the asker may see. */
export async function searchClientIds(
  tx: Tx,
  search: ClientSearch,
  howMany: number,
): Promise<ClientId[]> {
  const { rows } = await sql<{ id: string }>`
    select id from auth.find_clients(${JSON.stringify(search)}::jsonb, ${howMany}) as id`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}
