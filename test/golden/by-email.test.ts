import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { exchangesOf } from './exchange-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, comprehensive, home, ana, tell, serves, provider, dutiesOf } =
  await goldenScene(house);
let lee: { kind: 'provider'; id: string };
let alma: GivenClient;
afterAll(() => house.close());

beforeAll(async () => {
  alma = await inHome('Alma Four');
  lee = await provider(ana, alma);
});

const inHome = (name: string) =>
  given.client(here, { program: home, worker: ana, name, enrolledOn: '2026-01-02' });
const me = { kind: 'staff' as const, id: ana.staffId };
const asAna = () => house.as('ana');
const { begin, finish } = exchangesOf(house, ana);

test('an exchange by email counts from the day of the physician’s answer, with its copies (T4, REQ-143, C-26)', async () => {
  await house.at('2026-05-07T15:00:00Z');
  const { conferenceId, reviewId, review, write } = await begin(alma);
  expect((await write({ from: me, sentAt: '2026-05-01T14:00:00Z' })).status).toBe(200);
  await finish(conferenceId, review);

  const asked = await asAna().get(`/api/conferences/${conferenceId}/closing`);
  expect(asked.body.gaps).toContainEqual(expect.objectContaining({ code: 'no-reply' }));
  expect((await asAna().post(`/api/conferences/${conferenceId}/close`, {})).body.type).toBe(
    'closing-checks-open',
  );

  // That it was received is no answer; what answers it makes the day.
  const thanks = { from: lee, sentAt: '2026-05-02T13:00:00Z', isSubstantive: false };
  expect((await write(thanks)).status).toBe(200);
  expect((await asAna().get(`${review}/exchange`)).body.heldOn).toBeNull();
  const reply = { from: lee, sentAt: '2026-05-06T13:00:00Z', text: 'Half of it, from Monday' };
  expect((await write(reply)).status).toBe(200);
  expect((await write(reply)).body.type).toBe('message-twice');
  const { messages, heldOn } = (await asAna().get(`${review}/exchange`)).body;
  expect(heldOn).toBe('Wed 6 May 2026');
  expect(messages.map(({ text }: { text: string }) => text)).toContain('Half of it, from Monday');

  const { reviews } = await tell('ana', `/api/conferences/${conferenceId}/close`);
  expect(reviews[0]).toMatchObject({ counts: true, reasonCodes: [] });
  expect(await dutiesOf('ana', alma)).toEqual(['Health Home, Six-month rule: current, Fri 6 Nov']);
  const record = (await asAna().get(`/api/clients/${alma.clientId}/record`)).body;
  expect(record.entries[0]).toMatchObject({ kind: 'conference', on: '2026-05-06' });
  expect(record.entries[0].detail).toMatch(/^By email, 2 people/);

  // Both texts for the outside system tell what was exchanged (REQ-161).
  const filing = (await asAna().get(`/api/filings/reviews/${reviewId}`)).body;
  const texts: string[] = filing.artifacts.map(({ text }: { text: string }) => text);
  expect(texts).toHaveLength(2);
  for (const text of texts) expect(text).toContain('Half of it, from Monday');
});

test('what was not copied is asked for, and a day is never one to come (REQ-161, REQ-162)', async () => {
  const bea = await inHome('Bea Five');
  await house.at('2026-05-08T15:00:00Z');
  const { review, write } = await begin(bea);
  expect((await write({ from: me, sentAt: '2026-05-09T14:00:00Z' })).body.type).toBe(
    'sent-in-the-future',
  );
  expect((await write({ from: lee, sentAt: '2026-05-08T14:00:00Z' })).body.type).toBe(
    'not-an-attendee',
  );
  const nothing = await write({ from: me, sentAt: '2026-05-08T14:00:00Z', text: ' ' });
  expect(nothing.status).toBe(400);
  expect(JSON.stringify(nothing.body)).toContain('Write what the email says');
  const { messageId } = (await write({ from: me, sentAt: '2026-05-08T14:00:00Z' })).body;
  expect((await asAna().get(`${review}/exchange`)).body.messages).toHaveLength(1);
  await tell('ana', `${review}/exchange/${messageId}/remove`);
  expect((await asAna().get(`${review}/exchange`)).body.messages).toEqual([]);
});

