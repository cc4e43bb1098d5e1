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
let care: GivenProgram;
let ana: GivenStaff;
let client: GivenClient;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  here = await given.agency('here');
  home = await given.program(here, { name: 'Health Home', preset: 'health-home' });
  care = await given.program(here, { name: 'Comprehensive', preset: 'comprehensive' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program: home });
  await given.staff(here, 'bo', { roles: ['case-manager'], program: home });
  await given.staff(here, 'mia', { roles: ['case-manager'], program: care });
  await given.staff(here, 'sue', {
    roles: ['supervisor'],
    program: home,
    teamRole: 'supervisor',
  });
  const there = await given.agency('there');
  const program = await given.program(there);
  await given.staff(there, 'eve', { roles: ['supervisor'], program, teamRole: 'supervisor' });
});
beforeEach(async () => {
  client = await given.client(here, { program: home, worker: ana });
});

const record = (who: string, body: Record<string, unknown>, of = client) =>
  house.as(who).post(`/api/clients/${of.clientId}/changes`, { on: '2026-05-03', ...body });
const prepared = async (who: string, on = '2026-05-03') =>
  (await house.as(who).get(`/api/clients/${client.clientId}/changes/new?on=${on}`)).body;
const facts = async (who: string, of = client) =>
  (await house.as(who).get(`/api/clients/${of.clientId}/clock-facts`)).body;
const duties = async (who: string, of = client) =>
  (await facts(who, of)).programs.flatMap((program: any) => program.duties);
const entries = async (who: string, of = client) =>
  (await house.as(who).get(`/api/clients/${of.clientId}/record?kinds=change`)).body.entries;
async function alsoInComprehensive() {
  const reply = await house.as('ana').post(`/api/clients/${client.clientId}/enrollments`, {
    programId: care.programId,
    teamId: care.teamId,
    workerId: ana.staffId,
    startedOn: '2026-02-01',
  });
  expect(reply.status).toBe(200);
}

test('a change opens a duty of its own at once, and stands in the record (REQ-022)', async () => {
  const reply = await record('ana', { code: 'housing_loss', note: 'Notice on the door.' });
  expect(reply).toMatchObject({ status: 200 });

  expect(await duties('ana')).toContainEqual(
    expect.objectContaining({
      rule: 'Lost or losing housing',
      strength: 'required',
      severity: 'urgent',
      status: 'open',
      left: 'Open 1 day',
      changeEventId: reply.body.changeEventId,
    }),
  );
  const [entry] = await entries('ana');
  expect(entry).toMatchObject({
    title: 'Change',
    text: 'Lost or losing housing.',
    detail: 'Notice on the door',
    by: 'ana',
    on: '2026-05-03',
  });
});

test('the form shows what each program’s rule says, in the words of the policies (REQ-022, REQ-030)', async () => {
  await alsoInComprehensive();
  const { kinds, today, flaw } = await prepared('ana');

  expect({ today, flaw }).toEqual({ today: '2026-05-04', flaw: '' });
  const loss = kinds.find(({ code }: { code: string }) => code === 'housing_loss');
  expect(loss.programs).toMatchObject([
    { programName: 'Comprehensive', obligation: 'recommended' },
    { programName: 'Health Home', obligation: 'required' },
  ]);
  expect(kinds.map(({ label }: { label: string }) => label)).toContain('Asked for');
});

test('where a program recommends, the recorder judges with a reason; what is required is not asked (REQ-028, REQ-030)', async () => {
  await alsoInComprehensive();
  const body = { code: 'housing_loss' };
  expect((await record('ana', body)).body.fields).toMatchObject([{ path: 'wantsConference' }]);
  const without = { ...body, wantsConference: false };
  expect((await record('ana', without)).body.fields).toMatchObject([{ path: 'whyNot' }]);
  expect((await record('ana', { ...without, whyNot: 'Rehoused the same day.' })).status).toBe(200);

  const open = (await duties('ana')).filter(({ rule }: any) => rule === 'Lost or losing housing');
  expect(open).toMatchObject([{ strength: 'required' }]);
  expect((await entries('ana'))[0].detail).toBe('No conference needed: Rehoused the same day');
});

test.each([
  ['2026-05-05', 'has not come yet'],
  ['2026-01-14', 'before the patient was enrolled, on Thu 15 Jan 2026'],
])(
  'a change dated %s is refused with the reason, before and after it is sent',
  async (on, words) => {
    const reply = await record('ana', { code: 'housing_loss', on });

    expect(reply).toMatchObject({ status: 400, body: { fields: [{ path: 'on' }] } });
    expect(reply.body.fields[0].message).toContain(words);
    expect((await prepared('ana', on)).flaw).toContain(words);
  },
);

