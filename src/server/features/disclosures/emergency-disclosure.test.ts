import { afterAll, beforeEach, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const { meet, lee } = await consentScene(house);
afterAll(() => house.close());

let clientId: string;
beforeEach(async () => {
  clientId = await meet();
  await house.runJobs();
  house.mails.length = 0;
});

const words = 'The ambulance crew asked what Alma takes before they treated her.';
const asked = (change: object = {}) => ({
  to: { kind: 'provider', id: lee.providerId },
  classes: ['general', 'hiv'],
  reason: 'medical-emergency',
  channel: 'telephone',
  on: '2026-05-04',
  time: '09:30',
  words,
  ...change,
});
const tell = (name: string, change: object = {}) =>
  house.as(name).post(`/api/clients/${clientId}/disclosures/emergency`, asked(change));
const log = async (name: string, accounting = 'everything') =>
  (await house.as(name).get(`/api/clients/${clientId}/disclosures?accounting=${accounting}`)).body
    .disclosures;
const listed = async (name: string) =>
  (await house.as(name).get('/api/emergency-disclosures')).body.disclosures.filter(
    ({ client }: { client: { clientId: string } }) => client.clientId === clientId,
  );

test('who was told what, when and why stands in each accounting that it belongs to, and the statement is owed (EP-19, EP-18, REQ-036)', async () => {
  const { status, body } = await tell('ana');

  expect(status).toBe(200);
  expect(body.statementDueOn).toBe('2026-05-14');
  for (const accounting of ['everything', 'hipaa', 'hiv'])
    expect(await log('ana', accounting)).toMatchObject([
      {
        who: { name: 'Dr Hana Lee' },
        whatInWords: expect.stringMatching(/HIV/),
        description:
          'Emergency, without consent. A medical emergency: whoever treats the client had to know',
        channelInWords: 'By telephone',
        basisInWords: 'Without consent: an emergency',
        statementInWords: 'Statement to be given by Thu 14 May 2026',
        byName: 'ana',
      },
    ]);
  expect(await log('ana', 'part2')).toEqual([]);
  const owed = (await house.as('ana').get(`/api/statements?clientId=${clientId}`)).body.statements;
  expect(owed).toMatchObject([
    { conference: null, who: { name: 'Dr Hana Lee' }, dueOn: '2026-05-14' },
  ]);
  const letter = await house.app.request(`${origin}/api/statements/${owed[0].statementId}/letter`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
  });
  const { text } = await readPdf(new Uint8Array(await letter.arrayBuffer()));
  expect(text).toContain('About what you were told');
  expect(text).not.toMatch(/Alma|Rivera|ambulance/);
});

test('the supervisor of the program hears of it by a neutral mail and reads why (EP-19, EP-04)', async () => {
  await tell('ana');
  await house.runJobs();

  expect(house.mails.map(({ to }) => to)).toEqual(['sue@example.org']);
  expect(JSON.stringify(house.mails)).not.toMatch(/Alma|Rivera|hiv|ambulance|Lee/i);
  expect(house.mails[0]?.subject).toBe('A document is ready for you');
  expect(await listed('sue')).toMatchObject([
    { words, byName: 'ana', toldInWords: 'By telephone, Mon 4 May 2026, 9:30 am Eastern' },
  ]);
});

test('only who may know a kind of information can have told it, and the answer is the same for every client (EP-19, REQ-178)', async () => {
  const before = await meet('Plain Client');
  const refused = (await tell('bo')).body;
  expect(refused).toMatchObject({ type: 'bad-input', fields: [{ path: 'classes' }] });
  clientId = await meet('Other Client');
  expect((await tell('bo')).body).toEqual(refused);
  expect(before).not.toBe(clientId);

  expect((await tell('bo', { classes: ['general'] })).body.statementDueOn).toBeNull();
  for (const stranger of ['cy', 'hal'])
    expect((await tell(stranger, { classes: ['general'] })).status).toBe(404);
});

test('a colleague, another program and another agency read nothing of it (EP-14, REQ-178)', async () => {
  await tell('ana');

  expect(await log('bo')).toEqual([]);
  expect(
    (await house.as('bo').get(`/api/statements?clientId=${clientId}`)).body.statements,
  ).toEqual([]);
  for (const name of ['cy', 'hal']) expect(await listed(name)).toEqual([]);
  const seen = JSON.stringify([
    await listed('bo'),
    (await house.as('bo').get(`/api/clients/${clientId}/record`)).body,
  ]);
  expect(seen).not.toMatch(/ambulance|hiv/i);
});

test('a colleague’s own telling of general things stands in no list of theirs, whatever the case holds (EP-19, EP-14)', async () => {
  expect((await tell('bo', { classes: ['general'] })).status).toBe(200);
  expect(await listed('sue')).toHaveLength(1);

  expect((await house.as('bo').get('/api/emergency-disclosures')).body.disclosures).toEqual([]);
});

test('a supervisor does not settle the statement that they owe for what they told themselves (EP-19)', async () => {
  expect((await tell('sue')).status).toBe(200);
  const [owed] = (await house.as('sue').get(`/api/statements?clientId=${clientId}`)).body
    .statements;
  expect(owed.may).toEqual({ give: true, drop: false });
  const dropped = await house
    .as('sue')
    .post(`/api/statements/${owed.statementId}/not-needed`, { why: 'was-not-said' });

  expect(dropped.status).toBe(404);
});

test('whoever lost their training for a kind has told nothing of it (REQ-036)', async () => {
  const trainedUntil = (day: string) =>
    house.owner.query(`update staff_training set expires_on = $1 where about = 'hiv'`, [day]);
  await trainedUntil('2026-05-01');
  expect((await tell('ana')).body).toMatchObject({ fields: [{ path: 'classes' }] });
  expect((await tell('ana', { classes: ['general', 'sud'] })).status).toBe(200);
  await trainedUntil('2099-12-31');
});

test('bad input names the field, and nothing is written', async () => {
  for (const [change, path] of [
    [{ time: '23:59' }, 'time'],
    [{ time: '25:00' }, 'time'],
    [{ on: '2026-02-30' }, 'on'],
    [{ classes: [] }, 'classes'],
    [{ reason: 'curious' }, 'reason'],
    [{ words: 'short' }, 'words'],
    [{ to: undefined }, 'to'],
  ] as const) {
    const { status, body } = await tell('ana', change);
    expect([status, body.fields?.[0].path]).toEqual([400, path]);
  }
  const nobody = await tell('ana', { to: { kind: 'provider', id: house.newId() } });
  expect(nobody.body.type).toBe('unknown-person');
  expect(await log('ana')).toEqual([]);
});
