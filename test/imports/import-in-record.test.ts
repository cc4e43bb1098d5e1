import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { importFile } from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(() => house.at('2026-08-20T14:00:00Z'));

async function clientsOf(name: string): Promise<Map<string, string>> {
  const { body } = await house.as(name).post('/api/clients/search', { scope: 'all' });
  return new Map(
    body.clients.map((client: { name: string; clientId: string }) => [
      client.name,
      client.clientId,
    ]),
  );
}

async function importsTold(name: string, clientId = ''): Promise<string[]> {
  const { status, body } = await house.as(name).get(`/api/clients/${clientId}/record`);
  expect(status).toBe(200);
  return body.entries
    .filter(({ kind }: { kind: string }) => kind === 'import')
    .map(({ text }: { text: string }) => text);
}

/** The same people later, one of them under another first name. */
const laterExport = () => {
  const later = withFile(smallExport(), 'Export.csv', (rows) =>
    rows.map((row, at) => (at === 0 ? row : row.with(2, '2026-09-01 10:00:00'))),
  );
  return withFile(later, 'Client.csv', (rows) =>
    rows.map((row) => (row[0] === 'C1' ? row.with(1, 'Hollister') : row)),
  );
};

test('an import stands in the record of each client that it brought or changed, and in nobody else’s (REQ-178)', async () => {
  const agency = await given.agency('filed');
  const program = await given.program(agency);
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  const other = await given.agency('elsewhere');
  await given.staff(other, 'olga', {
    roles: ['supervisor'],
    program: await given.program(other),
    teamRole: 'supervisor',
  });
  const choices = {
    organizations: [
      { id: 'A1', choice: 'this-agency' },
      { id: 'P1', choice: 'partner-name' },
    ],
    projects: [{ id: 'PA', becomes: { kind: 'existing', programId: program.programId } }],
  };
  const byHand = await given.client(agency, { program, name: 'Alma Rivera' });
  await importFile(house, 'filed-admin', { choices });
  const made = await clientsOf('filed-admin');
  const kit = made.get('Kit Sample');
  const hollis = made.get('Hollis Sample');

  expect(await importsTold('sue', hollis)).toEqual(['Added from an HMIS export.']);
  expect(await importsTold('sue', kit)).toEqual(['Added from an HMIS export.']);
  expect(await importsTold('sue', byHand.clientId)).toEqual([]);

  await importFile(house, 'filed-admin', { from: laterExport(), choices });
  expect(await importsTold('sue', hollis)).toEqual([
    'Updated from an HMIS export.',
    'Added from an HMIS export.',
  ]);
  expect(await importsTold('sue', kit)).toEqual(['Added from an HMIS export.']);
  expect(await importsTold('sue', byHand.clientId)).toEqual([]);

  await importFile(house, `${other.name}-admin`);
  expect(await importsTold('sue', kit)).toEqual(['Added from an HMIS export.']);
  const reply = await house.as('olga').get(`/api/clients/${hollis}/record`);
  expect(reply.status).toBe(404);
});

test('an exit that a newer export brings stands in the record on its day, and a new worker as such (REQ-178)', async () => {
  const agency = await given.agency('exits');
  const program = await given.program(agency);
  await given.staff(agency, 'sol', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  const choices = {
    organizations: [{ id: 'A1', choice: 'this-agency' }],
    projects: [{ id: 'PA', becomes: { kind: 'existing', programId: program.programId } }],
  };
  const told = async (name: string) => {
    const clientId = (await clientsOf('exits-admin')).get(name);
    const { body } = await house.as('sol').get(`/api/clients/${clientId}/record?kinds=enrollment`);
    return body.entries.map((one: { on: string; text: string }) => `${one.on} ${one.text}`);
  };
  const dated = (day: string, from = smallExport()) =>
    withFile(from, 'Export.csv', (rows) =>
      rows.map((row, at) => (at === 0 ? row : row.with(2, `${day} 10:00:00`))),
    );
  await importFile(house, 'exits-admin', { choices });
  const [began] = await told('Hollis Sample');

  const left = withFile(dated('2026-09-01'), 'Exit.csv', (rows) => [
    ...rows,
    ['X1', 'E1', '2026-08-10', ''],
  ]);
  const handedOver = withFile(left, 'Enrollment.csv', (rows) =>
    rows.map((row) => (row[0] === 'E2' ? row.with(6, 'U2') : row)),
  );
  const { body } = await importFile(house, 'exits-admin', { from: handedOver, choices });

  expect(body.state).toBe('applied');
  expect(await told('Hollis Sample')).toEqual([
    expect.stringMatching(/^2026-08-10 .* ended\.$/),
    began,
  ]);
  expect((await told('Kit Sample'))[0]).toMatch(/^2026-08-20 .*: now with /);
});
