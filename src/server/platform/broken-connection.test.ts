import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { openDatabase, openSignInDatabase } from './database.ts';
import { asProblem } from './refusals.ts';

const house = await startHouse();
const product = openDatabase(house.logins.app, 1);
const signIn = openSignInDatabase(house.logins.auth);
afterAll(async () => {
  await Promise.all([product.destroy(), signIn.destroy()]);
  await house.close();
});

const breakOff = (pid: number) => house.owner.query('select pg_terminate_backend($1)', [pid]);

test.each([
  ['the product', product],
  ['the sign-in', signIn],
])(
  'a connection of %s that breaks under its work fails that work alone, and the next finds another (R10)',
  async (_, database) => {
    const broken = database.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await breakOff(rows[0]?.pid ?? 0);
      await sql`select pg_sleep(5)`.execute(tx);
    });

    const fault: unknown = await broken.catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Error);
    expect(asProblem(fault, 'ref')).toMatchObject({ type: 'connection-broke', status: 503 });
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(database);
    expect(rows).toEqual([{ one: 1 }]);
  },
);
