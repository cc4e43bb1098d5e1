import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);

beforeAll(async () => {
  await house.at('2027-04-12T15:00:00Z');
  const agency = await given.agency('riverbend');
  await given.agency('hillside');
  const program = await given.program(agency);
  await given.staff(agency, 'sue', { roles: ['supervisor'], program });
});
afterAll(() => house.close());

const add = (by: string, effectiveFrom: string) =>
  house.as(by).post('/api/notice-texts', {
    law: 'part2',
    body: 'The text that our counsel wrote about 42 CFR Part 2, as the rules ask.',
    approvedBy: 'Dana Cole',
    effectiveFrom,
  });

const part2Of = async (by: string) =>
  (await house.as(by).get('/api/notice-texts')).body.laws.find(
    ({ law }: { law: string }) => law === 'part2',
  ).texts;

test('the text that ships says that counsel has yet to approve it', async () => {
  expect(await part2Of('riverbend-admin')).toMatchObject([
    { version: 1, approvedBy: null, standing: 'in-force' },
  ]);
});

test('an administrator replaces a text from a day on, and what was said before stays readable', async () => {
  expect((await add('sue', '2027-04-12')).status).toBe(403);
  expect((await add('riverbend-admin', '2027-04-11')).body.fields[0].path).toBe('effectiveFrom');
  const added = await Promise.all([
    add('riverbend-admin', '2027-04-12'),
    add('riverbend-admin', '2027-05-01'),
  ]);

  expect(added.map(({ body }) => body.version).toSorted((a, b) => a - b)).toEqual([2, 3]);
  const standings = (await part2Of('riverbend-admin')).map(
    ({ standing }: { standing: string }) => standing,
  );
  expect(new Set(standings)).toEqual(new Set(['in-force', 'past', 'to-come']));
  expect(await part2Of('hillside-admin')).toHaveLength(1);
});

test('no login changes or removes a text that was once said (S23)', async () => {
  const { rows } = await house.owner.query(
    `select p from unnest(array['update', 'delete', 'truncate']) p, unnest(array['roundtable_app', 'roundtable_worker']) login
     where has_table_privilege(login, 'notice_text', p)`,
  );
  expect(rows).toEqual([]);
});
