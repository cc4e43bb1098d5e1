import { afterAll, expect, test } from 'vitest';
import { billingGiven, conferenceToBill } from '#test/billing-given.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
afterAll(() => house.close());
const { agency, program, ana, bo, alma, providerId, meeting } = await billingGiven(house);

const path = `/api/clients/${alma.clientId}/service-plan`;
const read = async (who = 'ana') => (await house.as(who).get(path)).body;
const itemOf = async (who = 'ana') => (await read(who)).items[0];
const { actionItemId } = await itemOf();
const answer = (who: string, more: object = {}) =>
  house.as(who).post(`${path}/answers`, {
    items: [{ actionItemId, seen: null }],
    answer: 'agreed',
    givenBy: 'client',
    how: 'in-meeting',
    on: '2027-03-15',
    ...more,
  });

test('what a conference decided is proposed: it waits for the client, and is no part of the plan (REQ-113)', async () => {
  expect(await read()).toMatchObject({
    planWord: 'Service Plan',
    items: [
      {
        text: 'A step for client 1',
        ownerName: 'ana',
        dueOn: '2027-03-22',
        planState: 'waiting',
        asksAgreement: true,
        answer: null,
        conference: { conferenceId: meeting.conferenceId, heldOn: '2027-03-15', isVoid: false },
      },
    ],
    may: { answer: true },
  });
});

test.each([
  ['a day to come', { on: '2027-03-16', how: 'telephone' }, 'on', /has not come yet/],
  [
    'a day before it was decided',
    { on: '2027-03-14', how: 'telephone' },
    'on',
    /before the conference/,
  ],
  ['no step', { items: [] }, 'items', /at least one step/],
  ['no word', { answer: 'perhaps' }, 'answer', /agreed or declined/],
  ['no way', { how: 'pigeon' }, 'how', /how the answer was given/],
  ['no day', { on: 'soon' }, 'on', /Enter the day/],
])('%s is refused at its field, and nothing is recorded', async (_, more, field, message) => {
  const { status, body } = await answer('ana', more);
  expect(status).toBe(400);
  expect(body.fields).toMatchObject([{ path: field, message: expect.stringMatching(message) }]);
  expect(await itemOf()).toMatchObject({ planState: 'waiting', answer: null });
});

test('whoever does not see the client, or the step, neither reads nor answers for it', async () => {
  for (const who of ['far', 'sid', 'olga']) {
    expect((await house.as(who).get(path)).status).toBe(404);
    expect((await answer(who)).status).toBe(404);
  }
  for (const who of ['bill', 'audrey', 'riverbend-admin'])
    expect((await house.as(who).get(path)).status).toBe(403);
  await house.owner.query(
    `update action_item set class = 'hiv', owner_staff_id = $1 where action_item_id = $2`,
    [ana.staffId, actionItemId],
  );
  expect((await read('bo')).items).toEqual([]);
  expect((await answer('bo')).status).toBe(404);
  await house.owner.query(`update action_item set class = 'general'`);
});

