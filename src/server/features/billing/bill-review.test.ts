import { afterAll, expect, test } from 'vitest';
import { billingGiven, conferenceToBill } from '#test/billing-given.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { twoAtOnce, untilSomebodyWaits } from '#test/two-at-once.ts';

const house = await startHouse();
afterAll(() => house.close());
const { agency, program, ana, bo, alma, providerId, meeting, reviewId } = await billingGiven(house);

const path = `/api/reviews/${reviewId}/billing`;
const read = async (who: string, where = path) => (await house.as(who).get(where)).body;
const takeBack = (who: string, billingId: string, why = 'in-error') =>
  house.as(who).post(`${path}/take-back`, { billingId, why });

test('a conference with an agency of the plan can be billed where the policy bills: how much it makes is said before anybody does (REQ-080)', async () => {
  expect(await read('ana')).toMatchObject({
    bills: true,
    amountInWords: '1 unit, 15 minutes',
    minutes: 15,
    units: 1,
    errors: [],
    billed: null,
    may: { bill: true, takeBack: false, prepare: true },
  });
});

test('planning suggests every agency of the client’s plan, and asks for none of them (REQ-080, C-24)', async () => {
  const given = givenIn(house);
  const ofThePlan = [providerId];
  for (const name of ['Kay Odum', 'Mo Chen']) {
    const { providerId: personId } = await given.provider(agency, { name, organization: name });
    ofThePlan.push(personId);
    await house.as('ana').post(`/api/clients/${alma.clientId}/care-team/add`, {
      kind: 'provider',
      personId,
      from: '2026-02-01',
    });
  }
  const { enrollmentId } = alma;
  const started = await house.as('ana').post('/api/conferences', { enrollmentIds: [enrollmentId] });
  const where = `/api/conferences/${started.body.conferenceId}`;
  const draft = (await house.as('ana').get(where)).body;
  const asked = draft.attendees.map(({ person }: { person: { id: string } }) => person.id);
  expect(asked).toEqual(expect.arrayContaining(ofThePlan));
  const kept = draft.attendees.filter(
    ({ person }: { person: { id: string } }) => !ofThePlan.slice(1).includes(person.id),
  );
  const reply = await house.as('ana').post(`${where}/people`, {
    version: draft.version,
    attendees: kept.map(({ person, wantedFor }: { person: object; wantedFor: string[] }) => ({
      person,
      reviewIds: wantedFor,
    })),
  });
  expect(reply.status).toBe(200);
  const { suggested } = (await house.as('ana').get(where)).body;
  expect(suggested.map(({ name }: { name: string }) => name).toSorted()).toEqual([
    'Kay Odum',
    'Mo Chen',
  ]);
});

test('whoever was not there does not bill, and is told so before they press', async () => {
  for (const who of ['cy', 'sue']) {
    expect(await read(who)).toMatchObject({
      may: { bill: false },
      forMe: expect.arrayContaining([
        { code: 'B07', inWords: 'You were not there for all of it.' },
      ]),
    });
    const { status, body } = await house.as(who).post(path);
    expect([status, body.type]).toEqual([403, 'not-yours-to-bill']);
  }
});

test('nobody outside the case learns of it, and a role that reads no record asks in vain', async () => {
  for (const who of ['far', 'sid', 'olga'])
    for (const reply of [
      await house.as(who).get(path),
      await house.as(who).post(path),
      await takeBack(who, reviewId),
      await house.as(who).post(`/api/reviews/${reviewId}/preparation`, { minutes: 5 }),
    ])
      expect(reply.status).toBe(404);
  for (const who of ['bill', 'audrey', 'riverbend-admin'])
    expect((await house.as(who).get(path)).status).toBe(403);
});

test('minutes of preparation stand apart and change no unit (REQ-122)', async () => {
  const note = (who: string, minutes: unknown) =>
    house.as(who).post(`/api/reviews/${reviewId}/preparation`, { minutes });
  await note('ana', 40);
  await note('bo', 20);
  await note('ana', 45);
  expect(await read('ana')).toMatchObject({
    minutes: 15,
    units: 1,
    preparation: { mine: 45, minutes: 65 },
  });
  await note('bo', 0);
  expect((await read('bo')).preparation).toEqual({
    mine: 0,
    minutes: 45,
    people: [{ name: 'ana', minutes: 45 }],
  });
  for (const [minutes, message] of [
    [-1, /less than none/],
    [481, /Eight hours at most/],
    [1.5, /whole minutes/],
    ['a while', /whole minutes/],
  ] as const) {
    const { status, body } = await note('ana', minutes);
    expect([status, body.fields[0].path]).toEqual([400, 'minutes']);
    expect(body.fields[0].message).toMatch(message);
  }
});

test('of two who press at once exactly one bills, and the other is told who (REQ-090)', async () => {
  const waiting = ['ana', 'bo'];
  const both = await twoAtOnce(house, meeting, () => house.as(waiting.shift() ?? '').post(path));
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const second = both.find(({ status }) => status === 409);
  expect(second?.body).toMatchObject({ type: 'billed-already' });
  expect(second?.body.fields[0].message).toMatch(
    /^(ana|bo) bills for this conference since Mon 15 Mar 2027\.$/,
  );
  const { billed, preparation } = await read('cy');
  expect(billed).toMatchObject({ isMine: false });
  expect(preparation.minutes).toBe(45);
  const { rows } = await house.owner.query(
    'select minutes, units from review_billing where withdrawn_at is null',
  );
  expect(rows).toEqual([{ minutes: 15, units: 1 }]);
});

