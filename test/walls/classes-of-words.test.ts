import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
let work: GivenAgencyAtWork;
let client: GivenClient;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  await given.staff(work.agency, 'di', { roles: ['case-manager'], program: work.program });
});
beforeEach(async () => {
  await house.at('2027-03-15T12:00:00Z');
  client = await given.client(work.agency, { program: work.program, worker: work.ana });
});
afterAll(() => house.close());

const here = () => `/api/clients/${client.clientId}`;
const becomes = (held: string) =>
  house.owner.query(`insert into client_class values ($1, $2, $3, 'test', now())`, [
    work.agency.agencyId,
    client.clientId,
    held,
  ]);
const lowered = async () =>
  (
    await house.owner.query(
      `select class, lowered_to, lowered_by from lowered_class where client_id = $1`,
      [client.clientId],
    )
  ).rows;

test('an addendum takes the class that the case has by now, whatever the contact has (EP-07, REQ-178)', async () => {
  const { providerId } = await given.provider(work.agency);
  const contact = {
    partner: { kind: 'provider', id: providerId },
    activity: 'arranging-access',
    channel: 'phone',
    on: '2027-03-12',
    note: 'The clinic called.',
  };
  const { contactId } = (await house.as('ana').post(`${here()}/contacts`, contact)).body;
  await becomes('hiv');
  const text = 'The viral load is known now.';
  await house.as('ana').post(`/api/contacts/${contactId}/addenda`, { text });

  const record = async (name: string) =>
    JSON.stringify((await house.as(name).get(`${here()}/record`)).body);
  expect(await record('ana')).toContain(text);
  expect(await record('di')).toContain('The clinic called.');
  expect(await record('di')).not.toContain(text);
});

