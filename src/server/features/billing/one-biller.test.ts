import { expect, test } from 'vitest';
import { billingGiven, conferenceToBill } from '#test/billing-given.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { twoAtOnce } from '#test/two-at-once.ts';

test('one biller for the whole meeting, where the policy says so: the second client is billed by the same person or nobody (REQ-090)', async () => {
  const strict = await startHouse();
  const world = await billingGiven(strict, { oneBillerScope: 'meeting' });
  const given = givenIn(strict);
  const two = [
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
    clients: two,
    by: world.ana,
    beside: world.bo,
    time: '13:00',
    from: '2027-03-15T17:00:00Z',
  });
  const press = (who: string, at: number) =>
    strict.as(who).post(`/api/reviews/${reviewIds[at]}/billing`);
  expect((await press('ana', 0)).status).toBe(200);
  const { body } = await press('bo', 1);
  expect([body.type, body.fields[0].path]).toEqual(['not-billable', 'B06']);
  expect((await press('ana', 1)).status).toBe(200);
  await strict.close();
});

test('without the rule of the database two would bill at once: it is what keeps them apart (control)', async () => {
  const open = await startHouse();
  const world = await billingGiven(open);
  await open.owner.query('drop index one_biller');
  const waiting = ['ana', 'bo'];
  const both = await twoAtOnce(open, world.meeting, () =>
    open.as(waiting.shift() ?? '').post(`/api/reviews/${world.reviewId}/billing`),
  );
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  await open.close();
});
