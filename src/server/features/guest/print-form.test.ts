import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Window } from '#test/browser-like.ts';
import { guestsIn } from '#test/given-guest.ts';
import { heldWithTwo } from '#test/held-with-two.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const guests = guestsIn(house);
afterAll(() => house.close());
const scene = await heldWithTwo(house);
const { client, lee, mo, ofMo, meeting, reviewId, did, sign } = scene;

beforeAll(async () => {
  const { agency, ana } = scene.work;
  await house.owner.query(`update agency set name = 'Zqxviral Services' where agency_id = $1`, [
    agency.agencyId,
  ]);
  await scene.writtenDown('barrier', 'The zqxviral load is high.', 'hiv');
  const needId = await scene.writtenDown('need', 'A quieter waiting room', 'general');
  for (const [text, sensitivity, owner] of [
    ['Ask for a quiet hour', 'general', lee],
    ['Repeat the zqxviral count', 'hiv', mo],
    ['Look at the zqxviral count', 'hiv', lee],
  ] as const)
    await scene.takenOn(text, sensitivity, { owner, followUpBy: ana.staffId, needId });
  await scene.closed();
});

const whose = (id: string) => ({
  conferenceId: meeting.conferenceId,
  person: { kind: 'provider' as const, id },
});
const formIn = async (window: Window) => {
  const reply = await house.app.request(`${origin}/api/guest/forms/${reviewId}/form.pdf`, {
    headers: { host: new URL(origin).host, cookie: `guest=${window.jar.get('guest')}` },
  });
  const bytes = new Uint8Array(await reply.arrayBuffer());
  return { status: reply.status, bytes, file: reply.headers.get('content-disposition') };
};
const textIn = async (window: Window) => {
  const { bytes, file } = await formIn(window);
  // Among the downloads of a phone it is known by its day, and names nobody (EP-04).
  expect(file).toBe('inline; filename="meeting-2027-03-15.pdf"');
  return (await readPdf(bytes)).text;
};

test('after the close each guest prints their own part of the form, by name, with the words of its laws (REQ-078, EP-10)', async () => {
  const [ofLee, hers] = [await guests.opened(whose(lee)), await guests.opened(whose(mo))];
  expect((await ofLee.get('/api/guest/meeting')).body).toMatchObject({
    meeting: { state: 'over' },
    forms: [{ reviewId, clientName: 'Zephyrine Quillfeather' }],
  });

  const general = await textIn(ofLee);
  expect(general).toContain('Zephyrine Quillfeather');
  expect(general).toMatch(/Prepared for Dr Hana Lee, Mon 15 Mar 2027/);
  expect(general).not.toContain('zqxviral');
  // Beside those who work here too it bears the name under which the agency writes to people outside.
  expect(general).toMatch(/ana\s+Case manager\s+Community Services/);
  expect(general).not.toContain('Zqxviral Services');
  const more = await textIn(hers);
  expect(more).toContain('zqxviral');
  expect(more.replaceAll(/\s+/g, ' ')).toContain(
    'confidential records that New York State law protects',
  );
});

test('each reads what they took on and may know, and nothing of what others did (EP-09)', async () => {
  const textsFor = async (id: string) => {
    const { body } = await (await guests.opened(whose(id))).get('/api/guest/meeting');
    return body.actions.map(({ text, dueInWords }: { text: string; dueInWords: string }) => [
      text,
      dueInWords,
    ]);
  };
  expect(await textsFor(lee)).toEqual([['Ask for a quiet hour', 'Mon 22 Mar 2027']]);
  expect(await textsFor(mo)).toEqual([['Repeat the zqxviral count', 'Mon 22 Mar 2027']]);
});

test('each file stands in the log with the classes that it tells, and in the trail (EP-18, S16)', async () => {
  const { rows } = await house.owner.query(
    `select provider_id, classes, basis, description from disclosure where channel = 'pdf' order by disclosed_at, provider_id`,
  );
  expect(rows).toEqual(
    expect.arrayContaining([
      {
        provider_id: lee,
        classes: ['general'],
        basis: 'consent',
        description: 'Form of a case conference',
      },
      {
        provider_id: mo,
        classes: ['general', 'hiv'],
        basis: 'consent',
        description: 'Form of a case conference',
      },
    ]),
  );
  const trail = await house.owner.query(
    `select count(*)::integer as n from audit where service = 'guest' and operation like '%form.pdf' and outcome = 'done' and $1 = any(ids)`,
    [client.clientId],
  );
  expect(trail.rows[0].n).toBe(2);
});

test('the client reads that it was taken as a file from the page, and that nobody printed it (EP-18)', async () => {
  const { body } = await house.as('ana').get(`/api/clients/${client.clientId}/disclosures`);
  const ways = body.disclosures
    .filter(({ description }: { description: string }) => description.startsWith('Form of'))
    .map(({ channelInWords }: { channelInWords: string }) => channelInWords);
  expect(ways).toEqual([
    'As a file from the page for guests',
    'As a file from the page for guests',
  ]);
});

test('where two papers let it be told, the line of the one names no law of what the other lets be told (EP-18, S4)', async () => {
  await sign(lee, ['hiv']);
  await house.owner.query(`delete from disclosure where provider_id = $1`, [lee]);
  await (await guests.opened(whose(lee))).get('/api/guest/meeting');

  const { rows } = await house.owner.query(
    `select classes, texts from disclosure where provider_id = $1 order by class`,
    [lee],
  );
  expect(rows).toEqual([
    { classes: ['general'], texts: ['hipaa/1'] },
    { classes: ['hiv'], texts: ['hiv-27f/1', 'hipaa/1'] },
  ]);
});

test('once consent is taken back the form is refused as one that never was (T18, REQ-113)', async () => {
  const window = await guests.opened(whose(mo));
  await did(`/api/consents/${ofMo}/revoke`);
  const after = await formIn(window);

  expect(after.status).toBe(404);
  expect(Buffer.from(after.bytes).toString()).toBe((await window.get('/api/guest/meeting')).text);
});

test('a review that is declared void gives nobody a form any more (REQ-078)', async () => {
  const window = await guests.opened(whose(lee));
  expect((await formIn(window)).status).toBe(200);
  const path = `/api/reviews/${reviewId}/void`;
  const { seen } = (await house.as('ana').get(path)).body;
  await did(path, { seen, reason: 'Entered for the wrong person.' });

  expect((await formIn(window)).status).toBe(404);
});
