import pg from 'pg';
import { expect, test } from 'vitest';
import { hashToken } from '#server/platform/session-cookie.ts';
import { billingGiven, conferenceToBill } from '#test/billing-given.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { twoAtOnce } from '#test/two-at-once.ts';

/** A house that bills a meeting once, and a conference of ana and bo about two clients. */
async function oneForTheMeeting() {
  const strict = await startHouse();
  const world = await billingGiven(strict, { oneBillerScope: 'meeting' });
  const given = givenIn(strict);
  const clients = [
    await given.client(world.agency, {
      program: world.program,
      worker: world.ana,
      name: 'Dee Fox',
    }),
    await given.client(world.agency, {
      program: world.program,
      worker: world.ana,
      name: 'Eve Roe',
    }),
  ];
  const { reviewIds } = await conferenceToBill(strict, {
    ...world,
    clients,
    by: world.ana,
    beside: world.bo,
    time: '13:00',
    from: '2027-03-15T17:00:00Z',
  });
  return { strict, world, clients, reviewIds };
}

test('one biller for the whole meeting, where the policy says so: the second client is billed by the same person or nobody (T8, REQ-090)', async () => {
  const { strict, reviewIds } = await oneForTheMeeting();
  const press = (who: string, at: number) =>
    strict.as(who).post(`/api/reviews/${reviewIds[at]}/billing`);
  expect((await press('ana', 0)).status).toBe(200);
  const { body } = await press('bo', 1);
  expect([body.type, body.fields[0].path]).toEqual(['not-billable', 'B06']);
  expect((await press('ana', 1)).status).toBe(200);
  await strict.close();
});

test('nobody bills beside somebody whose client they do not see, where one bills for the whole meeting (REQ-090, REQ-034)', async () => {
  const { strict, world, clients, reviewIds } = await oneForTheMeeting();
  // From now on each of the two sees one of the clients alone.
  for (const [at, who] of [world.ana, world.bo].entries())
    await strict.owner.query(
      `update client set staff_ids = array[$2::uuid], team_ids = '{}', scope_changes_on = 'infinity' where client_id = $1`,
      [clients[at]?.clientId, who.staffId],
    );
  const path = (at: number) => `/api/reviews/${reviewIds[at]}/billing`;
  expect((await strict.as('bo').get(path(0))).status).toBe(404);
  expect((await strict.as('ana').get(path(1))).status).toBe(404);
  expect((await strict.as('ana').post(path(0))).status).toBe(200);
  const shown = (await strict.as('bo').get(path(1))).body;
  expect([shown.may.bill, shown.forMe]).toMatchObject([false, [{ code: 'B06' }]]);
  const { body } = await strict.as('bo').post(path(1));
  expect([body.type, body.fields[0].path]).toEqual(['not-billable', 'B06']);
  expect((await strict.as('ana').get(path(0))).body.errors).toEqual([]);
  // Whoever does not see this review's client is told nothing about those beside it.
  const asked = async (who: string) => {
    const login = new pg.Client(strict.logins.app);
    await login.connect();
    await login.query('begin');
    await login.query(`select auth.enter($1, 'care-coordination')`, [
      hashToken(strict.as(who).token ?? ''),
    ]);
    const { rows } = await login.query('select auth.billed_beside($1) as is', [reviewIds[1]]);
    await login.end();
    return rows;
  };
  expect(await asked('bo')).toEqual([{ is: true }]);
  for (const who of ['cy', 'far', 'bill', 'olga'])
    expect(await asked(who)).toEqual([{ is: false }]);
  await strict.close();
});

test('without the rule of the database two would bill at once: it is what keeps them apart (control)', async () => {
  const open = await startHouse();
  const world = await billingGiven(open);
  await open.owner.query('drop index one_biller');
  const waiting = ['ana', 'bo'];
  const both = await twoAtOnce(open, { writing: 'review_billing' }, () =>
    open.as(waiting.shift() ?? '').post(`/api/reviews/${world.reviewId}/billing`),
  );
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  await open.close();
});
