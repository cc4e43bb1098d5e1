import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let client: GivenClient;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  const agency = await given.agency('North');
  const program = await given.program(agency);
  const roles = ['case-manager', 'supervisor', 'administrator'] as const;
  const all = await given.staff(agency, 'all', {
    roles: [...roles],
    program,
    teamRole: 'supervisor',
  });
  client = await given.client(agency, { program, worker: all });
});
afterAll(() => house.close());

const trail = async () =>
  (await house.owner.query('select * from audit order by at, audit_id')).rows;

test('the row names who was looked at (S16, REQ-036)', async () => {
  const before = (await trail()).length;
  await house.as('all').get(`/api/clients/${client.clientId}`);
  const [row] = (await trail()).slice(before);

  expect(row.ids).toContain(client.clientId);
});

const refusing = async (work: () => Promise<void>) => {
  await house.owner.query('revoke insert on audit from roundtable_app');
  await work().finally(() => house.owner.query('grant insert on audit to roundtable_app'));
};

test('what cannot be written down is not done and not shown (S16, REQ-036)', async () => {
  const organizations = async () =>
    (await house.owner.query(`select name from organization where name like 'Late%'`)).rowCount;
  await refusing(async () => {
    const written = await house
      .as('all')
      .post('/api/directory/organizations', { name: 'Late Services' });
    const read = await house.as('all').get(`/api/clients/${client.clientId}`);
    const file = await house.as('all').get(`/api/clients/${client.clientId}/record.pdf`);

    expect([written.status, read.status, file.status]).toEqual([500, 500, 500]);
    expect(JSON.stringify([written.body, read.body, file.body])).not.toMatch(/Rivera|Alma|Late/);
    expect(await organizations()).toBe(0);
  });

  const after = await house.as('all').post('/api/directory/organizations', { name: 'Late Two' });
  expect(after.status).toBe(200);
  expect(await organizations()).toBe(1);
});

test('control: a table that the audit cannot be told from would be noticed (S16)', async () => {
  const before = (await trail()).length;
  await house.owner.query(`create rule swallow as on insert to audit do instead nothing`);
  await house.as('all').get(`/api/clients/${client.clientId}`);
  await house.owner.query('drop rule swallow on audit');

  expect((await trail()).slice(before)).toEqual([]);
});
