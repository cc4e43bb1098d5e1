import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
afterAll(() => house.close());

let steps: string;
let actionItemId: string;
let ana: GivenStaff;
let bo: GivenStaff;
let cy: GivenStaff;
const step = (owner: GivenStaff, more: object = {}) => ({
  needId: null,
  text: 'Ask the clinic',
  owner: { kind: 'staff', id: owner.staffId },
  dueOn: '2027-03-20',
  followUp: { on: '2027-03-29', how: 'By telephone', by: bo.staffId },
  ...more,
});
const refused = { status: 400, body: { fields: [{ path: 'owner' }] } };

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const { agency, program } = work;
  ({ ana, bo } = work);
  cy = await given.staff(agency, 'cy', { roles: ['case-manager'], program, trained: [] });
  const client = await given.client(agency, { program, worker: ana });
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', auth.now())`, [
    agency.agencyId,
    client.clientId,
  ]);
  const meeting = await meetings.planned('ana', [client], work);
  await meetings.invited('ana', meeting);
  await house.at('2027-03-15T14:00:00Z');
  const path = `/api/conferences/${meeting.conferenceId}`;
  await tell('ana', `${path}/start`, {});
  await tell('ana', `${path}/reviews/${meeting.reviewIds[0]}/activate`, {});
  steps = `${path}/reviews/${meeting.reviewIds[0]}/action-items`;
  actionItemId = String((await tell('bo', steps, step(bo)))['actionItemId']);
});

const edit = (who: string, to: object) => house.as(who).post(`${steps}/${actionItemId}`, to);

test('whoever owns a restricted step and may not read the whole case passes it on to nobody: they would not see it (EP-09, REQ-036)', async () => {
  expect((await edit('bo', step(bo, { text: 'Ask the other clinic' }))).status).toBe(200);
  expect(await edit('bo', step(ana, { text: 'Ask the other clinic' }))).toMatchObject(refused);
  expect((await edit('ana', step(ana))).status).toBe(200);
  expect((await house.as('bo').post(steps, step(ana))).status).toBe(200);
});

test('a step goes to nobody who may not read it, and is theirs where it is general (EP-09, REQ-075)', async () => {
  expect(await house.as('ana').post(steps, step(cy))).toMatchObject(refused);
  expect(await edit('ana', step(cy))).toMatchObject(refused);
  expect((await edit('ana', step(cy, { class: 'general' }))).status).toBe(200);
});

test('whoever may not know what the case holds is not told by that (EP-14)', async () => {
  expect((await house.as('bo').post(steps, step(cy))).status).toBe(200);
});
