import { afterAll, expect, test } from 'vitest';
import { routes } from '#server/app.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());

test('the product says that it is alive and that its database answers', async () => {
  const reply = await house.visitor.get('/api/health');

  expect(reply).toMatchObject({ status: 200, body: { live: true, ready: true } });
});

test('while its database does not answer, the status says so too', async () => {
  const cut = await startHouse();
  const probe = () => cut.app.request('http://localhost:4321/api/health');
  expect((await probe()).status).toBe(200);
  await cut.shell.database.destroy();
  const reply = await probe();
  await cut.close();

  expect(reply.status).toBe(503);
  expect(await reply.json()).toEqual({ live: true, ready: false });
});

test('who watches over it may ask for its health by number, and for nothing else', async () => {
  const byNumber = (path: string) =>
    house.app.request(`http://10.0.0.7:4321${path}`, { headers: { host: '10.0.0.7:4321' } });

  expect((await byNumber('/api/health')).status).toBe(200);
  expect((await byNumber('/api/session')).status).toBe(421);
});

test('an unknown address is refused like any other unknown thing', async () => {
  const reply = await house.visitor.get('/api/nothing-here');

  expect(reply).toMatchObject({ status: 404, body: { type: 'not-found' } });
});

test('every mounted route is in the OpenAPI document with its rights', async () => {
  const { openapi, paths } = (await house.visitor.get('/api/openapi.json')).body;

  expect(openapi).toBe('3.1.0');
  expect(routes.length).toBeGreaterThan(200);
  for (const { endpoint, rights } of routes) {
    const told =
      paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()];
    expect(told?.['x-needs'], `${endpoint.method} ${endpoint.path}`).toBe(
      typeof rights === 'string' ? rights : rights.needs,
    );
  }
});

test('control: an answer that tells of the agency next door is noticed, and so is a change there', async () => {
  const beside = await startHouse();
  const given = givenIn(beside);
  const agency = await given.agency('riverbend');
  await beside.owner.query(
    `update agency set name = (select name from agency where agency_id <> $1) || ' too' where agency_id = $1`,
    [agency.agencyId],
  );
  await expect(beside.as('riverbend-admin').get('/api/session')).rejects.toThrow(
    'GET /api/session tells of another agency',
  );
  await beside.owner.query(`update client set legal_given = 'Nora' where agency_id <> $1`, [
    agency.agencyId,
  ]);
  await expect(beside.close()).rejects.toThrow('Something changed in an agency');
});
