import pg from 'pg';
import type { House } from '#test/house.ts';

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
  } catch {
    return 0;
  } finally {
    await client.end();
  }
}