test('a change after discharge from every program is refused, and one on the last day is not', async () => {
  await house.as('ana').post(`/api/enrollments/${client.enrollmentId}/end`, {
    endedOn: '2026-04-30',
    reason: 'moved',
  });
  const after = await record('ana', { code: 'housing_loss', on: '2026-05-01' });
  expect(after.body.fields[0].message).toContain('had left every program by then, on Thu 30 Apr');
  expect((await record('ana', { code: 'housing_loss', on: '2026-04-30' })).status).toBe(200);
});

test('a kind that no policy of the client names, and a time to come, are refused at their field', async () => {
  const unknown = await record('ana', { code: 'lottery' });
  expect(unknown.body.fields).toMatchObject([{ path: 'code' }]);
  const later = await record('ana', { code: 'housing_loss', on: '2026-05-04', time: '23:30' });
  expect(later.body.fields).toMatchObject([{ path: 'time' }]);
});

test('a restricted change is seen by its recorder, the client’s manager and the supervisor alone', async () => {
  const { body } = await record('bo', { code: 'suicidal_ideation', note: 'Said so on the phone.' });
  expect(body.changeEventId).toBeTruthy();
  await given.staff(here, 'cy', { roles: ['case-manager'], program: home });

  for (const who of ['bo', 'ana', 'sue'])
    expect(await entries(who)).toMatchObject([{ text: 'Suicidal ideation.' }]);
  expect(await entries('cy')).toEqual([]);
  expect((await facts('cy')).changes).toEqual([]);
  expect(JSON.stringify(await duties('cy'))).not.toContain('uicidal');
  expect(await duties('ana')).toContainEqual(expect.objectContaining({ severity: 'crisis' }));
  expect((await house.as('eve').get(`/api/clients/${client.clientId}/clock-facts`)).body).toEqual({
    type: 'not-found',
    status: 404,
    title: 'Not found.',
  });
  for (const who of ['cy', 'eve']) {
    const path = `/api/changes/${body.changeEventId}`;
    expect((await house.as(who).get(`${path}/effects`)).status).toBe(404);
    expect((await house.as(who).post(`${path}/withdraw`, { why: 'x' })).status).toBe(404);
    expect((await house.as(who).post(`${path}/correct`, { on: '2026-05-02' })).status).toBe(404);
  }
});

test('a recorder can mark a change stricter than its policy, never weaker', async () => {
  const weaker = await record('ana', { code: 'suicidal_ideation', class: 'general' });
  expect(weaker.body.fields).toMatchObject([{ path: 'class' }]);
  await record('ana', { code: 'housing_loss', class: 'dv' });

  await given.staff(here, 'di', { roles: ['case-manager'], program: home });
  expect(JSON.stringify(await duties('di'))).not.toContain('housing');
  expect(JSON.stringify(await duties('sue'))).toContain('housing');
});

test('the same change by somebody else is shown before it is recorded twice', async () => {
  const first = await record('ana', { code: 'housing_loss', on: '2026-05-02' });
  const again = await record('bo', { code: 'housing_loss' });
  expect(again).toMatchObject({ status: 409, body: { type: 'change-recorded-already' } });
  expect((await prepared('bo')).known).toMatchObject([
    { code: 'housing_loss', on: '2026-05-02', by: 'ana' },
  ]);

  const besides = [first.body.changeEventId];
  expect((await record('bo', { code: 'housing_loss', besides })).status).toBe(200);
  expect((await record('ana', { code: 'jail_release' })).status).toBe(200);
});

test('of two people who record the same change at once, one is shown the other’s', async () => {
  const replies = await Promise.all([
    record('ana', { code: 'missed_care' }),
    record('bo', { code: 'missed_care' }),
  ]);

  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect((await facts('ana')).changes).toHaveLength(1);
});

test('the day of a change is the program’s own: it is still yesterday in New York when London has midnight behind it', async () => {
  // A sign-in that began at 14:00 UTC ends at 02:00.
  await house.at('2026-05-05T01:30:00Z');
  const tomorrow = await record('ana', { code: 'housing_loss', on: '2026-05-05' });
  expect(tomorrow.body.fields[0].message).toContain('has not come yet');
  expect((await record('ana', { code: 'housing_loss', on: '2026-05-04' })).status).toBe(200);
  await house.at('2026-05-04T14:00:00Z');
});
