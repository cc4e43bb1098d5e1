import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);

await house.at('2026-05-04T14:00:00Z');
const agency = await given.agency('riverbend');
const other = await given.agency('lakeside');
const program = await given.program(agency, { name: 'Comprehensive' });
const otherProgram = await given.program(other);
const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
const worker = { program, worker: ana };
const one = await given.client(agency, { ...worker, enrolledOn: '2025-01-15' });
const two = await given.client(agency, { ...worker, enrolledOn: '2025-02-15' });
const theirs = await given.client(other, { program: otherProgram });
await house.owner.query(`update client set client_number = 9999 where client_id = $1`, [
  theirs.clientId,
]);

const numberOf = async (clientId: string): Promise<number> => {
  const { rows } = await house.owner.query(
    `select client_number from client where client_id = $1`,
    [clientId],
  );
  return rows[0].client_number;
};
const [first, second] = [await numberOf(one.clientId), await numberOf(two.clientId)];
const header = 'Client number,Program,Date,Source';
const listOf = (...rows: string[]) => [header, ...rows].join('\n') + '\n';

async function send(name: string, path: string, list: string) {
  const response = await house.app.request(`${origin}/api/held-elsewhere/${path}`, {
    method: 'POST',
    headers: {
      host: new URL(origin).host,
      origin,
      cookie: `session=${house.as(name).token}`,
    },
    body: list,
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) };
}
const held = async (clientId: string) => {
  const { rows } = await house.owner.query(
    `select held_on::text as on, source, superseded_at is null as current from held_elsewhere where client_id = $1 order by recorded_at, superseded_at nulls last`,
    [clientId],
  );
  return rows;
};

test('a list is checked, then recorded as a whole, and Today counts from it', async () => {
  const list = listOf(
    `${first},Comprehensive,2026-03-31,Paper file`,
    `#${second},comprehensive,4/2/2026,Paper file`,
  );

  const checked = await send('riverbend-admin', 'check', list);
  expect(checked).toMatchObject({
    status: 200,
    body: { rows: 2, recorded: 2, corrected: 0, unchanged: 0, faultCount: 0 },
  });
  expect(await held(one.clientId)).toEqual([]);

  const applied = await send('riverbend-admin', 'apply?changes=2', list);
  expect(applied).toMatchObject({ status: 200, body: { recorded: 2 } });
  expect(await held(two.clientId)).toMatchObject([{ on: '2026-04-02', current: true }]);
  const { rows } = await house.owner.query(
    `select last_held_on::text as last from obligation where enrollment_id = $1 and kind = 'cadence'`,
    [two.enrollmentId],
  );
  expect(rows[0].last).toBe('2026-04-02');
  const { body } = await house.as('ana').get(`/api/clients/${two.clientId}/record`);
  expect(body.entries[0]).toMatchObject({
    kind: 'held-elsewhere',
    on: '2026-04-02',
    text: 'A conference for Comprehensive was held elsewhere. Source: Paper file.',
  });
});

test('the same list again changes nothing, a corrected one supersedes', async () => {
  const same = listOf(`${first},Comprehensive,2026-03-31,Paper file`);
  const corrected = listOf(`${first},Comprehensive,2026-03-30,Paper file`);

  expect((await send('sue', 'apply?changes=0', same)).body).toEqual({
    recorded: 0,
    corrected: 0,
    unchanged: 1,
  });
  expect((await send('sue', 'apply?changes=1', corrected)).body.corrected).toBe(1);

  expect(await held(one.clientId)).toMatchObject([
    { on: '2026-03-31', current: false },
    { on: '2026-03-30', current: true },
  ]);
  const { body } = await house.as('ana').get(`/api/clients/${one.clientId}/record`);
  expect(body.entries.map(({ detail }: { detail: string }) => detail)).toEqual([
    'Corrected since.',
    '',
  ]);
});

