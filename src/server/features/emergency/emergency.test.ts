import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let north: GivenAgency;
let alma: GivenClient;
let rosa: GivenClient;
let theirs: GivenClient;
let ben: GivenStaff;
let clinic: string;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  north = await given.agency('north');
  const program = await given.program(north);
  const nights = await given.program(north, { name: 'Nights' });
  const ana = await given.staff(north, 'ana', { roles: ['case-manager'], program });
  ben = await given.staff(north, 'ben', { roles: ['case-manager'], program: nights });
  await given.staff(north, 'una', { roles: ['case-manager'], program: nights, trained: [] });
  await given.staff(north, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(north, 'nia', {
    roles: ['supervisor'],
    program: nights,
    teamRole: 'supervisor',
  });
  alma = await given.client(north, { program, worker: ana, name: 'Alma Rivera' });
  rosa = await given.client(north, { program, worker: ana, name: 'Rosa Diaz' });
  const south = await given.agency('south');
  const far = await given.program(south);
  const tim = await given.staff(south, 'tim', { roles: ['case-manager'], program: far });
  theirs = await given.client(south, { program: far, worker: tim, name: 'Alma Rivera' });
  await house.owner.query(`update client set born_on = '1984-03-27'`);
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'staff', now())`,
    [north.agencyId, alma.clientId],
  );
  clinic = (await given.provider(north)).providerId;
  await house.as('ana').post(`/api/clients/${alma.clientId}/contacts`, contact());
});
beforeEach(async () => {
  await house.at('2026-05-04T14:00:00Z');
  await house.owner.query('delete from break_glass_words');
  await house.owner.query('delete from break_glass');
  await house.runJobs();
  house.mails.length = 0;
});
afterAll(() => house.close());

const contact = () => ({
  partner: { kind: 'provider', id: clinic },
  activity: 'arranging-access',
  channel: 'phone',
  on: '2026-05-04',
  note: 'Viral load is down, the clinic says.',
});
const ask = {
  client: 'Alma Rivera',
  bornOn: '1984-03-27',
  reason: 'urgent-care',
  words: 'The emergency room calls and asks what she takes.',
};
const open = (who = 'ben', more: object = {}) =>
  house.as(who).post('/api/emergency/open', { ...ask, ...more });
const paths = (id: string) =>
  ['', '/details', '/care-team', '/record'].map((part) => `/api/emergency/clients/${id}${part}`);
const statuses = async (who: string, id: string) => {
  const seen: number[] = [];
  for (const path of paths(id)) seen.push((await house.as(who).get(path)).status);
  return seen;
};
const minutes = async (count: number) => {
  await house.at(Temporal.Instant.from('2026-05-04T14:00:00Z').add({ minutes: count }).toString());
  await house.owner.query(`update sign_in.session set "expiresAt" = auth.now() + interval '1 day'`);
};

describe('emergency access (S17, EP-15)', () => {
  test('opens one client for an hour and reads what one was trained for; another’s chart stays closed', async () => {
    const { body, status } = await open();
    expect(status).toBe(200);
    expect(body.endsAt).toContain('2026-05-04T15:00:0');
    expect(await statuses('ben', alma.clientId)).toEqual([200, 200, 200, 200]);
    expect(await statuses('ben', rosa.clientId)).toEqual([404, 404, 404, 404]);
    expect(await statuses('una', alma.clientId)).toEqual([404, 404, 404, 404]);
    const record = await house.as('ben').get(paths(alma.clientId)[3] ?? '');
    expect(JSON.stringify(record.body)).toContain('Viral load is down');
  });

  test('without current training it reads nothing of that class, as at any other time (REQ-036)', async () => {
    await open('una');
    const record = await house.as('una').get(paths(alma.clientId)[3] ?? '');
    expect(record.status).toBe(200);
    expect(JSON.stringify(record.body)).not.toContain('Viral load');
  });

  test('it ends after sixty minutes, or sooner by hand', async () => {
    await open();
    await minutes(59);
    expect(await statuses('ben', alma.clientId)).toEqual([200, 200, 200, 200]);
    await minutes(61);
    expect(await statuses('ben', alma.clientId)).toEqual([404, 404, 404, 404]);
    const { glassId } = (await open()).body;
    await house.as('ben').post('/api/emergency/end', { glassId });
    expect(await statuses('ben', alma.clientId)).toEqual([404, 404, 404, 404]);
  });

  test('nothing is written, exported or printed by it: every other door stays as shut as before', async () => {
    await open();
    expect(await statuses('ben', alma.clientId)).toEqual([200, 200, 200, 200]);
    const me = house.as('ben');
    const at = `/api/clients/${alma.clientId}`;
    const asked = await Promise.all([
      me.get(at),
      me.get(`${at}/record`),
      me.get(`${at}/record.pdf`),
      me.get(`${at}/disclosures/export?accounting=all`),
      me.get(`${at}/looked`),
      me.post(`${at}/contacts`, contact()),
      me.post(`${at}/identifiers/add`, { system: 'MRN', value: '1' }),
    ]);
    expect(asked.map(({ status }) => status).filter((status) => status < 400)).toEqual([]);
    const found = await me.post('/api/clients/search', { text: 'Alma' });
    expect(found.body.clients).toEqual([]);
  });

  test('asks for who it is anew, a reason and words', async () => {
    await house.owner.query(
      `update auth.session_scope set proved_at = auth.now() - interval '6 minutes'`,
    );
    expect((await open()).body.type).toBe('step-up-needed');
    await minutes(0);
    expect((await open('ben', { words: 'short' })).body.fields[0].path).toBe('words');
    expect((await open('ben', { reason: 'curious' })).body.fields[0].path).toBe('reason');
    expect((await open('north-admin')).status).toBe(403);
  });

  test('who is not there, is another’s, or is named half looks the same; and trying on ends', async () => {
    const replies = [
      await open('ben', { client: 'Nobody Here' }),
      await open('ben', { bornOn: '1984-03-28' }),
      await open('ben', { client: 'Alma' }),
      await open('ben', { client: theirs.clientId }),
    ];
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(replies[0]?.status).toBe(404);
    expect(await statuses('ben', theirs.clientId)).toEqual([404, 404, 404, 404]);
    for (let tries = 0; tries < 8; tries += 1) await open('ben', { client: 'Nobody Here' });
    expect((await open()).body.type).toBe('glass-tries-over');
  });

  test('those who answer for the client hear of it at once, by a mail that says nothing, and see it in the file', async () => {
    await minutes(120);
    await open();
    await house.runJobs();
    const { body } = await house.as('ana').get(`/api/clients/${alma.clientId}/looked`);
    expect(new Set(house.mails.map(({ to }) => to.split('@')[0]))).toEqual(
      new Set(['north-admin', 'sue']),
    );
    expect(house.mails).toHaveLength(2);
    expect(house.mails.map(({ text }) => text).join()).not.toMatch(
      /Alma|Rivera|emergency room|HIV/i,
    );
    expect(body.lines.map(({ inWords }: { inWords: string }) => inWords)).toContain(
      'Emergency access, opened',
    );
  });

  test('a family’s name of several words is found, whichever part comes first; one without a name is not found by any', async () => {
    const named = (first: string, last: string) =>
      house.owner.query(`update client set given_key = $2, family_key = $3 where client_id = $1`, [
        rosa.clientId,
        first,
        last,
      ]);
    await minutes(120);
    await named('maria', 'delacruz');
    for (const client of ['Maria de la Cruz', 'de la Cruz, Maria']) {
      const { status, body } = await open('ben', { client });
      expect([status, body.clientId]).toEqual([200, rosa.clientId]);
      await house.as('ben').post('/api/emergency/end', { glassId: body.glassId });
    }
    await named('', '');
    for (const client of ['Maria', '-', 'de la Cruz'])
      expect((await open('ben', { client })).status).toBe(404);
    await named('rosa', 'diaz');
  });

  test('one at a time', async () => {
    await minutes(120);
    await open();
    expect((await open('ben', { client: 'Rosa Diaz' })).body.type).toBe('glass-open-already');
  });
});

describe('the second person (S17)', () => {
  const reviews = async (who: string) => (await house.as(who).get('/api/emergency/reviews')).body;
  const judge = (who: string, glassId: string) =>
    house.as(who).post('/api/emergency/review', {
      glassId,
      outcome: 'justified',
      note: 'I called the emergency room.',
    });

  test('who opened it never reviews it; whoever answers for the client does, once', async () => {
    await minutes(120);
    await house.owner.query(
      `insert into staff_role (agency_id, staff_id, role, granted_at) values ($1, $2, 'supervisor', now()) on conflict do nothing`,
      [north.agencyId, ben.staffId],
    );
    const { glassId } = (await open()).body;
    expect((await judge('ben', glassId)).body.type).toBe('not-your-own-emergency');
    expect((await judge('nia', glassId)).body.type).toBe('not-found');
    const [seen] = (await reviews('sue')).open;
    expect(seen).toMatchObject({ byName: 'ben', words: ask.words, may: { review: true } });
    expect((await reviews('north-admin')).open[0]).toMatchObject({ words: null });
    expect((await reviews('nia')).open).toEqual([]);
    expect((await judge('sue', glassId)).status).toBe(200);
    expect((await judge('north-admin', glassId)).body.type).toBe('emergency-reviewed-already');
    await house.owner.query(`delete from staff_role where staff_id = $1 and role = 'supervisor'`, [
      ben.staffId,
    ]);
  });

  test('what nobody reviewed within 72 hours keeps its opener from another, until it is', async () => {
    await minutes(120);
    const { glassId } = (await open()).body;
    await minutes(120 + 72 * 60 - 1);
    expect((await open()).status).toBe(200);
    await minutes(120 + 72 * 60 + 61);
    expect((await open()).body.type).toBe('glass-review-owed');
    expect((await reviews('sue')).open[0]).toMatchObject({ isLate: true });
    await judge('sue', glassId);
    expect((await open()).status).toBe(200);
  });
});
