import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { discard, importFile, previewOf, rowCounts, sendFile, zipOf } from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(() => house.at('2026-08-20T14:00:00Z'));

async function imported(name: string) {
  const agency = await given.agency(name);
  await importFile(house, `${name}-admin`);
  const { rows } = await house.owner.query(
    `select t.team_id as "teamId", t.program_id as "programId" from team t where t.agency_id = $1`,
    [agency.agencyId],
  );
  const { rows: clients } = await house.owner.query(
    `select client_id as "clientId" from client where agency_id = $1 and legal_given = 'Hollis'`,
    [agency.agencyId],
  );
  return { agency, program: rows[0], clientId: clients[0].clientId };
}

test('classes stand before anybody lists a client: a colleague on the team sees the name and no class (EP-14, EP-20)', async () => {
  const { agency, program, clientId } = await imported('classes');
  await given.staff(agency, 'teammate', { roles: ['case-manager'], program });
  await given.staff(agency, 'supervisor', {
    roles: ['supervisor'],
    program,
    teamRole: 'supervisor',
  });
  await given.staff(agency, 'stranger', { roles: ['case-manager'] });

  const { rows } = await house.owner.query(
    `select array_agg(class::text order by class) as classes from client_class where client_id = $1`,
    [clientId],
  );
  const teammate = await house.as('teammate').get(`/api/clients/${clientId}`);
  const listed = await house.as('teammate').post('/api/clients/search', { scope: 'team' });
  const supervisor = await house.as('supervisor').get(`/api/clients/${clientId}`);
  const stranger = await house.as('stranger').get(`/api/clients/${clientId}`);

  expect(rows).toEqual([{ classes: ['hiv', 'sud'] }]);
  expect(listed.body.clients.map((one: { name: string }) => one.name)).toContain('Hollis Sample');
  expect(JSON.stringify([teammate.body, listed.body])).not.toMatch(/hiv|"sud"/i);
  expect([teammate.status, supervisor.status, stranger.status]).toEqual([200, 200, 404]);
});

test('household members are linked, but never where violence is known, which nobody is told by it (REQ-178)', async () => {
  const withoutViolence = withFile(smallExport(), 'HealthAndDV.csv', (rows) =>
    rows.map((row, at) => (at === 0 ? row : row.with(2, '0'))),
  );
  const supportsOf = async (agencyId: string) => {
    const { rows } = await house.owner.query(
      `select relationship, other_client_id is not null as linked from support where agency_id = $1 order by 1`,
      [agencyId],
    );
    return rows;
  };
  const chartsOf = async (name: string, { agencyId }: { agencyId: string }) => {
    const { rows } = await house.owner.query<{ id: string }>(
      `select client_id as id from client where agency_id = $1 order by client_number`,
      [agencyId],
    );
    const charts: unknown[] = [];
    for (const { id } of rows) {
      const { body } = await house.as(`${name}-admin`).get(`/api/clients/${id}/care-team`);
      charts.push(
        body.supports.map(
          ({ name: called, relationship, otherClientId }: Record<string, unknown>) => ({
            called,
            relationship,
            otherClientId,
          }),
        ),
      );
    }
    return charts;
  };
  const [afraid, calm] = [await given.agency('afraid'), await given.agency('calm')];
  await importFile(house, 'afraid-admin');
  await importFile(house, 'calm-admin', { from: withoutViolence });
  const before = await supportsOf(calm.agencyId);
  const charts = await chartsOf('calm', calm);
  expect(charts.flat()).toHaveLength(2);
  expect(await chartsOf('afraid', afraid)).toEqual(charts);
  await importFile(house, 'calm-admin');
  expect(await chartsOf('calm', calm)).toEqual(charts);

  expect(await supportsOf(afraid.agencyId)).toEqual([
    { relationship: 'child', linked: false },
    { relationship: 'parent', linked: false },
  ]);
  expect(before).toEqual([
    { relationship: 'child', linked: true },
    { relationship: 'parent', linked: true },
  ]);
  expect(await supportsOf(calm.agencyId)).toEqual([
    { relationship: 'child', linked: false },
    { relationship: 'parent', linked: false },
  ]);
});

