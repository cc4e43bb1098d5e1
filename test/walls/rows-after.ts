import pg from 'pg';
import type { House } from '#test/house.ts';

/** What somebody is answered who may not: no right, what our own functions raise, a purpose that there is not. */
const refusals = ['42501', 'P0001', '22023'];
/** Whoever may not look into the schema at all is told that there is no such table or type. */
const nothingThere = ['42P01', '42704'];

/** Rows that a login reads after some words, or nothing when it was refused on the way. */
export async function rowsAfter(
  login: House['logins']['app'],
  words: string[],
  table: string,
): Promise<number> {
  const client = new pg.Client(login);
  await client.connect();
  try {
    await client.query('begin');
    for (const word of words) await client.query(word);
    return (await client.query(`select * from ${table}`)).rowCount ?? 0;
  } catch (fault) {
    // A trick with a slip of the pen in it is refused as well, and would prove nothing.
    const allowed = login.user === 'roundtable_guest' ? [...refusals, ...nothingThere] : refusals;
    if (!(fault instanceof pg.DatabaseError) || !allowed.includes(fault.code ?? '')) throw fault;
    return 0;
  } finally {
    await client.end();
  }
}
