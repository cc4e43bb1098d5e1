import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attestation } from '#domain/consent/consent-forms.ts';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { askToSendScan, pngSaying, scanSaying, sendScan } from '#test/send-scan.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let program: GivenProgram;
let ana: GivenStaff;
let clientId: string;
let providerId: string;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  agency = await given.agency('riverbend');
  program = await given.program(agency);
  const nights = await given.program(agency, { name: 'Nights' });
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  await given.staff(agency, 'cy', { roles: ['case-manager'], program: nights });
  await given.staff(agency, 'sia', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  ({ providerId } = await given.provider(agency));
  const other = await given.agency('hillside');
  await given.staff(other, 'hal', { roles: ['case-manager'], program: await given.program(other) });
});
beforeEach(async () => {
  ({ clientId } = await given.client(agency, { program, worker: ana }));
});
afterAll(() => house.close());

const recordAs = (name: string, change: object = {}) =>
  house.as(name).post(`/api/clients/${clientId}/consents`, {
    form: 'DOH-5032',
    recipients: [{ kind: 'provider', id: providerId }],
    classes: ['general', 'hiv'],
    purposes: ['case_conference'],
    validFrom: '2026-05-01',
    validUntil: '2027-05-01',
    signedOn: '2026-05-01',
    ...change,
  });
const record = (change: object = {}) => recordAs('ana', change);
const upload = (name: string, bytes: Uint8Array | ReadableStream<Uint8Array>) =>
  askToSendScan(house, name, { clientId, bytes });
