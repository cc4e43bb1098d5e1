import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { conferenceHeld } from '#test/conference-held.ts';
import { emergencyScene } from '#test/given-emergency.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { given, north, ana, ben, alma, rosa, theirs, open, minutes, meet } =
  await emergencyScene(house);
let clinic: string;

beforeAll(async () => {
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'staff', now())`,
    [north.agencyId, alma.clientId],
  );
  clinic = (await given.provider(north)).providerId;
  await house.as('ana').post(`/api/clients/${alma.clientId}/contacts`, contact());
  await conferenceHeld(house, north, { client: alma, by: ana, summaryClass: 'hiv' });
});
beforeEach(meet);
afterAll(() => house.close());

const contact = () => ({
  partner: { kind: 'provider', id: clinic },
  activity: 'arranging-access',
  channel: 'phone',
  on: '2026-05-04',
  note: 'Viral load is down, the clinic says.',
});
async function consentAboutHiv() {
  const about = { client: alma, providerId: clinic, by: ana, classes: ['hiv'] };
  const consentId = await given.consent(north, about);
  await house.owner.query(`update consent set recorded_at = '2026-05-01' where consent_id = $1`, [
    consentId,
  ]);
}
const paths = (id: string) =>
  ['', '/details', '/care-team', '/record'].map((part) => `/api/emergency/clients/${id}${part}`);
const statuses = async (who: string, id: string) => {
  const seen: number[] = [];
  for (const path of paths(id)) seen.push((await house.as(who).get(path)).status);
  return seen;
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
    expect(JSON.stringify(record.body)).toContain('Evening care was agreed');
  });

  test('without current training it reads nothing of that class, as at any other time (REQ-036)', async () => {
    await open('una');
    const record = await house.as('una').get(paths(alma.clientId)[3] ?? '');
    expect(record.status).toBe(200);
    expect(JSON.stringify(record.body)).not.toMatch(/Viral load|Evening care/);
  });

  test('the banner counts what its reader reads in the record: by training, as whoever has the case (REQ-036)', async () => {
    await consentAboutHiv();
    const counted = async (who: string) =>
      (await house.as(who).get(paths(alma.clientId)[0] ?? '')).body.consents.inForce;
    const before = (await house.as('ana').get(`/api/clients/${alma.clientId}`)).body.consents;
    await open();
    await open('una');

    expect(before.inForce).toBe(1);
    expect([await counted('ben'), await counted('una')]).toEqual([1, 0]);
  });

  test('it ends after sixty minutes, or sooner by hand', async () => {
    await open();
    await minutes(59);
    expect(await statuses('ben', alma.clientId)).toEqual([200, 200, 200, 200]);
    await minutes(61);
    expect(await statuses('ben', alma.clientId)).toEqual([404, 404, 404, 404]);
    const { accessId } = (await open()).body;
    await house.as('ben').post('/api/emergency/end', { accessId });
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
      me.post(`${at}/identifiers/add`, { system: 'hospital', value: '1' }),
    ]);
    expect(asked.map(({ status }) => status).filter((status) => status < 400)).toEqual([]);
    const found = await me.post('/api/clients/search', { text: 'Alma' });
    expect(found.body.clients).toEqual([]);
  });

  test('it offers nothing that writes, and what it does not offer is refused too (EP-15)', async () => {
    const offers = async (who: string, at: string) => {
      const chart = (await house.as(who).get(at)).body;
      const team = (await house.as(who).get(`${at}/care-team`)).body;
      return [chart.may.plan, team.mayNameCaseManager];
    };
    await open();
    const [me, at] = [house.as('ben'), `/api/clients/${alma.clientId}`];
    const ofHers = await offers('ana', at);
    const ofTheirs = await offers('ben', `/api/emergency/clients/${alma.clientId}`);
    const member = { kind: 'provider', personId: clinic, from: '2026-05-04' };
    const wanted = await Promise.all([
      me.post('/api/conferences', { enrollmentIds: [alma.enrollmentId] }),
      me.post(`${at}/care-team/add`, member),
      me.post(`${at}/supports`, { fullName: 'Luz Rivera', relationship: 'sibling' }),
      me.post(`/api/emergency/clients/${alma.clientId}/care-team`, member),
    ]);

    expect(ofHers).toEqual([true, true]);
    expect(ofTheirs).toEqual([false, false]);
    expect(wanted.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
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
    for (let tries = 0; tries < 6; tries += 1) await open('ben', { client: 'Nobody Here' });
    expect((await open()).body.type).toBe('emergency-tries-over');
    await minutes(61);
    expect((await open()).status).toBe(200);
  });

  test('tries side by side are ten as well, each of them denied in the trail', async () => {
    const denied = async () => {
      const { rows } = await house.owner.query(
        `select count(*)::integer as count from audit where actor_id = $1 and outcome = 'denied'`,
        [ben.staffId],
      );
      return rows[0].count;
    };
    const before = await denied();
    const replies = await Promise.all(
      Array.from({ length: 16 }, () => open('ben', { client: 'Nobody Here' })),
    );
    const types = Map.groupBy(replies, ({ body }) => String(body.type));
    expect(types.get('not-found')).toHaveLength(10);
    expect(types.get('emergency-tries-over')).toHaveLength(6);
    expect(await denied()).toBe(before + 16);
  });

  test('what is refused for another reason is no try: a question for the password, words too short, one open already', async () => {
    const ten = async (more: object = {}) => {
      for (let tries = 0; tries < 10; tries += 1) await open('ben', more);
    };
    await house.owner.query(
      `update auth.session_scope set proved_at = auth.now() - interval '6 minutes'`,
    );
    await ten();
    await house.owner.query(`update auth.session_scope set proved_at = auth.now()`);
    await ten({ words: 'short' });
    const { body, status } = await open();
    expect(status).toBe(200);
    await ten({ client: 'Rosa Diaz' });
    await house.as('ben').post('/api/emergency/end', { accessId: body.accessId });
    expect((await open('ben', { client: 'Rosa Diaz' })).status).toBe(200);
  });

  test('those who answer for the client hear of it at once, by a mail that says nothing, and see it in the file', async () => {
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
    await named('maria', 'delacruz');
    for (const client of ['Maria de la Cruz', 'de la Cruz, Maria']) {
      const { status, body } = await open('ben', { client });
      expect([status, body.clientId]).toEqual([200, rosa.clientId]);
      await house.as('ben').post('/api/emergency/end', { accessId: body.accessId });
    }
    await named('', '');
    for (const client of ['Maria', '-', 'de la Cruz'])
      expect((await open('ben', { client })).status).toBe(404);
    await named('rosa', 'diaz');
  });

  test('one at a time', async () => {
    await open();
    expect((await open('ben', { client: 'Rosa Diaz' })).body.type).toBe('emergency-open-already');
  });
});
