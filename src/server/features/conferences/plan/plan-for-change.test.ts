import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let program: GivenProgram;
let ana: GivenStaff;
let client: GivenClient;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  here = await given.agency('here');
  program = await given.program(here, { name: 'Health Home', preset: 'health-home' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program });
  await given.staff(here, 'bo', { roles: ['case-manager'], program });
  const there = await given.agency('there');
  const other = await given.program(there);
  await given.staff(there, 'eve', { roles: ['supervisor'], program: other });
});
beforeEach(async () => {
  client = await given.client(here, { program, worker: ana });
});

const recorded = async (code: string, of = client) =>
  (await house.as('ana').post(`/api/clients/${of.clientId}/changes`, { code, on: '2026-05-03' }))
    .body.changeEventId;
const start = (who: string, changeEventIds: string[], of = client) =>
  house.as(who).post('/api/conferences', { enrollmentIds: [of.enrollmentId], changeEventIds });
const causes = async (who: string, conferenceId: string) =>
  (await house.as(who).get(`/api/conferences/${conferenceId}`)).body.reviews[0].causes;

test('a conference that is set up from a change names it in the plan, also in a draft that was there already (REQ-022)', async () => {
  const jail = await recorded('jail_release');
  const { body } = await start('ana', [jail]);
  expect(await causes('ana', body.conferenceId)).toEqual([
    { changeEventId: jail, label: 'Released from jail or prison', on: '2026-05-03' },
  ]);

  const housing = await recorded('housing_loss');
  const again = await start('ana', [housing, jail]);
  expect(again.body.conferenceId).toBe(body.conferenceId);
  expect(await causes('ana', body.conferenceId)).toHaveLength(2);
});

test('a change that is corrected stays the cause of its conference, one that is taken back does not', async () => {
  const jail = await recorded('jail_release');
  const { body } = await start('ana', [jail]);
  const corrected = await house
    .as('ana')
    .post(`/api/changes/${jail}/correct`, { on: '2026-05-01' });
  expect(await causes('ana', body.conferenceId)).toMatchObject([{ on: '2026-05-01' }]);

  await house
    .as('ana')
    .post(`/api/changes/${corrected.body.changeEventId}/withdraw`, { why: 'Not so' });
  expect(await causes('ana', body.conferenceId)).toEqual([]);
});

test('a restricted change is named to nobody in the plan who may not know of it', async () => {
  const ideation = await recorded('suicidal_ideation');
  const { body } = await start('ana', [ideation]);

  expect(await causes('ana', body.conferenceId)).toHaveLength(1);
  expect(await causes('bo', body.conferenceId)).toEqual([]);
  expect((await start('bo', [ideation])).status).toBe(404);
});

test('a change of another client, of another agency, or one taken back starts nothing', async () => {
  const other = await given.client(here, { program, worker: ana });
  const theirs = await recorded('jail_release', other);
  expect((await start('ana', [theirs])).status).toBe(404);
  expect((await start('eve', [theirs])).status).toBe(404);
  await house.as('ana').post(`/api/changes/${theirs}/withdraw`, { why: 'Not so' });
  expect((await start('ana', [theirs], other)).status).toBe(404);
});