test('an answer from before the enrollment, or from after its end, makes no conference, and says why (REQ-143, REQ-114)', async () => {
  await house.at('2026-05-08T15:00:00Z');
  const gus = await given.client(here, {
    program: home,
    worker: ana,
    name: 'Gus Early',
    enrolledOn: '2026-05-04',
  });
  const nye = await provider(ana, gus, { providerClass: 'medical', from: '2026-05-04' });
  const { conferenceId, review, write } = await begin(gus);
  // To have asked before is no harm: it is the answer that makes the day.
  expect((await write({ from: me, sentAt: '2026-05-01T14:00:00Z' })).status).toBe(200);
  const early = await write({ from: nye, sentAt: '2026-05-03T23:00:00Z' });
  expect(early).toMatchObject({ status: 422, body: { type: 'answered-outside-enrollment' } });
  expect(early.body.fields).toEqual([
    {
      path: 'sentAt',
      message: expect.stringMatching(/^The enrollment began on Mon 4 May 2026\. Correct the date/),
    },
  ]);
  const thanks = { from: nye, sentAt: '2026-05-03T23:00:00Z', isSubstantive: false };
  expect((await write(thanks)).status).toBe(200);
  expect((await write({ from: nye, sentAt: '2026-05-04T14:00:00Z' })).status).toBe(200);
  expect((await asAna().get(`${review}/exchange`)).body.heldOn).toBe('Mon 4 May 2026');
  await finish(conferenceId, review);
  const { reviews } = await tell('ana', `/api/conferences/${conferenceId}/close`);
  expect(reviews[0]).toMatchObject({ counts: true, reasonCodes: [] });

  const hope = await inHome('Hope Late');
  const ray = await provider(ana, hope);
  const late = await begin(hope);
  await late.write({ from: me, sentAt: '2026-05-05T14:00:00Z' });
  await tell('ana', `/api/enrollments/${hope.enrollmentId}/end`, {
    endedOn: '2026-05-06',
    reason: 'moved',
  });
  const after = await late.write({ from: ray, sentAt: '2026-05-07T14:00:00Z' });
  expect(after.body).toMatchObject({
    type: 'answered-outside-enrollment',
    fields: [{ path: 'sentAt', message: expect.stringContaining('ended on Wed 6 May 2026') }],
  });
});

test('where the rules count no email there is no such conference, and begun twice it is one (C-03)', async () => {
  const cleo = await given.client(here, { program: comprehensive, worker: ana, name: 'Cleo Six' });
  const refused = await asAna().post('/api/conferences/by-email', {
    enrollmentId: cleo.enrollmentId,
  });
  expect(refused.body).toMatchObject({ type: 'email-does-not-count', status: 422 });

  const dee = await inHome('Dee Seven');
  const both = await Promise.all([begin(dee), begin(dee)]);
  expect(both[0].conferenceId).toBe(both[1].conferenceId);
});

test('what an email says keeps the class of its case, and a colleague on the team sees no trace of it (REQ-036)', async () => {
  await house.at('2026-05-13T15:00:00Z');
  const fay = await inHome('Fay Nine');
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', now())`, [
    here.agencyId,
    fay.clientId,
  ]);
  const kim = await given.staff(here, 'kim', { roles: ['case-manager'], program: home });
  await serves('ana', fay, { kind: 'staff', personId: kim.staffId });
  const { review, write } = await begin(fay);
  await write({ from: me, sentAt: '2026-05-12T14:00:00Z', text: 'About her viral load' });
  await write({ from: me, sentAt: '2026-05-12T15:00:00Z', text: 'About the bus' });

  const texts = async (who: string) =>
    (await house.as(who).get(`${review}/exchange`)).body.messages.map(
      ({ text }: { text: string }) => text,
    );
  expect(await texts('ana')).toEqual(['About her viral load', 'About the bus']);
  expect(await texts('kim')).toEqual([]);
});

test('nobody of another agency, and nobody without the client, reads what was written (REQ-034)', async () => {
  const eva = await inHome('Eva Eight');
  await house.at('2026-05-12T15:00:00Z');
  const { review, write } = await begin(eva);
  await write({ from: me, sentAt: '2026-05-11T14:00:00Z' });
  const there = await given.agency('there');
  const program = await given.program(there, {});
  await given.staff(there, 'zed', { roles: ['case-manager'], program });
  await given.staff(here, 'noa', {
    roles: ['case-manager'],
    program: await given.program(here, { name: 'Elsewhere' }),
  });

  for (const who of ['zed', 'noa']) {
    expect((await house.as(who).get(`${review}/exchange`)).status).toBe(404);
    const put = await house.as(who).post(`${review}/exchange`, {
      from: me,
      sentAt: '2026-05-11T15:00:00Z',
      text: 'Mine',
      isSubstantive: true,
      isCopy: false,
    });
    expect(put.status).toBe(404);
  }
});

test('what was answered by email is recorded after their death too, and asks them nothing (C-28)', async () => {
  const eve = await inHome('Eve Eight');
  const { body } = await asAna().get(`/api/clients/${eve.clientId}/details`);
  const { clientId: _id, number: _number, identifiers: _identifiers, ...details } = body;
  await tell('ana', `/api/clients/${eve.clientId}/details`, {
    ...details,
    deceasedOn: '2026-05-01',
  });

  const { conferenceId } = await begin(eve);
  const { attendees, reviews } = (await asAna().get(`/api/conferences/${conferenceId}`)).body;
  expect(attendees.map(({ person }: any) => person.kind)).toEqual(['staff']);
  expect(reviews).toMatchObject([{ clientNotAskedBecause: 'has-died' }]);
});
