import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { newId } from './ids.ts';
import { sendOn } from './send-on.ts';
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
