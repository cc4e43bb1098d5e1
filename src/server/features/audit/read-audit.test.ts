import { afterAll, beforeAll, expect, test } from 'vitest';
import { operationOf } from '#contract/endpoint.ts';
import { hasOperationWords } from '#domain/audit/operation-words.ts';
import { routes } from '#server/app.ts';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';
import { sealAudit } from './seal-audit.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);

let work: GivenAgencyAtWork;
let alma: GivenClient;
let number: number;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  const { agency, program } = work;
  for (const [name, where] of [
    ['sue', program],
    ['nia', await given.program(agency, { name: 'Nights' })],
  ] as const)
    await given.staff(agency, name, {
      roles: ['supervisor'],
      teamRole: 'supervisor',
      program: where,
    });
  await given.staff(agency, 'aud', { roles: ['auditor'] });
  const hillside = await meetings.agencyAtWork('hillside');
  await given.staff(hillside.agency, 'hal', { roles: ['auditor'] });
  alma = await given.client(agency, { program, worker: work.ana, name: 'Alma Rivera' });
  const { rows } = await house.owner.query(
    `select client_number as number from client where client_id = $1`,
    [alma.clientId],
  );
  number = rows[0].number;
  await house.as('ana').get(`/api/clients/${alma.clientId}`);
  await house.as('bo').get(`/api/clients/${alma.clientId}/record`);
  await house.as('nia').get(`/api/clients/${alma.clientId}`);
});
afterAll(() => house.close());

type Line = { who: { name: string }; inWords: string; outcome: string; clients: number[] };
const linesOf = async (by: string, query = ''): Promise<Line[]> =>
  (await house.as(by).get(`/api/audit${query}`)).body.lines;

test('every operation has words of its own for the trail (S16)', () => {
  const operations = routes.map(({ endpoint }) => operationOf(endpoint));

  expect(operations.filter((each) => !hasOperationWords(each))).toEqual([]);
  expect(hasOperationWords('GET /api/unheard-of')).toBe(false);
});

test('a supervisor and an auditor read who did what, denials too, by person, client and day (REQ-178, S16)', async () => {
  for (const by of ['sue', 'aud']) {
    const lines = await linesOf(by, `?clientNumber=${number}`);
    expect(lines.map(({ who, inWords, outcome }) => [who.name, inWords, outcome])).toEqual([
      ['nia', 'Read: the chart', 'denied'],
      ['bo', 'Read: the record', 'done'],
      ['ana', 'Read: the chart', 'done'],
    ]);
  }
  const ofBo = await linesOf('aud', `?staffId=${work.bo.staffId}&from=2027-03-15&until=2027-03-15`);
  expect(ofBo.map(({ clients }) => clients)).toEqual([[number]]);
  expect(await linesOf('aud', `?staffId=${work.bo.staffId}&from=2027-03-16`)).toEqual([]);
  expect(await linesOf('aud', `?staffId=${work.bo.staffId}&until=2027-03-14`)).toEqual([]);
});

test('no line holds a name of a client, and a number that one may not know looks like none (EP-14, EP-17)', async () => {
  expect(JSON.stringify(await linesOf('aud'))).not.toMatch(/Alma|Rivera/);
  expect(await linesOf('nia', `?clientNumber=${number}`)).toEqual([]);
  expect(await linesOf('nia', '?clientNumber=999999')).toEqual([]);
  expect((await linesOf('nia')).flatMap(({ clients }) => clients)).toEqual([]);
  expect((await linesOf('hal')).some(({ who }) => who.name === 'bo')).toBe(false);
  for (const by of ['ana', 'bo']) expect((await house.as(by).get('/api/audit')).status).toBe(403);
  for (const query of ['?clientNumber=x', '?staffId=x', '?from=2027-02-30', '?after=x'])
    expect((await house.as('aud').get(`/api/audit${query}`)).status).toBe(400);
});

test('reading the trail is in the trail (S16)', async () => {
  const [first] = await linesOf('aud');

  expect(first).toMatchObject({ who: { name: 'aud' }, inWords: 'Read: the audit trail' });
});

test('a page follows the other without a gap and without a line twice', async () => {
  for (let each = 0; each < 60; each += 1) await house.as('bo').get('/api/today/now');
  const first = await house.as('aud').get(`/api/audit?staffId=${work.bo.staffId}`);
  const second = await house
    .as('aud')
    .get(`/api/audit?staffId=${work.bo.staffId}&after=${first.body.next}`);
  const ids = [...first.body.lines, ...second.body.lines].map(
    ({ auditId }: { auditId: string }) => auditId,
  );

  expect(first.body.lines).toHaveLength(50);
  expect(new Set(ids).size).toBe(ids.length);
  const { rows } = await house.owner.query(
    `select count(*)::integer as count from audit where actor_id = $1`,
    [work.bo.staffId],
  );
  expect(ids.length).toBe(rows[0].count);
});

test('the seal is said to hold, and not any more once somebody has changed a row (S16)', async () => {
  await sealAudit(house.shell);
  const check = async () => (await house.as('sue').post('/api/audit/check')).body;
  expect(await check()).toMatchObject({ isWhole: true, all: { findings: [] } });

  await house.owner.query(`update audit set operation = 'GET /api/health' where actor_id = $1`, [
    work.bo.staffId,
  ]);
  const found = await check();
  expect(found.isWhole).toBe(false);
  expect(found.all.findings[0]).toMatch(/was changed/);
});

test('who looked at a record is told to whoever manages or oversees the case, and on paper to the client (EP-18, REQ-178)', async () => {
  const path = `/api/clients/${alma.clientId}/looked`;
  const reply = await house.as('ana').get(path);
  const seen = reply.body.lines.map(({ who, inWords }: Line) => `${who.name}: ${inWords}`);

  expect(seen).toContain('ana: Read: the chart');
  // Who was denied saw nothing.
  expect(seen.join()).not.toContain('nia');
  expect((await house.as('sue').get(path)).status).toBe(200);
  expect((await house.as('bo').get(path)).body.type).toBe('accounting-not-yours');
  for (const by of ['nia', 'ana-hillside']) expect((await house.as(by).get(path)).status).toBe(404);

  const response = await house.app.request(`http://localhost:4321${path}/print`, {
    headers: { host: 'localhost:4321', cookie: `session=${house.as('ana').token}` },
  });
  const { text } = await readPdf(new Uint8Array(await response.arrayBuffer()));
  expect(text).toContain('Who looked at the record');
  expect(text).toContain('Read: the chart');
  const { rows } = await house.owner.query(
    `select to_client, basis, classes from disclosure where description = 'List of who looked at the record'`,
  );
  expect(rows).toEqual([{ to_client: true, basis: 'own-record', classes: ['general'] }]);
});