describe('a line that is written anew', () => {
  let meeting: Meeting;
  let entryId: string;
  const review = (rest: string) =>
    `/api/conferences/${meeting.conferenceId}/reviews/${meeting.reviewIds[0]}${rest}`;
  const edit = (name: string, words: object) =>
    house.as(name).post(review(`/entries/${entryId}`), words);
  const seen = async (name: string) =>
    JSON.stringify((await house.as(name).get(`/api/conferences/${meeting.conferenceId}`)).body);

  beforeEach(async () => {
    meeting = await meetings.planned('ana', [client], work);
    await meetings.invited('ana', meeting);
    await house.at('2027-03-15T14:00:00Z');
    await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/start`);
    await house.as('ana').post(review('/activate'));
    const line = { kind: 'need', text: 'A ride to the clinic' };
    entryId = (await house.as('ana').post(review('/entries'), line)).body.entryId;
    await becomes('hiv');
  });

  test('takes the class that the case has by now (EP-07, REQ-178)', async () => {
    expect(await seen('di')).toContain('A ride to the clinic');
    expect((await edit('ana', { text: 'A ride to the HIV clinic' })).status).toBe(200);

    expect(await seen('ana')).toContain('A ride to the HIV clinic');
    expect(await seen('di')).not.toContain('A ride to the');
    expect(await lowered()).toEqual([]);
  });

  test('is lowered only by who reads all of the case, and that is on record (EP-07)', async () => {
    await edit('ana', { text: 'A ride on Tuesdays', class: 'general' });

    expect(await seen('di')).toContain('A ride on Tuesdays');
    expect(await lowered()).toEqual([
      { class: 'hiv', lowered_to: 'general', lowered_by: work.ana.staffId },
    ]);
  });

  test('is not written over by a colleague who would not read it afterwards (EP-07)', async () => {
    const edited = await edit('bo', { text: 'A ride to the HIV clinic', class: 'general' });

    expect(edited).toMatchObject({ status: 409, body: { fields: [{ path: 'text' }] } });
    const { rows } = await house.owner.query(`select class from review_entry where entry_id = $1`, [
      entryId,
    ]);
    expect(rows).toEqual([{ class: 'general' }]);
    expect(await seen('ana')).toContain('A ride to the clinic');
  });

  test('so is an action that is agreed anew (EP-07, REQ-178)', async () => {
    const item = {
      needId: null,
      text: 'Book a ride',
      owner: { kind: 'staff', id: work.ana.staffId },
      dueOn: '2027-03-20',
      followUp: { on: '2027-03-29', how: 'By telephone', by: work.ana.staffId },
    };
    const { rows } = await house.owner.query(`delete from client_class where client_id = $1`, [
      client.clientId,
    ]);
    expect(rows).toEqual([]);
    const { actionItemId } = (await house.as('ana').post(review('/action-items'), item)).body;
    await becomes('hiv');
    const anew = { ...item, text: 'Book the HIV clinic' };
    expect((await house.as('ana').post(review(`/action-items/${actionItemId}`), anew)).status).toBe(
      200,
    );

    expect(await seen('ana')).toContain('Book the HIV clinic');
    expect(await seen('di')).not.toContain('Book the HIV clinic');
  });
});

describe('a significant change', () => {
  const change = (name: string, more: object = {}) =>
    house.as(name).post(`${here()}/changes`, {
      on: '2027-03-12',
      code: 'nonadherence',
      wantsConference: true,
      ...more,
    });
  const facts = async (name: string) =>
    JSON.stringify((await house.as(name).get(`${here()}/clock-facts`)).body);

  test('of a restricted case reaches neither colleague nor administrator, by any page (REQ-020, REQ-178, EP-14)', async () => {
    const others = ['di', `${work.agency.name}-admin`];
    const pages = ['', '/clock-facts', '/enrollments', '/record', '/care-team'];
    const all = () =>
      Promise.all(
        others.flatMap((name) =>
          pages.map(async (page) => (await house.as(name).get(`${here()}${page}`)).body),
        ),
      );
    await becomes('hiv');
    const before = await all();
    expect((await change('ana')).status).toBe(200);

    expect(await facts('ana')).toContain('"changes":[{');
    expect(await all()).toEqual(before);
  });

  test('of a client in a program of a class has that class, though nobody wrote it down (EP-07, REQ-178)', async () => {
    await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
      work.program.programId,
    ]);
    await change('ana');
    const { rows } = await house.owner.query(
      `select class from change_event where client_id = $1`,
      [client.clientId],
    );
    await house.owner.query(`update program set class = 'general' where program_id = $1`, [
      work.program.programId,
    ]);

    expect(rows).toEqual([{ class: 'hiv' }]);
  });

  test('is said to be less than the case by who reads all of it, on record (EP-07)', async () => {
    await becomes('hiv');
    await change('di', { class: 'general' });
    expect(await lowered()).toEqual([]);

    const other = { code: 'housing_loss', class: 'general' };
    expect((await change('ana', other)).status).toBe(200);
    expect(await lowered()).toMatchObject([{ class: 'hiv', lowered_to: 'general' }]);
    expect(await facts('di')).toContain('Lost or losing housing');
  });

  test('what a form offers tells a colleague nothing of the case (S4, EP-14)', async () => {
    const offered = async () =>
      (await house.as('di').get(`${here()}/changes/new?on=2027-03-12`)).body;
    const before = await offered();
    await becomes('hiv');

    expect(await offered()).toEqual(before);
  });
});

describe('what to heed before making contact', () => {
  const contactNote = 'Make no contact at home: he reads her letters.';
  const details = async (name: string) => (await house.as(name).get(`${here()}/details`)).body;
  const save = async (name: string, more: object) => {
    const { clientId: _id, number: _number, identifiers: _all, ...rest } = await details(name);
    const { contactNote: note, ...person } = rest;
    const own = note === null ? person : rest;
    return house.as(name).post(`${here()}/details`, { ...own, ...more });
  };
  const alerts = async (name: string) => (await house.as(name).get(here())).body.alerts;

  test('has the class of the case: a colleague reads the channels, not the words (EP-07, REQ-178)', async () => {
    await becomes('dv');
    const heeded = { contactNote, mayContactBy: ['text'] };
    expect((await save('ana', heeded)).status).toBe(200);

    expect(await alerts('ana')).toEqual(['Do not call', contactNote]);
    expect(await alerts('di')).toEqual(['Do not call']);
    expect((await details('di')).contactNote).toBeNull();
  });

  test('is closed as soon as the case has a class, though it was written before (EP-07)', async () => {
    await save('ana', { contactNote });
    expect(await alerts('di')).toContain(contactNote);

    await becomes('dv');
    expect(await alerts('di')).not.toContain(contactNote);
    expect(await alerts('ana')).toContain(contactNote);
  });

  test('is written over by nobody who may not read it, and the refusal does not tell whether it is restricted (S4)', async () => {
    await save('ana', { contactNote });
    const open = await save('di', { contactNote: 'Call any time' });
    await becomes('dv');
    const closed = await save('di', { contactNote: 'Call any time' });

    expect(open).toMatchObject({ status: 400, body: { fields: [{ path: 'contactNote' }] } });
    expect({ status: closed.status, body: closed.body }).toEqual({
      status: open.status,
      body: open.body,
    });
    expect((await save('di', { phone: '555-0142' })).status).toBe(200);
    expect((await details('ana')).contactNote).toBe(contactNote);
  });
});
