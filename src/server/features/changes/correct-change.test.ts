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
});
beforeEach(async () => {
  client = await given.client(here, { program, worker: ana });
});

async function recorded(body: Record<string, unknown> = {}): Promise<string> {
  const reply = await house.as('ana').post(`/api/clients/${client.clientId}/changes`, {
    code: 'jail_release',
    on: '2026-05-01',
    note: 'His brother called.',
    ...body,
  });
  expect(reply.status).toBe(200);
  return reply.body.changeEventId;
}
const of = (who: string, id: string) => ({
  effects: async (query = '') =>
    (await house.as(who).get(`/api/changes/${id}/effects${query}`)).body,
  correct: (body: unknown) => house.as(who).post(`/api/changes/${id}/correct`, body),
  withdraw: (why: string) => house.as(who).post(`/api/changes/${id}/withdraw`, { why }),
});
const facts = async () =>
  (await house.as('ana').get(`/api/clients/${client.clientId}/clock-facts`)).body;
const triggers = async () =>
  (await facts()).programs[0].duties.filter(({ changeEventId }: any) => changeEventId !== null);
const entries = async () =>
  (await house.as('ana').get(`/api/clients/${client.clientId}/record?kinds=change`)).body.entries;

test('taking a change back shows first what it changes, then says so in the record with the reason (REQ-022)', async () => {
  const id = await recorded();
  expect((await of('ana', id).effects()).effects).toEqual([
    'Health Home, Released from jail or prison: now open 3 days; after this, no longer asked for.',
  ]);
  expect(await triggers()).toHaveLength(1);

  expect((await of('ana', id).withdraw('It was his cousin.')).status).toBe(200);
  expect(await triggers()).toEqual([]);
  expect((await facts()).changes).toEqual([]);
  expect(await entries()).toMatchObject([
    {
      title: 'Change, recorded in error',
      detail: 'Taken back: It was his cousin',
      on: '2026-05-04',
    },
    { title: 'Change', detail: 'His brother called. Changed since', on: '2026-05-01' },
  ]);
});

test('another date moves the duty, shows what it changes, and keeps the words and the date before (REQ-022)', async () => {
  const id = await recorded();
  expect((await of('ana', id).effects('?on=2026-04-20')).effects).toEqual([
    'Health Home, Released from jail or prison: now open 3 days; after this, open 14 days.',
  ]);
  const reply = await of('ana', id).correct({ on: '2026-04-20' });

  expect(reply.status).toBe(200);
  expect(await triggers()).toMatchObject([
    { left: 'Open 14 days', changeEventId: reply.body.changeEventId },
  ]);
  expect((await facts()).changes).toMatchObject([
    { on: '2026-04-20', notes: [{ text: 'His brother called.', by: 'ana' }] },
  ]);
  expect((await entries()).map(({ title, on }: any) => [title, on])).toEqual([
    ['Change', '2026-05-01'],
    ['Change, corrected', '2026-04-20'],
  ]);
});

test('a date that could not be recorded cannot be corrected to either', async () => {
  const id = await recorded();
  const future = await of('ana', id).correct({ on: '2026-05-05' });
  expect(future).toMatchObject({ status: 400, body: { fields: [{ path: 'on' }] } });
  expect((await of('ana', id).effects('?on=2025-01-01')).fields).toMatchObject([{ path: 'on' }]);
});

test('of two who change it at once, the second is told that it changed meanwhile', async () => {
  const id = await recorded();
  const replies = await Promise.all([
    of('ana', id).withdraw('Twice'),
    of('bo', id).correct({ on: '2026-04-30' }),
  ]);

  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect(replies.find(({ status }) => status === 409)?.body.type).toBe('changed-meanwhile');
  expect((await of('ana', id).withdraw('Again')).body.type).toBe('changed-meanwhile');
});