const listed = async (name: string, consentId: string) => {
  const { body } = await house.as(name).get(`/api/clients/${clientId}/consents`);
  return body.consents.find((each: { consentId: string }) => each.consentId === consentId);
};
const open = async (name: string, paperId: string) => {
  const response = await house.app.request(`${origin}/api/consent-papers/${paperId}`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as(name).token}` },
  });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};

/** A consent with a scan of these bytes. */
async function scanned(bytes: Uint8Array = pngSaying('a scan')) {
  const { scanId } = await sendScan(house, 'ana', { clientId, bytes });
  const { body } = await record({ signature: 'scan', scanId });
  return { consentId: String(body.consentId), paperId: scanId };
}

test.each(['application/pdf', 'image/jpeg', 'image/png'] as const)(
  'a scan as %s is kept with its consent and comes back as it was, as an attachment that names nobody (REQ-035)',
  async (type) => {
    const bytes = scanSaying(type, 'the signed form');
    const { consentId, paperId } = await scanned(bytes);
    const { papers } = await listed('ana', consentId);
    const opened = await open('ana', paperId);

    expect(papers).toEqual([{ paperId, kind: 'scan', type, byteCount: bytes.length }]);
    expect(opened.bytes).toEqual(bytes);
    expect(opened.response.headers.get('content-type')).toBe(type);
    expect(opened.response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(opened.response.headers.get('cache-control')).toBe('no-store');
    expect(opened.response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="scan-2026-05-04-[0-9a-f]{6}\.(pdf|jpg|png)"$/,
    );
  },
);

test('who opens a signature or a scan is written down, with the client and the paper (REQ-035, S16)', async () => {
  const { consentId, paperId } = await scanned();
  await open('sia', paperId);
  const { rows } = await house.owner.query(
    `select outcome from audit where operation = 'GET /api/consent-papers/:paperId'
     and ids @> array[$1, $2, $3]::uuid[]`,
    [consentId, paperId, clientId],
  );

  expect(rows).toEqual([{ outcome: 'done' }]);
});

test('a signature that was drawn or typed comes back, the typed one with what was attested (REQ-035)', async () => {
  const drawing = pngSaying('drawn');
  const signed = drawing.toString('base64');
  const { consentId } = (await record({ signature: 'drawn', signed })).body;
  const typed = await record({ signature: 'typed', signed: 'Alma Rivera', isAttested: true });
  const paperOf = async (id: string) => (await listed('ana', id)).papers[0].paperId;
  const read = async (id: string) => (await open('ana', await paperOf(id))).bytes;

  expect(await read(consentId)).toEqual(drawing);
  expect(String(await read(typed.body.consentId))).toBe(
    `Alma Rivera\n\n${attestation('client')}\n`,
  );
  for (const [name, message] of [
    ['  ', 'Enter the name as the client typed it.'],
    ['x'.repeat(121), 'A name has at most 120 letters. Enter the name alone.'],
  ])
    expect(
      (await record({ signature: 'typed', signed: name, isAttested: true })).body.fields,
    ).toEqual([{ path: 'signed', message }]);
  expect((await record({ signature: 'typed', signed: 'Alma Rivera' })).body.fields).toEqual([
    { path: 'isAttested', message: 'Say that the client typed the name as their signature.' },
  ]);
});

test('a scan of 200 MB is refused when it passes 20 MB, and read no further (REQ-035)', async () => {
  const part = new Uint8Array(1024 * 1024);
  part.set(pngSaying(''));
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken === 200) return controller.close();
      taken += 1;
      controller.enqueue(part);
    },
  });
  const reply = await upload('ana', body);

  expect(reply).toMatchObject({ status: 413, body: { type: 'scan-too-large' } });
  expect(reply.body.title).toMatch(/larger than 20 MB.*What you typed is kept/);
  expect(taken).toBeLessThan(30);
});

test.each([
  ['a program', 'MZ\x90'],
  ['a page', '<html><script>alert(1)</script>'],
  ['a drawing with scripts', '<svg xmlns="http://www.w3.org/2000/svg">'],
])('%s is no scan, whatever it is called (REQ-035)', async (_, words) => {
  expect(await upload('ana', Buffer.from(words))).toMatchObject({
    status: 422,
    body: { type: 'scan-of-unknown-type', title: expect.stringContaining('PDF, JPEG or PNG') },
  });
});

test('an empty file is refused at its field, and a consent said to be scanned needs its scan (REQ-035)', async () => {
  expect((await upload('ana', Buffer.alloc(0))).body.fields[0]?.path).toBe('scanId');
  expect((await record({ signature: 'scan' })).body.fields).toEqual([
    {
      path: 'scanId',
      message: 'Choose the scan, or say that the paper is kept in the file.',
    },
  ]);
  expect(
    (await record({ signature: 'scan', scanId: '019a0000-0000-7000-8000-000000000000' })).body.type,
  ).toBe('scan-gone');
});

test('a form that cannot be recorded leaves the scan to be recorded with the next try (REQ-035)', async () => {
  const { scanId } = await sendScan(house, 'ana', { clientId, bytes: pngSaying('once more') });
  const wrong = await record({ signature: 'scan', scanId, validUntil: '2020-01-01' });

  expect(wrong.status).toBe(400);
  expect((await record({ signature: 'scan', scanId })).status).toBe(200);
});

test('a scan is recorded once, also by two at once, and only by whoever sent it, for that client (REQ-035)', async () => {
  const { scanId } = await sendScan(house, 'ana', { clientId, bytes: pngSaying('two') });
  const both = await Promise.all([
    record({ signature: 'scan', scanId }),
    record({ signature: 'scan', scanId }),
  ]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const { scanId: theirs } = await sendScan(house, 'sia', { clientId, bytes: pngSaying('sia') });
  expect((await record({ signature: 'scan', scanId: theirs })).body.type).toBe('scan-gone');
  const { scanId: own } = await sendScan(house, 'ana', { clientId, bytes: pngSaying('own') });
  ({ clientId } = await given.client(agency, { program, worker: ana }));
  expect((await record({ signature: 'scan', scanId: own })).body.type).toBe('scan-gone');
});

test('the paper of a form is scanned later and added to it (REQ-035)', async () => {
  const { consentId } = (await record()).body;
  const { scanId } = await sendScan(house, 'ana', { clientId, bytes: pngSaying('later') });
  const add = () => house.as('ana').post(`/api/consents/${consentId}/scans`, { scanId });

  expect(await add()).toMatchObject({ status: 200, body: { paperId: scanId } });
  expect((await add()).body.type).toBe('scan-kept-already');
  expect((await listed('ana', consentId)).papers).toHaveLength(1);
});

test('strangers, colleagues without the class and other roles neither see, open nor add a scan (REQ-178, S1)', async () => {
  const { consentId, paperId } = await scanned();
  const absent = await house
    .as('cy')
    .get(`/api/consent-papers/019a0000-0000-7000-8000-000000000000`);
  for (const stranger of ['cy', 'hal', 'bo']) {
    expect((await open(stranger, paperId)).response.status).toBe(404);
    expect(await house.as(stranger).get(`/api/consent-papers/${paperId}`)).toEqual(
      expect.objectContaining({ status: 404, body: absent.body }),
    );
  }
  for (const outsider of ['bill', 'riverbend-admin'])
    expect((await open(outsider, paperId)).response.status).toBe(403);
  for (const stranger of ['cy', 'hal']) {
    expect((await upload(stranger, pngSaying('x'))).status).toBe(404);
    expect(
      (await house.as(stranger).post(`/api/consents/${consentId}/scans`, { scanId: paperId }))
        .status,
    ).toBe(404);
  }
  expect((await upload('bill', pngSaying('x'))).status).toBe(403);
  expect((await listed('bo', consentId)).papers).toEqual([]);
  expect((await open('sia', paperId)).response.status).toBe(200);
});

test('whoever recorded a scan opens it no more once their training ended (REQ-036, REQ-178)', async () => {
  const { paperId } = await scanned();
  expect((await open('ana', paperId)).response.status).toBe(200);
  await house.owner.query(
    `update staff_training set expires_on = '2026-05-01' where staff_id = $1 and about = 'hiv'`,
    [ana.staffId],
  );
  const untrained = await open('ana', paperId);
  await house.owner.query(
    `update staff_training set expires_on = '2099-12-31' where staff_id = $1 and about = 'hiv'`,
    [ana.staffId],
  );

  expect(untrained.response.status).toBe(404);
  expect((await open('ana', paperId)).response.status).toBe(200);
});

test('what is kept of a scan is sealed, and its row is of the highest class that its consent names (S18, EP-14)', async () => {
  const { paperId } = await scanned(pngSaying('words on the paper'));
  const { rows } = await house.owner.query(
    'select class, body, content_hash from consent_paper where paper_id = $1',
    [paperId],
  );

  expect(rows[0].class).toBe('hiv');
  expect(rows[0].body.toString('latin1')).not.toContain('words on the paper');
  expect(JSON.stringify(rows[0].body)).not.toContain('PNG');
});
