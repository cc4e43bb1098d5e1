import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '#server/app.ts';
import { answerTo, knownIds, requestsTo, type Known } from '#test/walls/any-request.ts';
import { givenIn, type GivenAgency, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let all: GivenStaff;
let client: GivenClient;
let known: Known;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  agency = await given.agency('North');
  await given.agency('South');
  const program = await given.program(agency);
  const roles = ['case-manager', 'supervisor', 'administrator'] as const;
  all = await given.staff(agency, 'all', { roles: [...roles], program, teamRole: 'supervisor' });
  await given.staff(agency, 'nobody', { roles: [] });
  client = await given.client(agency, { program, worker: all });
  known = { ids: await knownIds(house), texts: ['some words'] };
});
afterAll(() => house.close());

const trail = async () =>
  (await house.owner.query('select * from audit order by at, audit_id')).rows;

/** These end the session of whoever asks. */
const endsSession = (path: string) =>
  /sign-out|session\/lock|sessions\/end|staff\/(deactivate|change)|account\/password/.test(path);

// Work in steps writes a row for each step, because each is a transaction of its own.
const inOneStep = routes.flatMap(({ endpoint, rights, answer }) =>
  rights === 'anybody' || endpoint.kind === 'upload' || endsSession(endpoint.path)
    ? []
    : [[`${endpoint.method} ${endpoint.path}`, { endpoint, rights, answer }] as const],
);
const inSteps =
  /billing\/export|imports\/:importId\/(choices|apply)|due(-snapshots\/:snapshotId)?\/export/;

describe.each(inOneStep)('%s', (name, route) => {
  test('whoever may not ask is written down as denied, once (S16, REQ-036)', async () => {
    const before = (await trail()).length;
    const [asked] = fc.sample(requestsTo(route, known), { seed: 3, numRuns: 1 });
    if (!asked || route.rights.needs === 'account:own') return;
    const { status } = await answerTo(house, house.as('nobody').token, asked);
    const rows = (await trail()).slice(before);

    expect(status).toBe(403);
    expect(rows).toMatchObject([
      { operation: name, outcome: 'denied', purpose: route.rights.purpose },
    ]);
  });

  test.skipIf(inSteps.test(name))(
    'whoever may is written down once, with what came of it (S16, REQ-036)',
    async () => {
      for (const asked of fc.sample(requestsTo(route, known), { seed: 5, numRuns: 3 })) {
        const before = (await trail()).length;
        const { status, text } = await answerTo(house, house.as('all').token, asked);
        const rows = (await trail()).slice(before);
        // What does not have the right form has asked for nothing yet.
        if (status === 400 && !rows.length) continue;
        expect(rows, `${status} ${text.slice(-300)}`).toMatchObject([
          {
            agency_id: agency.agencyId,
            actor_id: all.staffId,
            operation: name,
            purpose: route.rights.purpose,
            outcome: status === 200 ? 'done' : 'denied',
          },
        ]);
      }
    },
  );
});

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
