import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let cfp: GivenProgram;
let ana: GivenStaff;
let client: GivenClient;

beforeAll(async () => {
  // Signed in on the last of the days that these tests visit.
  await house.at('2026-06-01T14:00:00Z');
  here = await given.agency('here');
  cfp = await given.program(here, { name: 'Follow-up', preset: 'cfp' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program: cfp });
  await given.staff(here, 'bo', { roles: ['case-manager'], program: cfp });
  const there = await given.agency('there');
  await given.staff(there, 'eve', { roles: ['supervisor'], program: await given.program(there) });
});
beforeEach(async () => {
  await house.at('2026-05-04T14:00:00Z');
  client = await given.client(here, { program: cfp, worker: ana });
});

const record = (who: string, on: string, of = client) =>
  house.as(who).post(`/api/enrollments/${of.enrollmentId}/reassessments`, { on });
const program = async (who = 'ana', of = client) =>
  (await house.as(who).get(`/api/clients/${of.clientId}/clock-facts`)).body.programs[0];
const due = async () => {
  const { body } = await house.as('ana').get('/api/today/due?scope=mine');
  return body.rows.filter((row: any) => row.clientId === client.clientId);
};
const held = (on: string) => givenHeldElsewhere(house, here, { client, on, by: ana });

test('without a reassessment the program asks for no conference; with one it does, at the end of its window (REQ-099)', async () => {
  expect((await program()).duties).toMatchObject([
    { rule: 'Reassessment', strength: 'not required', evidence: 'No reassessment recorded yet' },
  ]);
  expect((await program()).window).toEqual({ beforeDays: 30, afterDays: 30 });
  await record('ana', '2026-05-20');

  const { duties, reassessments } = await program();
  expect(reassessments).toMatchObject([
    { on: '2026-05-20', window: { from: '2026-04-20', until: '2026-06-19' }, by: 'ana' },
  ]);
  expect(duties).toMatchObject([
    {
      strength: 'required',
      due: 'Fri 19 Jun',
      evidence: '30 days from the reassessment, Wed 20 May',
    },
  ]);
});

test.each([
  ['2026-03-04', 'required'],
  ['2026-03-05', 'done'],
  ['2026-04-04', 'done'],
  ['2026-05-04', 'done'],
  ['2026-05-05', 'required'],
])(
  'for a reassessment on 4 April, a conference held on %s leaves it %s (REQ-099)',
  async (on, expected) => {
    await house.at('2026-05-10T14:00:00Z');
    await record('ana', '2026-04-04');
    expect(await due()).toMatchObject([{ strength: 'required', left: '6 days late' }]);
    await held(on);

    expect(await due()).toHaveLength(expected === 'done' ? 0 : 1);
    expect((await program()).duties).toHaveLength(expected === 'done' ? 0 : 1);
  },
);

test('a conference held after the window is named, and does not make the late one good (REQ-099)', async () => {
  await house.at('2026-05-10T14:00:00Z');
  await record('ana', '2026-04-04');
  await held('2026-05-05');

  expect((await program()).duties[0].notes).toContain(
    'A Case Conference was held Tue 5 May, too late',
  );
});

test('several reassessments each have a conference of their own, and one conference serves one of them (REQ-099)', async () => {
  for (const on of ['2026-04-04', '2026-05-01']) expect((await record('ana', on)).status).toBe(200);
  await held('2026-04-20');

  const { duties, reassessments } = await program();
  expect(reassessments.map(({ on }: any) => on)).toEqual(['2026-05-01', '2026-04-04']);
  expect(duties).toMatchObject([{ evidence: '30 days from the reassessment, Fri 1 May' }]);
});

test('a planned reassessment asks for nothing until its window opens, and then does so by itself (REQ-099)', async () => {
  await record('ana', '2026-07-01');
  expect((await program()).duties).toMatchObject([{ strength: 'not required' }]);
  await house.at('2026-06-01T14:00:00Z');

  await house.as('ana').get('/api/today/due?scope=mine');
  expect((await program()).duties).toMatchObject([{ strength: 'required', due: 'Fri 31 Jul' }]);
});

test('a reassessment can be moved and taken back, and the record keeps what was (REQ-099)', async () => {
  const { body } = await record('ana', '2026-05-01');
  const path = `/api/reassessments/${body.reassessmentId}`;
  const moved = await house.as('ana').post(`${path}/correct`, { on: '2026-05-02' });
  expect((await program()).reassessments).toMatchObject([{ on: '2026-05-02' }]);
  expect((await house.as('bo').post(`${path}/correct`, { on: '2026-05-03' })).body.type).toBe(
    'changed-meanwhile',
  );
  const now = `/api/reassessments/${moved.body.reassessmentId}`;
  expect((await house.as('ana').post(`${now}/withdraw`, { why: 'Put off' })).status).toBe(200);

  expect((await program()).reassessments).toEqual([]);
  const told = `/api/clients/${client.clientId}/record?kinds=reassessment`;
  expect((await house.as('ana').get(told)).body.entries).toMatchObject([
    { title: 'Reassessment, recorded in error', detail: 'Taken back: Put off' },
    { title: 'Reassessment, corrected', detail: 'Changed since' },
    { title: 'Reassessment', text: 'Follow-up: reassessment on Fri 1 May 2026.' },
  ]);
});

test.each([
  ['2026-01-14', 'before the enrollment began'],
  ['2030-01-01', 'more than 3 years ahead'],
])('a reassessment on %s is refused at its field', async (on, words) => {
  const { status, body } = await record('ana', on);
  expect(status).toBe(400);
  expect(body.fields).toMatchObject([{ path: 'on' }]);
  expect(body.fields[0].message).toContain(words);
});

test('a program that asks for no conference at a reassessment says so', async () => {
  const care = await given.program(here, { name: 'Comprehensive', preset: 'comprehensive' });
  await given.staff(here, 'mia', { roles: ['case-manager'], program: care });
  const other = await given.client(here, { program: care });
  const { body } = await record('mia', '2026-05-01', other);
  expect(body.fields[0].message).toContain('asks for no conference at a reassessment');
});

test('two people who record the same reassessment at once record it once', async () => {
  const replies = await Promise.all([record('ana', '2026-05-01'), record('bo', '2026-05-01')]);

  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect((await program()).reassessments).toHaveLength(1);
});

test('another agency, and a colleague without the client, find nothing to record at', async () => {
  const { body } = await record('ana', '2026-05-01');
  const elsewhere = await given.program(here, { name: 'Other' });
  await given.staff(here, 'zoe', { roles: ['case-manager'], program: elsewhere });
  for (const who of ['eve', 'zoe']) {
    expect((await record(who, '2026-05-02')).status).toBe(404);
    const path = `/api/reassessments/${body.reassessmentId}/withdraw`;
    expect((await house.as(who).post(path, { why: 'x' })).status).toBe(404);
  }
});
