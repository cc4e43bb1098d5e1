import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { heldWithTwo } from '#test/held-with-two.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
afterAll(() => house.close());
const scene = await heldWithTwo(house);
const { work, client, lee, mo, ofLee, ofMo, reviewId } = scene;
let absent = '';

beforeAll(async () => {
  const given = givenIn(house);
  const { agency } = work;
  absent = (await given.provider(agency, { name: 'Dr No One', organization: 'Elsewhere' }))
    .providerId;
  await scene.sign(absent, ['general', 'hiv']);
  await scene.writtenDown('barrier', 'The zqxviral load is high.', 'hiv');
  await scene.closed();
  await given.staff(agency, 'bill', { roles: ['biller'] });
  await meetingsIn(house).agencyAtWork('hillside');
});

const form = (who: string, id: string, kind = 'provider') =>
  house.app.request(`${origin}/api/reviews/${reviewId}/form/${kind}/${id}`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as(who).token}` },
  });
const textOf = async (reply: Response) =>
  (await readPdf(new Uint8Array(await reply.arrayBuffer()))).text.replaceAll(/\s+/g, ' ');
const refusalOf = async (reply: Response) => [reply.status, Object(await reply.json()).type];
const logged = async () =>
  (
    await house.owner.query(
      `select coalesce(provider_id, client_id) as who, basis, classes, texts from disclosure
       where description = 'Form of a case conference' order by disclosed_at, disclosure_id`,
    )
  ).rows;

test('a copy of the form holds what the papers let its reader learn, under their name, and stands in the log (REQ-034, REQ-037, EP-10)', async () => {
  const forLee = await textOf(await form('ana', lee));
  const forMo = await textOf(await form('ana', mo));

  for (const text of [forLee, forMo]) {
    expect(text).toContain('Zephyrine Quillfeather');
    expect(text).toContain('A need of client 1');
    expect(text).not.toContain('#1');
  }
  expect(forLee).toMatch(/Prepared for Dr Hana Lee, Mon 15 Mar 2027\. Taken out by ana/);
  expect(forLee).not.toMatch(/zqxviral|confidential records that New York State law protects/);
  expect(forLee).not.toMatch(/None recorded|Not confirmed|No date is set|Rules|Next due/);
  expect(forMo).toContain('zqxviral');
  expect(forMo).toContain('confidential records that New York State law protects');
  expect(await logged()).toEqual([
    { who: lee, basis: 'consent', classes: ['general'], texts: ['hipaa/1'] },
    { who: mo, basis: 'consent', classes: ['general', 'hiv'], texts: ['hiv-27f/1', 'hipaa/1'] },
  ]);
});

test('the client’s own copy holds all of it, and is logged as theirs (REQ-034, EP-18)', async () => {
  expect(await textOf(await form('ana', client.clientId, 'client'))).toContain('zqxviral');
  expect((await logged()).at(-1)).toMatchObject({ who: client.clientId, basis: 'own-record' });
});

test('whoever was neither there nor asked gets none; nor does anybody make one who may not open the form (REQ-178, S9)', async () => {
  const before = await logged();
  expect((await form('ana', absent)).status).toBe(404);
  for (const [who, status] of [
    ['bo', 404],
    ['ana-hillside', 404],
    ['bill', 403],
  ] as const)
    expect((await form(who, mo)).status).toBe(status);
  expect(await logged()).toEqual(before);
});

test('the day that counts is the agency’s, also where the program is in another time zone (EP-12)', async () => {
  const until = (day: string) =>
    house.owner.query(`update consent set valid_until = $2 where consent_id = $1`, [ofMo, day]);
  await until('2027-03-15');
  await house.owner.query(
    `update program set time_zone = 'America/Los_Angeles' where program_id = $1`,
    [work.program.programId],
  );
  await house.at('2027-03-16T03:30:00Z');
  house.signIn('ana', await house.session(work.ana.userId, work.agency.agencyId));
  expect((await form('ana', mo)).status).toBe(200);
  const before = await logged();
  await house.at('2027-03-16T04:30:00Z');
  expect(await refusalOf(await form('ana', mo))).toEqual([409, 'papers-let-nothing-out']);
  expect(await logged()).toEqual(before);
  await until('2028-03-01');
});

test('once the client takes it back, or the review is void, nothing more is handed out (EP-12, REQ-035)', async () => {
  const before = await logged();
  expect((await house.as('ana').post(`/api/consents/${ofLee}/revoke`, {})).status).toBe(200);
  expect(await refusalOf(await form('ana', lee))).toEqual([409, 'papers-let-nothing-out']);

  const path = `/api/reviews/${reviewId}/void`;
  const { seen } = (await house.as('ana').get(path)).body;
  const told = { seen, reason: 'Entered for the wrong person.' };
  expect((await house.as('ana').post(path, told)).status).toBe(200);
  await house.runJobs();
  expect(await refusalOf(await form('ana', mo))).toEqual([409, 'void-tells-nobody']);
  expect(await logged()).toEqual(before);
});