test('only administrators import, and only their own agency’s imports', async () => {
  const { agency } = await imported('own');
  await given.agency('elsewhere');
  await given.staff(agency, 'worker', { roles: ['case-manager', 'supervisor'] });
  const { body } = await house.as('own-admin').get('/api/imports');
  const [{ importId }] = body.imports;
  const before = await rowCounts(house);

  expect((await sendFile(house, 'worker', zipOf(smallExport()))).status).toBe(403);
  expect((await house.as('worker').get('/api/imports')).status).toBe(403);
  expect((await house.as('worker').get(`/api/imports/${importId}`)).status).toBe(403);
  expect((await house.as('elsewhere-admin').get(`/api/imports/${importId}`)).status).toBe(404);
  expect((await house.as('elsewhere-admin').get('/api/imports')).body.imports).toEqual([]);
  expect((await house.visitor.get('/api/imports')).status).toBe(401);
  expect(await rowCounts(house)).toEqual(before);
});

test('an open import of one agency is neither seen nor confirmed by another', async () => {
  await given.agency('one');
  await given.agency('two');
  const { importId, body } = await previewOf(house, 'one-admin');
  const before = await rowCounts(house);
  const other = house.as('two-admin');
  const { previewKey } = body;

  expect((await other.get(`/api/imports/${importId}`)).status).toBe(404);
  expect((await other.post(`/api/imports/${importId}/apply`, { previewKey })).status).toBe(409);
  expect((await other.post(`/api/imports/${importId}/discard`)).status).toBe(404);
  expect((await house.as('one-admin').get(`/api/imports/${importId}`)).body.state).toBe('preview');
  expect(await rowCounts(house)).toEqual(before);
  await discard(house, 'one-admin', importId);
});

test('a second import waits until the first is finished or discarded', async () => {
  await given.agency('twice');
  const { importId } = await previewOf(house, 'twice-admin');
  const second = await sendFile(house, 'twice-admin', zipOf(smallExport()));
  await discard(house, 'twice-admin', importId);
  const third = await sendFile(house, 'twice-admin', zipOf(smallExport()));
  await discard(house, 'twice-admin', third.body.importId);

  expect(second).toMatchObject({ status: 409, body: { type: 'import-open' } });
  expect(third).toMatchObject({ status: 200, body: { state: 'choosing' } });
});

test('few files are held at once, and whoever comes too much asks again later', async () => {
  const names = ['busy-1', 'busy-2', 'busy-3', 'busy-4', 'busy-5'];
  for (const name of names) await given.agency(name);
  const replies = [];
  for (const name of names)
    replies.push(await sendFile(house, `${name}-admin`, zipOf(smallExport())));
  for (const [at, name] of names.slice(0, 4).entries())
    await discard(house, `${name}-admin`, replies[at]?.body.importId);

  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
});

test('what an import may ask about classes is answered to nobody while no import is open (EP-20)', async () => {
  const { agency, clientId } = await imported('asked');
  const { rows: staff } = await house.owner.query(
    `select staff_id from staff where agency_id = $1 and email = 'asked-admin@example.org'`,
    [agency.agencyId],
  );
  const stated = JSON.stringify([{ client_id: clientId, class: 'hiv' }]);
  const ask = async () => {
    const client = await house.owner.connect();
    try {
      await client.query('begin');
      await client.query(`select auth.mint($1, $2, 'administration', null)`, [
        agency.agencyId,
        staff[0].staff_id,
      ]);
      const { rows } = await client.query(
        `select count(*)::integer as classes from auth.confirm_classes(array[$1::uuid], $2)`,
        [clientId, stated],
      );
      return rows[0];
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const closed = await ask();
  const { body } = await sendFile(house, 'asked-admin', zipOf(smallExport()));
  const open = await ask();
  await discard(house, 'asked-admin', body.importId);

  expect(closed).toEqual({ classes: 0 });
  expect(open).toEqual({ classes: 1 });
});