test('whoever bills takes it back, or a supervisor of the program, with a reason; then somebody else can bill (REQ-090)', async () => {
  const { billed } = await read('ana');
  const [first, next] = billed.byName === 'ana' ? ['ana', 'bo'] : ['bo', 'ana'];
  expect((await takeBack('cy', billed.billingId)).status).toBe(403);
  const { status, body } = await takeBack(first, billed.billingId, 'because');
  expect([status, body.fields[0].path]).toEqual([400, 'why']);
  expect((await takeBack('sue', billed.billingId)).status).toBe(200);
  expect((await takeBack(first, billed.billingId)).body.type).toBe('not-billed');
  expect(await read('bo')).toMatchObject({
    billed: null,
    takenBack: { byName: 'sue', whyInWords: 'It was pressed in error' },
  });
  expect((await house.as(next).post(path)).status).toBe(200);
  expect((await takeBack(first, billed.billingId)).body.type).toBe('not-billed');
});

test('whoever takes back what they look at does not hit what somebody billed in the same moment (REQ-090)', async () => {
  const { billed } = await read('ana');
  const holder = await house.owner.connect();
  await holder.query('begin; lock table review_billing in share row exclusive mode');
  const asked = takeBack('sue', billed.billingId);
  await untilSomebodyWaits(house);
  await holder.query(
    `update review_billing set withdrawn_at = auth.now(), withdrawn_by = billed_by, withdrawn_why = 'somebody-else-bills' where withdrawn_at is null`,
  );
  const { rows } = await holder.query(
    `insert into review_billing select (jsonb_populate_record(b, jsonb_build_object('billing_id', gen_random_uuid(),
       'recorded_at', auth.now(), 'withdrawn_at', null, 'withdrawn_by', null, 'withdrawn_why', null))).*
     from review_billing b where billing_id = $1 returning billing_id as "billingId"`,
    [billed.billingId],
  );
  await holder.query('commit');
  holder.release();
  expect((await asked).body.type).toBe('not-billed');
  expect((await read('ana')).billed).toMatchObject(rows[0]);
});

test('nobody bills the same minutes twice, for whichever client (REQ-090)', async () => {
  const { billed } = await read('ana');
  const given = givenIn(house);
  const cleo = await given.client(agency, { program, worker: ana, name: 'Cleo Stone' });
  const again = { agency, clients: [cleo], providerId, by: ana, beside: bo, time: '11:00' };
  const beside = await conferenceToBill(house, { ...again, from: '2027-03-15T15:00:00Z' });
  await house.owner.query(`update review_billing set billed_until = '2027-03-15T15:05:00Z'`);
  const { body } = await house
    .as(billed.byName)
    .post(`/api/reviews/${beside.reviewIds[0]}/billing`);
  expect(body.type).toBe('bills-at-that-time');
  const { rows } = await house.owner.query(
    'select count(*)::int as n from review_billing where review_id = $1',
    [beside.reviewIds[0]],
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test('a void takes the billing away with it, says so first, and restoring does not bring it back (T21)', async () => {
  const asked = (await house.as('sue').get(`/api/reviews/${reviewId}/void`)).body;
  expect(asked.billing).toMatchObject({ amountInWords: '1 unit, 15 minutes' });
  const tell = { seen: asked.seen, reason: 'The wrong client.' };
  expect((await house.as('sue').post(`/api/reviews/${reviewId}/void`, tell)).status).toBe(200);
  expect(await read('ana')).toMatchObject({
    billed: null,
    errors: [{ code: 'B22' }],
    takenBack: { whyInWords: 'The conference was declared void' },
    may: { bill: false },
  });
  const { body } = await house.as('ana').post(path);
  expect([body.type, body.fields[0].path]).toEqual(['not-billable', 'B22']);
  const { seen } = (await house.as('sue').get(`/api/reviews/${reviewId}/void`)).body;
  await house.as('sue').post(`/api/reviews/${reviewId}/restore`, { seen, reason: 'It was right.' });
  expect(await read('ana')).toMatchObject({ billed: null, errors: [], may: { bill: true } });
});

test('a talk in which only the team took part cannot be billed, and the policy that bills nothing says nothing (REQ-086)', async () => {
  const given = givenIn(house);
  const cal = await given.client(agency, { program, worker: ana, name: 'Cal Moss' });
  const alone = { agency, clients: [cal], providerId, by: ana, beside: bo, time: '12:00' };
  const talk = await conferenceToBill(house, { ...alone, from: '2027-03-15T16:00:00Z' });
  await house.owner.query(
    `update attendance_version set present = false where review_attendee_id in (select review_attendee_id from review_attendee
      join attendee using (agency_id, attendee_id) where review_id = $1 and staff_id is null)`,
    [talk.reviewIds[0]],
  );
  const where = `/api/reviews/${talk.reviewIds[0]}/billing`;
  expect(await read('ana', where)).toMatchObject({
    units: null,
    errors: [{ code: 'B03', inWords: 'Only the program’s own team took part.' }],
    may: { bill: false },
  });
  expect((await house.as('ana').post(where)).body.type).toBe('not-billable');
});

test('nothing about billing is in what people outside are sent, nor in the conference that everybody in it reads', async () => {
  await house.runJobs();
  expect(house.mails.length).toBeGreaterThan(0);
  expect(house.mails.map(({ text }) => text).join()).not.toMatch(/\bbill|\bunits?\b/i);
  const { body } = await house.as('ana').get(`/api/conferences/${meeting.conferenceId}`);
  expect(JSON.stringify(body)).not.toMatch(/bill/i);
  expect(alma.clientId).not.toBe('');
});
