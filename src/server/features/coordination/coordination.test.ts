import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);

await house.at('2026-06-30T15:00:00Z');
const agency = await given.agency('riverbend');
const supportive = await given.program(agency, { name: 'Support', preset: 'supportive' });
const comprehensive = await given.program(agency, { name: 'Comprehensive' });
const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program: comprehensive });
const sam = await given.staff(agency, 'sam', { roles: ['case-manager'], program: supportive });
await given.staff(agency, 'bo', { roles: ['case-manager'], program: comprehensive });
await given.staff(agency, 'sue', {
  roles: ['supervisor'],
  program: comprehensive,
  teamRole: 'supervisor',
});
const lee = await given.provider(agency, { name: 'Dr Hana Lee', providerClass: 'medical' });
const ash = await given.provider(agency, { name: 'Nell Ash', providerClass: 'housing' });
let alma: GivenClient;
let bao: GivenClient;

const enrolled = (program: GivenProgram, worker: GivenStaff, name: string) =>
  given.client(agency, { program, worker, name, enrolledOn: '2026-01-05' });

type Said = { on: string; with?: string; activity?: string; note?: string; class?: string };

async function talked(who: string, { clientId }: GivenClient, said: Said) {
  const { on, with: providerId = lee.providerId, activity = 'arranging-access' } = said;
  const reply = await house.as(who).post(`/api/clients/${clientId}/contacts`, {
    partner: { kind: 'provider', id: providerId },
    activity,
    channel: 'phone',
    on,
    note: said.note ?? 'An appointment was made.',
    ...(said.class && { class: said.class }),
  });
  expect(reply.status).toBe(200);
}

beforeAll(async () => {
  alma = await enrolled(comprehensive, ana, 'Alma Rivera');
  bao = await enrolled(supportive, sam, 'Bao Nguyen');
  for (const on of ['2026-04-02', '2026-05-04', '2026-06-01']) await talked('ana', alma, { on });
  await talked('ana', alma, { on: '2026-06-08', activity: 'advocacy' });
  await talked('sam', bao, { on: '2026-06-09', with: ash.providerId });
});

const frequency = (who: string, { clientId }: GivenClient, period = '') =>
  house.as(who).get(`/api/clients/${clientId}/contact-frequency${period}`);

test('how often staff were in touch with each provider outside is shown for a client and a period, also who was never spoken to (REQ-031)', async () => {
  const added = await house.as('ana').post(`/api/clients/${alma.clientId}/care-team/add`, {
    kind: 'provider',
    personId: ash.providerId,
    servesAs: 'Housing',
    from: '2026-02-01',
  });
  expect(added.status).toBe(200);

  const { body } = await frequency('ana', alma, '?from=2026-04-01&until=2026-06-30');

  expect(body.outside).toEqual({ contacts: 4, inWords: '4 contacts, about every 23 days' });
  expect(body.inside).toEqual({ contacts: 0, inWords: 'No contact' });
  expect(
    body.partners.map(({ name, oftenInWords, lastOn, forInWords }: Record<string, unknown>) => [
      name,
      oftenInWords,
      lastOn,
      forInWords,
    ]),
  ).toEqual([
    [
      'Dr Hana Lee',
      '4 contacts, about every 23 days',
      '2026-06-08',
      'Arranging access 3, Advocacy 1',
    ],
    ['Nell Ash', 'No contact', null, ''],
  ]);
  const may = (await frequency('ana', alma, '?from=2026-05-01&until=2026-05-31')).body;
  expect(may.outside.contacts).toBe(1);
  const turned = await frequency('ana', alma, '?from=2026-06-01&until=2026-05-01');
  expect(turned.status).toBe(400);
  expect(JSON.stringify(turned.body)).toContain('Turn them around');
});

test('the frequency of contacts is printed, and that it was printed is on the trail (REQ-031)', async () => {
  const path = `/api/clients/${alma.clientId}/contact-frequency/print?from=2026-04-01&until=2026-06-30`;
  const origin = 'http://localhost:4321';
  const response = await house.app.request(`${origin}${path}`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
  });
  expect(response.status).toBe(200);
  const { text } = await readPdf(new Uint8Array(await response.arrayBuffer()));
  expect(text).toContain('Coordination contacts');
  expect(text).toMatch(/Taken out by\s+ana/);
  expect(text).toContain('Alma Rivera');
  expect(text).toContain('4 contacts, about every 23 days');
  const { rows } = await house.owner.query(
    `select actor_id from audit where operation like '%contact-frequency/print' and ids @> array[$1::uuid]`,
    [alma.clientId],
  );
  expect(rows).toHaveLength(1);
  expect((await house.owner.query('select what from taken_out')).rows).toEqual([
    { what: 'contacts' },
  ]);
});

test('a contact whose note one may not read is not counted, and who does not see the client learns nothing (REQ-034, REQ-036)', async () => {
  const held = await enrolled(comprehensive, ana, 'Cal Moss');
  await talked('ana', held, { on: '2026-06-02' });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'test', now())`,
    [agency.agencyId, held.clientId],
  );
  const before = (await frequency('bo', held)).body;
  await talked('ana', held, { on: '2026-06-03', note: 'About the clinic.' });

  expect((await frequency('ana', held)).body.outside.contacts).toBe(2);
  expect((await frequency('sue', held)).body.outside.contacts).toBe(2);
  expect((await frequency('bo', held)).body).toEqual(before);
  expect(before.isWhole).toBe(false);
  expect((await frequency('sam', held)).status).toBe(404);
  const there = await given.agency('there');
  await given.staff(there, 'zed', {
    roles: ['supervisor'],
    program: await given.program(there, {}),
  });
  expect((await frequency('zed', held)).status).toBe(404);
  expect((await house.as('zed').get('/api/coordination')).body.programs).toEqual([]);
});

test('coordination can be shown for the supportive and the comprehensive program alike, by the services that took part (REQ-024, REQ-025)', async () => {
  const shown = async (who: string) =>
    (await house.as(who).get('/api/coordination?from=2026-04-01&until=2026-06-30')).body.programs;

  // A case manager of the one program sees nothing of the other's.
  expect(await shown('sam')).toEqual([
    {
      programId: supportive.programId,
      name: 'Support',
      policyTitle: expect.any(String),
      clients: 1,
      reached: 1,
      reachedOutside: 1,
      contacts: 1,
      outside: 1,
      perClientMonth: 0.3,
      services: [{ kind: 'housing', inWords: 'Housing', contacts: 1 }],
    },
  ]);
  expect(await shown('sue')).toEqual([
    expect.objectContaining({
      name: 'Comprehensive',
      reachedOutside: 2,
      services: [{ kind: 'medical', inWords: 'Medical', contacts: 6 }],
    }),
  ]);
});