test('every row with a problem is named by row, column and remedy, and one is enough to stop the list', async () => {
  const list = listOf(
    `${first},Comprehensive,2026-04-01,Another record`,
    `123456,Comprehensive,2026-04-01,Paper file`,
    `9999,Comprehensive,2026-04-01,Paper file`,
    `${second},Housing,2026-04-01,Paper file`,
    `${second},Comprehensive,2026-02-30,Paper file`,
    `${second},Comprehensive,2026-05-05,Paper file`,
    `${second},Comprehensive,2025-02-14,Paper file`,
    `${second},Comprehensive,2026-04-01,`,
    `${first},Comprehensive,2026-04-03,Another record`,
    `${second},Comprehensive`,
  );

  const { body } = await send('riverbend-admin', 'check', list);

  expect(body.faults).toEqual([
    expect.objectContaining({ row: 3, column: 'Client number' }),
    expect.objectContaining({
      row: 4,
      column: 'Client number',
      problem: 'Nobody here has the number 9999.',
    }),
    expect.objectContaining({ row: 5, column: 'Program' }),
    expect.objectContaining({ row: 6, column: 'Date', problem: '2026-02-30 is not a date.' }),
    expect.objectContaining({ row: 7, column: 'Date', problem: 'This date has not come yet.' }),
    expect.objectContaining({
      row: 8,
      problem: 'This is before the enrollment began, on Sat 15 Feb 2025.',
    }),
    expect.objectContaining({ row: 9, column: 'Source' }),
    expect.objectContaining({
      row: 10,
      problem: 'Row 2 says something else about the same enrollment.',
    }),
    expect.objectContaining({ row: 11, remedy: 'Fill in every column, or delete the row.' }),
  ]);
  const before = await held(one.clientId);
  expect(await send('riverbend-admin', 'apply?changes=1', list)).toMatchObject({
    status: 422,
    body: { type: 'held-elsewhere-has-faults' },
  });
  expect(await held(one.clientId)).toEqual(before);
});

test('a list that would now do something else than was checked is refused', async () => {
  const list = listOf(`${first},Comprehensive,2026-04-20,Paper file`);
  const before = await held(one.clientId);

  const reply = await send('riverbend-admin', 'apply?changes=2', list);

  expect(reply).toMatchObject({ status: 409, body: { type: 'changed-meanwhile' } });
  expect(await held(one.clientId)).toEqual(before);
});

test.each(['Patient number', 'Participant', 'Number'])(
  'the column with the numbers may be headed as the program calls them: %s (REQ-142)',
  async (head) => {
    const list = `${head},Program,Date,Source\n${first},Comprehensive,2026-04-04,Told by a provider\n`;

    expect((await send('sue', 'check', list)).body).toMatchObject({ corrected: 1, faultCount: 0 });
  },
);

test('a client can be named by a number that others gave', async () => {
  await house.owner.query(
    `insert into client_identifier (agency_id, client_id, system, value) values ($1, $2, 'medicaid', 'AB-123-C')`,
    [agency.agencyId, one.clientId],
  );

  const { body } = await send(
    'sue',
    'check',
    listOf('ab123c,Comprehensive,2026-04-04,Told by a provider'),
  );

  expect(body).toMatchObject({ corrected: 1, faultCount: 0 });
});

test.each([
  ['an empty file', ''],
  ['a file without the columns', 'Name,Day\nA,B\n'],
])('%s is refused with the columns that are needed', async (_what, list) => {
  const reply = await send('sue', 'check', list);

  expect(reply).toMatchObject({ status: 400, body: { type: 'bad-input' } });
  expect(reply.body.fields[0].path).toBe('file');
});

test('case managers and strangers may not write history', async () => {
  const list = listOf(`${first},Comprehensive,2026-04-01,Paper file`);

  expect((await send('ana', 'check', list)).status).toBe(403);
  expect((await send('ana', 'apply?changes=1', list)).status).toBe(403);
  const found = await send('lakeside-admin', 'check', list);
  expect(found.body.faults[0].problem).toBe(`Nobody here has the number ${first}.`);
});
