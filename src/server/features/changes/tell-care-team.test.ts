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
let home: GivenProgram;
let ana: GivenStaff;
let client: GivenClient;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  here = await given.agency('here');
  home = await given.program(here, { name: 'Health Home', preset: 'health-home' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program: home });
  await given.staff(here, 'bo', { roles: ['case-manager'], program: home });
  await given.staff(here, 'sue', {
    roles: ['supervisor'],
    program: home,
    teamRole: 'supervisor',
  });
});
beforeEach(async () => {
  client = await given.client(here, { program: home, worker: ana });
  await house.runJobs();
  house.mails.length = 0;
});

const record = (who: string, body: Record<string, unknown>) =>
  house.as(who).post(`/api/clients/${client.clientId}/changes`, { on: '2026-05-03', ...body });
const facts = async (who: string) =>
  (await house.as(who).get(`/api/clients/${client.clientId}/clock-facts`)).body;
async function onTeam(person: GivenStaff, isCaseManager = false) {
  const reply = await house.as('ana').post(`/api/clients/${client.clientId}/care-team/add`, {
    kind: 'staff',
    personId: person.staffId,
    isCaseManager,
    isKeyProvider: false,
    servesAs: 'Colleague',
    from: '2026-05-01',
  });
  expect(reply.status).toBe(200);
}

test('a crisis is told at once to the care team and the supervisors who may know, in neutral words', async () => {
  await given.staff(here, 'lu', { roles: ['case-manager'], program: home });
  const kim = await given.staff(here, 'kim', { roles: ['case-manager'], program: home });
  const joe = await given.staff(here, 'joe', { roles: ['case-manager'], program: home });
  await onTeam(kim, true);
  await onTeam(joe);

  const { body } = await record('bo', { code: 'suicidal_ideation' });
  await house.runJobs();

  // Joe is on the care team, but not a manager of the case: the class of this change is not for him.
  expect(house.mails.map(({ to }) => to).toSorted()).toEqual(
    ['ana', 'kim', 'sue'].map((name) => `${name}@example.org`),
  );
  expect(body.told).toBe(3);
  for (const { subject, text } of house.mails) {
    expect(subject).toBe('A document is ready for you');
    expect(text).not.toMatch(/Alma|Rivera|suicid|crisis|urgent|Health Home|client/i);
    expect(text).not.toContain(client.clientId);
  }
});

test.each([
  ['an urgent', 'housing_loss'],
  ['a routine', 'other_significant'],
])('%s change is told to the care team and not to supervisors', async (_, code) => {
  const name = `jay-${code}`;
  await onTeam(await given.staff(here, name, { roles: ['case-manager'], program: home }));
  const { body } = await record('ana', { code });
  await house.runJobs();

  expect(house.mails.map(({ to }) => to)).toEqual([`${name}@example.org`]);
  expect(body.told).toBe(1);
});

test('everybody who is told may read what it is about, in both classes', async () => {
  const names = ['p1', 'p2', 'p3'];
  for (const name of names) {
    const person = await given.staff(here, name, { roles: ['case-manager'], program: home });
    await onTeam(person, name === 'p2');
  }
  for (const code of ['housing_loss', 'suicidal_ideation']) {
    house.mails.length = 0;
    await record('bo', { code });
    await house.runJobs();
    const told = house.mails.map(({ to }) => to.split('@')[0] ?? '');
    expect(told.length).toBeGreaterThan(0);
    for (const who of told)
      expect((await facts(who)).changes.map(({ label }: any) => label)).toContain(
        code === 'housing_loss' ? 'Lost or losing housing' : 'Suicidal ideation',
      );
  }
});
