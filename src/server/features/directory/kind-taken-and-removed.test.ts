import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { untilItComesOrWaits, untilSomebodyWaits } from '#test/two-at-once.ts';

const house = await startHouse();
const given = givenIn(house);
const admin = 'riverbend-admin';
let programId: string;
let organizationId: string;
let kindId: string;
let code: string;
let run = 0;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Harbor' });
  programId = program.programId;
  await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const { body } = await house.as('ana').post('/api/directory/organizations', { name: 'Clinic' });
  organizationId = body.organizationId;
});
beforeEach(async () => {
  run += 1;
  code = `own-doula-${run}`;
  const added = { name: `Doula ${run}`, providerClass: 'medical' };
  ({ kindId } = (await house.as(admin).post('/api/provider-kinds', added)).body);
});
afterAll(() => house.close());

const take = () =>
  house.as('ana').post('/api/directory/providers', {
    fullName: 'Nell Quick',
    title: 'Doula',
    providerClass: code,
    organizationId,
    email: '',
    phone: '',
  });
const remove = () => house.as(admin).post('/api/provider-kinds/remove', { kindId });

const reading = (table: string) => `${table} in access exclusive`;
const writing = (table: string) => `${table} in share`;

/** The first has read what it judges by and stands before a table that somebody holds, when the second comes. */
async function oneAfterTheOther<T>(
  held: string,
  [first, second]: readonly [() => Promise<T>, () => Promise<T>],
) {
  const holder = await house.owner.connect();
  try {
    await holder.query('begin');
    await holder.query(`lock table ${held} mode`);
    const one = first();
    await untilSomebodyWaits(house);
    const other = second();
    await untilItComesOrWaits(house, other, 2);
    await holder.query('commit');
    return [await one, await other] as const;
  } finally {
    holder.release();
  }
}

test('who takes a kind that is being removed reads that it is gone (REQ-082)', async () => {
  const [removed, taken] = await oneAfterTheOther(reading('program_policy'), [remove, take]);

  expect(removed.status).toBe(200);
  expect([taken.status, taken.body.fields[0].path]).toEqual([400, 'providerClass']);
});

test('who removes a kind that somebody takes reads that it is in use (REQ-082)', async () => {
  const [taken, removed] = await oneAfterTheOther(writing('provider_version'), [take, remove]);

  expect(taken.status).toBe(200);
  expect([removed.status, removed.body.type]).toEqual([409, 'provider-kind-in-use']);
});

const policies = (name: string, body: object) =>
  house.as(admin).post(`/api/policies/${name}`, { programId, version: 2, ...body });

/** A draft whose rules ask for a doula is saved, and published as it then stands. */
async function demand() {
  const read = await house.as(admin).get(`/api/policies/version?programId=${programId}&version=2`);
  const { revision, document } = read.body;
  const conference = {
    ...document.conference,
    acceptedProviderClasses: [code],
    requireOneOf: [code],
  };
  const saved = await policies('draft/save', { revision, document: { ...document, conference } });
  return policies('publish', { revision: saved.body.revision });
}

test('rules that ask for a kind which is being removed are not published (REQ-082, REQ-021)', async () => {
  await policies('draft', { version: 1 });
  const [removed, published] = await oneAfterTheOther(writing('provider_kind'), [remove, demand]);

  expect(removed.status).toBe(200);
  expect([published.status, published.body.type]).toEqual([422, 'policy-has-flaws']);
  expect(published.body.fields).toContainEqual({
    path: 'conference.requireOneOf.0',
    message: expect.stringContaining(`doula ${run}`),
  });
});

test('a kind that rules ask for which are being saved is in use (REQ-082, REQ-021)', async () => {
  const [published, removed] = await oneAfterTheOther(writing('program_policy'), [demand, remove]);

  expect(published.status).toBe(200);
  expect([removed.status, removed.body.type]).toEqual([409, 'provider-kind-in-use']);
});
