import { afterAll, beforeAll, expect, test } from 'vitest';
import { restrictedClasses } from '#domain/people.ts';
import { givenIn, type GivenAgency, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const hiv = { class: 'hiv', titlesFrom: '' };

let north: GivenAgency;
let ana: GivenStaff;
let una: GivenStaff;
const clients = new Map<string, GivenClient>();
const admin = () => house.as('north-admin');
const train = (who: GivenStaff, completedOn: string, expiresOn: string) =>
  admin().post('/api/staff-access/trainings', {
    staffId: who.staffId,
    about: 'hiv',
    completedOn,
    expiresOn,
  });
const gapsOf = async (who: GivenStaff) => {
  const { body } = await admin().get('/api/staff-access');
  const person = body.staff.find(({ staffId }: GivenStaff) => staffId === who.staffId);
  return person.classes.find((one: { class: string }) => one.class === 'hiv').gaps;
};
/** All that a worker reads of a client, as bytes: chart, record, search by what is due, worklist, counts, lists to save. */
async function everything(who: GivenStaff, { clientId }: GivenClient) {
  const me = house.as(who.name);
  const asked = await Promise.all([
    me.get(`/api/clients/${clientId}`),
    me.get(`/api/clients/${clientId}/details`),
    me.get(`/api/clients/${clientId}/record`),
    me.get(`/api/clients/${clientId}/record/year`),
    me.get(`/api/clients/${clientId}/contacts/new`),
    me.get(`/api/clients/${clientId}/actions`),
    me.get('/api/today/due'),
    me.get('/api/today/due/export?reason=supervision'),
    me.get('/api/today/counts'),
    me.get('/api/today/waiting'),
    me.get('/api/actions'),
    me.post('/api/clients/search', { scope: 'mine', due: 'overdue' }),
  ]);
  expect(asked.filter(({ status }) => status >= 500)).toEqual([]);
  return asked.map(({ body }) => JSON.stringify(body)).join('\n');
}
const own = (who: GivenStaff) => {
  const found = clients.get(who.name);
  if (!found) throw new Error('expected a client');
  return found;
};

beforeAll(async () => {
  await house.at('2027-03-15T17:00:00Z');
  north = await given.agency('north');
  const program = await given.program(north);
  ana = await given.staff(north, 'ana', { roles: ['case-manager'], program });
  una = await given.staff(north, 'una', { roles: ['case-manager'], program, trained: [] });
  const sue = await given.staff(north, 'sue', {
    roles: ['supervisor'],
    program,
    teamRole: 'supervisor',
  });
  const { providerId } = await given.provider(north);
  for (const worker of [ana, una, sue])
    clients.set(worker.name, await given.client(north, { program, worker }));
  const restricted = [own(ana).clientId, own(una).clientId];
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at)
     select $1, unnest($2::uuid[]), 'hiv', 'intake', now()`,
    [north.agencyId, restricted],
  );
  for (const clientId of restricted)
    await house.as('sue').post(`/api/clients/${clientId}/contacts`, {
      partner: { kind: 'provider', id: providerId },
      activity: 'arranging-access',
      channel: 'phone',
      on: '2027-03-15',
      note: 'About the zebra.',
    });
  await house.owner.query(
    `update obligation set class = 'hiv', due_on = '2027-03-01', due_soon_on = '2027-02-01' where client_id = any($1)`,
    [restricted],
  );
});
afterAll(() => house.close());

test('a worker without current training sees nothing restricted, nor that it is there (REQ-036, EP-14, EP-15)', async () => {
  const trained = await everything(ana, own(ana));
  const untrained = await everything(una, own(una));

  expect(trained).toContain('zebra');
  expect(trained).toContain('"hiv"');
  expect(trained).toContain('244 days late');
  expect(untrained).not.toContain('zebra');
  expect(untrained).not.toMatch(/hiv/i);
  expect(untrained).not.toContain('days late');
});

test('her chart is, byte for byte, that of a client about whom nothing restricted is known (REQ-036, EP-14)', async () => {
  const facts = async () => {
    const bytes = await everything(una, own(una));
    return bytes.replaceAll(/"(generatedAt|at|fingerprint)":"[^"]*"/g, '');
  };
  const before = await facts();
  await house.owner.query(`create table kept_class as select * from client_class`);
  await house.owner.query(`create table kept_entry as select * from record_entry`);
  await house.owner.query(`create table kept_duty as select * from obligation`);
  for (const table of ['client_class', 'record_entry', 'obligation'])
    await house.owner.query(`delete from ${table} where client_id = $1 and class = 'hiv'`, [
      own(una).clientId,
    ]);
  const without = await facts();
  for (const [table, kept] of [
    ['client_class', 'kept_class'],
    ['record_entry', 'kept_entry'],
  ])
    await house.owner.query(
      `insert into ${table} select * from ${kept} k where client_id = $1 and class = 'hiv'`,
      [own(una).clientId],
    );
  await house.owner.query('drop table kept_class, kept_entry, kept_duty');

  expect(without).toBe(before);
});

test('recorded training opens the class at once, and its last day is the last (REQ-036)', async () => {
  expect(await gapsOf(una)).toEqual(['no-training']);

  expect((await train(una, '2027-03-01', '2027-03-15')).status).toBe(200);
  expect(await gapsOf(una)).toEqual([]);
  expect(await everything(una, own(una))).toContain('"hiv"');

  await house.at('2027-03-15T21:00:00-04:00');
  expect(await everything(una, own(una))).toContain('"hiv"');
  await house.at('2027-03-16T00:30:00-04:00');
  expect(await everything(una, own(una))).not.toContain('hiv');
  expect(await gapsOf(una)).toEqual(['training-expired']);
  await house.at('2027-03-15T17:00:00Z');
});

test('a training that was recorded by mistake is taken back, once (REQ-036)', async () => {
  const { body } = await train(una, '2027-03-10', '2028-03-10');
  const takeBack = () =>
    admin().post('/api/staff-access/trainings/withdraw', { trainingId: body.trainingId });

  expect((await takeBack()).status).toBe(200);
  expect((await takeBack()).body.type).toBe('training-already-withdrawn');
});

test('from a day on, only listed job titles know the class (REQ-036)', async () => {
  const rule = (titlesFrom: string) =>
    admin().post('/api/staff-access/rule', { ...hiv, trainingFrom: '2020-01-01', titlesFrom });
  await rule('2027-03-16');
  expect(await everything(ana, own(ana))).toContain('"hiv"');
  await rule('2027-03-15');
  expect(await everything(ana, own(ana))).not.toContain('hiv');
  expect(await gapsOf(ana)).toEqual(['title-not-listed']);

  const listed = await admin().post('/api/staff-access/titles', {
    title: ' case  MANAGER',
    duties: 'Plans and holds case conferences',
    limits: 'Own caseload',
    classes: ['hiv'],
  });
  expect(await everything(ana, own(ana))).toContain('"hiv"');
  expect(await gapsOf(ana)).toEqual([]);
  const again = await admin().post('/api/staff-access/titles', {
    title: 'Case manager',
    duties: 'x',
    limits: 'x',
    classes: ['hiv'],
  });
  expect(again.body.type).toBe('title-listed-already');

  await admin().post('/api/staff-access/titles/remove', listed.body);
  expect(await gapsOf(ana)).toEqual(['title-not-listed']);
  await rule('');
  expect(await everything(ana, own(ana))).toContain('"hiv"');
});

test('a class without a condition needs none, and one that the agency sets holds from its day (REQ-036)', async () => {
  await house.owner.query(`update client_class set class = 'sud' where client_id = $1`, [
    own(una).clientId,
  ]);
  expect(await everything(una, own(una))).toContain('"sud"');
  await admin().post('/api/staff-access/rule', {
    class: 'sud',
    trainingFrom: '2027-03-15',
    titlesFrom: '',
  });

  expect(await everything(una, own(una))).not.toContain('"sud"');
});

test('everybody reads their own training, and nobody but an administrator that of others (REQ-036)', async () => {
  const { body } = await house.as('ana').get('/api/account/access');
  expect(body.trainings.map(({ about }: { about: string }) => about).toSorted()).toEqual(
    restrictedClasses.toSorted(),
  );
  expect((await house.as('ana').get('/api/staff-access')).status).toBe(403);
  const south = await given.agency('south');
  expect(south.agencyId).not.toBe(north.agencyId);
  const seen = await house.as('south-admin').get('/api/staff-access');
  expect(JSON.stringify(seen.body)).not.toContain(ana.staffId);
  const foreign = await house.as('south-admin').post('/api/staff-access/trainings', {
    staffId: ana.staffId,
    about: 'hiv',
    completedOn: '2027-03-01',
    expiresOn: '2028-03-01',
  });
  expect(foreign.status).toBe(404);
});

test('wrong dates are told by their field, and nothing is recorded (REQ-036)', async () => {
  const reply = await train(ana, '2027-03-10', '2027-03-09');
  expect(reply.status).toBe(400);
  expect(JSON.stringify(reply.body)).toContain('expiresOn');
  expect((await train(ana, '2027-04-01', '2028-04-01')).body.type).toBe('training-in-the-future');
});

test('HIV information asks for training always: the rule is neither taken off nor put off (REQ-036)', async () => {
  for (const trainingFrom of ['', '2199-01-01'])
    expect(
      await admin().post('/api/staff-access/rule', { class: 'hiv', trainingFrom, titlesFrom: '' }),
    ).toMatchObject({ status: 400, body: { fields: [{ path: 'trainingFrom' }] } });
});
