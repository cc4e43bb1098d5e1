import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
type Item = {
  text: string;
  state: string;
  outcome: string;
  dueOn: string;
  client: { name: string };
  followUp: { byName: string };
};

let work: GivenAgencyAtWork;
let clients: GivenClient[];

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  await meetings.agencyAtWork('hillside');
  const nights = await given.program(work.agency, { name: 'Nights' });
  await given.staff(work.agency, 'cy', { roles: ['case-manager'], program: nights });
  const { program, ana: worker } = work;
  clients = [
    await given.client(work.agency, { program, worker, name: 'Alma Rivera' }),
    await given.client(work.agency, { program, worker, name: 'Bert Chen' }),
  ];
  const meeting = await meetings.planned('ana', clients, work);
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: work.bo });
  await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`);
});
afterAll(() => house.close());

const mine = async (name: string) => (await house.as(name).get('/api/actions')).body;

test('after the close each owner finds what they took on, and who follows it up (REQ-039, REQ-075, REQ-076)', async () => {
  const ofBo = await mine('bo');

  expect(
    ofBo.mine.map((item: Item) => [item.client.name, item.dueOn, item.followUp.byName]),
  ).toEqual([
    ['Alma Rivera', '2027-03-22', 'bo'],
    ['Bert Chen', '2027-03-22', 'bo'],
  ]);
  expect(await mine('ana')).toMatchObject({ mine: [], followedUp: [] });
  expect(await mine('cy')).toMatchObject({ mine: [], followedUp: [] });
});

test('the client’s own list holds the client’s items, for those who may see the client (REQ-112)', async () => {
  const address = `/api/clients/${clients[0]?.clientId}/actions`;
  const { body } = await house.as('ana').get(address);

  expect(body.items.map((item: Item) => item.text)).toEqual(['A step for client 1']);
  for (const name of ['cy', 'ana-hillside']) {
    expect((await house.as(name).get(address)).body.type).toBe('not-found');
  }
});

test('an item is finished once, with what came of it, and the record says so (REQ-127)', async () => {
  const [first, second] = (await mine('bo')).mine;
  const done = (version: number) =>
    house.as('bo').post(`/api/actions/${first.actionItemId}/done`, { version, outcome: 'Booked' });

  expect((await done(first.version + 1)).body.type).toBe('changed-meanwhile');
  expect((await done(first.version)).status).toBe(200);
  expect((await done(first.version + 1)).body.type).toBe('action-item-not-open');
  const silent = await house.as('bo').post(`/api/actions/${second.actionItemId}/cancel`, {
    version: second.version,
    reason: ' ',
  });
  expect(silent.body.fields[0].path).toBe('reason');
  await house.as('bo').post(`/api/actions/${second.actionItemId}/cancel`, {
    version: second.version,
    reason: 'Not needed any more',
  });

  const { mine: finished } = (await house.as('bo').get('/api/actions?show=finished')).body;
  expect(finished.map((item: Item) => [item.state, item.outcome]).toSorted()).toEqual([
    ['cancelled', 'Not needed any more'],
    ['done', 'Booked'],
  ]);
  const { rows } = await house.owner.query(
    `select client_id from record_entry where kind = 'action' order by recorded_at`,
  );
  expect(rows.map((row) => row.client_id)).toEqual(clients.map(({ clientId }) => clientId));
});

test('nobody else’s staff can finish it', async () => {
  const { rows } = await house.owner.query('select action_item_id as id from action_item limit 1');
  for (const name of ['cy', 'ana-hillside']) {
    const reply = await house.as(name).post(`/api/actions/${rows[0].id}/done`, { version: 1 });
    expect(reply.body).toEqual({ type: 'not-found', status: 404, title: 'Not found.' });
  }
});
