import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
afterAll(() => house.close());

let work: GivenAgencyAtWork;
let alma: GivenClient;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  await given.staff(agency, 'sue', { roles: ['supervisor'], teamRole: 'supervisor', program });
  await given.staff(agency, 'aud', { roles: ['auditor'] });
  const hillside = await meetings.agencyAtWork('hillside');
  await given.staff(hillside.agency, 'hal', { roles: ['auditor'] });
  alma = await given.client(agency, { program, worker: ana, name: 'Alma Rivera' });
});

const dueList = '/api/today/due/export?scope=team&reason=outreach';
const files = () => [
  dueList,
  '/api/filings/open.txt',
  `/api/clients/${alma.clientId}/disclosures/export?accounting=everything`,
  `/api/clients/${alma.clientId}/record.pdf`,
];
const prove = (minutesAgo: number) =>
  house.owner.query(
    `update auth.session_scope set proved_at = auth.now() - make_interval(mins => $1)`,
    [minutesAgo],
  );
const taken = async (by: string, query = '') =>
  (await house.as(by).get(`/api/audit/taken-out${query}`)).body;

test('a file with clients in it leaves only when its taker has shown within five minutes that it is they (S15)', async () => {
  const past = (
    await house.as('aud').post('/api/due-snapshots', { asOf: '2027-03-14', knowledge: 'then' })
  ).body.snapshotId;
  await house.runJobs();
  const pastList = `/api/due-snapshots/${past}/export?reason=report&reportTo=state`;
  await prove(6);
  for (const file of files())
    expect(await house.as('ana').get(file)).toMatchObject({
      status: 403,
      body: { type: 'step-up-needed' },
    });
  expect((await house.as('aud').get(pastList)).body.type).toBe('step-up-needed');
  expect((await taken('aud')).files).toEqual([]);
  // What is read on the screen needs no password.
  expect((await house.as('ana').get('/api/today/due')).status).toBe(200);

  await prove(4);
  for (const file of files()) expect((await house.as('ana').get(file)).status).toBe(200);
  expect((await house.as('aud').get(pastList)).status).toBe(200);
  expect((await taken('aud')).files).toHaveLength(5);
});

test('a list of many clients says what it is for, and each line whose it is (EP-14)', async () => {
  const without = await house.as('ana').get('/api/today/due/export?scope=team');
  expect(without).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'reason', message: 'Say what the file is for.' }] },
  });

  const { body } = await house.as('ana').get(dueList);
  const [file] = (await taken('sue')).files;
  expect(file).toMatchObject({
    who: { name: 'ana' },
    what: 'The due list as CSV',
    reason: 'Calls or visits',
  });
  const lines = body.trim().split('\r\n').slice(1);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines)
    expect(line).toContain(`Taken out by ana on Mon 15 Mar 2027, id ${file.mark}`);
});

test('the record on paper says on each page whose copy it is', async () => {
  const reply = await house.app.request(`${origin}/api/clients/${alma.clientId}/record.pdf`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
  });
  const { text } = await readPdf(new Uint8Array(await reply.arrayBuffer()));

  expect(text).toContain(`id ${(await taken('sue')).files[0].mark}`);
});

test('what was taken out is told to those who oversee, by page, and to no other agency (REQ-178)', async () => {
  for (let each = 0; each < 20; each += 1) await house.as('ana').get('/api/filings/open.txt');
  const first = await taken('aud');
  const second = await taken('aud', `?after=${first.next}`);
  const ids = [...first.files, ...second.files].map(
    ({ exportId }: { exportId: string }) => exportId,
  );

  expect(first.files).toHaveLength(20);
  expect(second.next).toBeNull();
  expect(new Set(ids).size).toBe(27);
  expect((await taken('hal')).files).toEqual([]);
  expect((await house.as('ana').get('/api/audit/taken-out')).status).toBe(403);
  expect((await house.as('aud').get('/api/audit/taken-out?after=x')).status).toBe(400);
  expect(JSON.stringify(first)).not.toMatch(/Alma|Rivera/);
});
