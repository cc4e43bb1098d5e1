import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { newId } from './ids.ts';
import { endingWith, sendOn } from './send-on.ts';
import { seal } from './vault.ts';

const house = await startHouse();
afterAll(() => house.close());

test('what is sent on is taken in the order in which it was sent, before any of it is answered', async () => {
  const seen = await house.ownerDatabase.transaction().execute(async (tx) => {
    await sql`create temporary table line (place serial, said text) on commit drop`.execute(tx);
    const said = ['one', 'two', 'three'];
    await Promise.all(
      said.map((word) => sendOn(tx, sql`insert into line (said) values (${word})`)),
    );
    return sendOn<{ said: string }>(tx, sql`select said from line order by place`);
  });

  expect(seen.map(({ said }) => said)).toEqual(['one', 'two', 'three']);
});

test('words that wait for their key are never sent on: what follows would overtake them', async () => {
  const id = newId(Temporal.Now.instant());
  const words = seal({ agencyId: id, clientId: id, rowId: id }, 'Canary');

  await expect(
    house.ownerDatabase
      .transaction()
      .execute((tx) => sendOn(tx, sql`select ${words}::bytea as words`)),
  ).rejects.toThrow('cannot be sent on');
});

test('a transaction is undone with its last statement, whose own fault is told', async () => {
  const email = () =>
    house.owner.query(`select from sign_in.lockout where email = 'last@example.org'`);
  const lockOut = sql`insert into sign_in.lockout (email, failures, last_failure_at) values ('last@example.org', 1, now())`;
  const ending = (last: ReturnType<typeof sql>) =>
    endingWith((sendLast) =>
      house.ownerDatabase.transaction().execute(async (tx) => {
        await lockOut.execute(tx);
        await sendLast(tx, last);
        return 'done';
      }),
    );

  await expect(ending(sql`select 1 / 0`)).rejects.toThrow('division by zero');
  expect((await email()).rowCount).toBe(0);
  await expect(ending(sql`select 1`)).resolves.toBe('done');
  expect((await email()).rowCount).toBe(1);
});