test('of two answers that are recorded at once one holds, and the other is told to look again (REQ-113)', async () => {
  const both = await Promise.all([
    answer('ana'),
    answer('bo', { answer: 'declined', how: 'in-person' }),
  ]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect(both.find(({ status }) => status === 409)?.body.type).toBe('changed-meanwhile');
  const { rows } = await house.owner.query(
    'select count(*)::int as n from plan_answer where superseded_at is null',
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test('with the client’s agreement it is in the plan, with how and when; a decline takes it out again (REQ-113)', async () => {
  const first = await itemOf();
  const agreed = { items: [{ actionItemId, seen: first.answer.answerId }] };
  expect((await answer('ana', agreed)).status).toBe(200);
  const now = await itemOf('bo');
  expect(now).toMatchObject({
    planState: 'in-plan',
    answer: {
      answer: 'agreed',
      inWords: 'Agreed on Mon 15 Mar 2027: in the conference itself',
      recordedByName: 'ana',
    },
  });
  expect((await answer('bo', agreed)).status).toBe(409);
  await answer('bo', {
    items: [{ actionItemId, seen: now.answer.answerId }],
    answer: 'declined',
    how: 'telephone',
    givenBy: 'representative',
  });
  expect(await itemOf()).toMatchObject({
    planState: 'declined',
    answer: { inWords: 'Declined by a representative on Mon 15 Mar 2027: by telephone' },
  });
  const { rows } = await house.owner.query('select count(*)::int as n from plan_answer');
  expect(rows[0].n).toBeGreaterThanOrEqual(3);
});

test('every answer stands in the client’s record, and on paper (REQ-113)', async () => {
  const { body } = await house.as('ana').get(`/api/clients/${alma.clientId}/record`);
  const titles = body.entries.map(({ title }: { title: string }) => title);
  expect(titles).toContain('The client agreed');
  expect(titles).toContain('The client declined');
  await house.owner.query(`update auth.session_scope set proved_at = auth.now()`);
  const reply = await house.app.request(
    `${house.shell.publicOrigin}/api/clients/${alma.clientId}/record.pdf`,
    {
      headers: {
        host: new URL(house.shell.publicOrigin).host,
        cookie: `session=${house.as('ana').token}`,
      },
    },
  );
  const { text } = await readPdf(new Uint8Array(await reply.arrayBuffer()));
  expect(text).toContain('The client declined');
});

test('an answer that was recorded by mistake is taken back: the step waits again, and the record keeps both (REQ-113)', async () => {
  const { answer: held } = await itemOf();
  const back = (who: string, seen: string = held.answerId) =>
    house.as(who).post(`${path}/answers/take-back`, { actionItemId, seen });
  for (const who of ['far', 'sid', 'olga']) expect((await back(who)).status).toBe(404);
  for (const who of ['bill', 'audrey']) expect((await back(who)).status).toBe(403);
  expect((await back('ana', actionItemId)).body.type).toBe('changed-meanwhile');
  expect((await itemOf()).answer).toEqual(held);
  expect((await back('ana')).status).toBe(200);
  expect(await itemOf('bo')).toMatchObject({ planState: 'waiting', answer: null });
  expect((await back('bo')).body.type).toBe('changed-meanwhile');
  const { entries } = (await house.as('bo').get(`/api/clients/${alma.clientId}/record`)).body;
  const titles = entries.map(({ title }: { title: string }) => title);
  expect(titles).toContain('The client’s answer was taken back');
  expect(titles).toContain('The client declined');
  expect((await answer('ana')).status).toBe(200);
  expect(await itemOf()).toMatchObject({ planState: 'in-plan' });
});

test('a client who was not in the conference cannot have answered in it', async () => {
  const given = givenIn(house);
  const cleo = await given.client(agency, { program, worker: ana, name: 'Cleo Stone' });
  const held = { agency, clients: [cleo], providerId, by: ana, beside: bo, time: '12:00' };
  const { reviewIds } = await conferenceToBill(house, { ...held, from: '2027-03-15T16:00:00Z' });
  await house.owner.query(
    `update attendance_version set present = false where review_attendee_id in (select review_attendee_id from review_attendee
      join attendee using (agency_id, attendee_id) where review_id = $1 and attendee.client_id is not null)`,
    [reviewIds[0]],
  );
  const where = `/api/clients/${cleo.clientId}/service-plan`;
  const [item] = (await house.as('ana').get(where)).body.items;
  const { status, body } = await house.as('ana').post(`${where}/answers`, {
    items: [{ actionItemId: item.actionItemId, seen: null }],
    answer: 'agreed',
    givenBy: 'client',
    how: 'in-meeting',
    on: '2027-03-15',
  });
  expect([status, body.fields[0].path]).toEqual([400, 'how']);
});
