import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await house.owner.query(text, values)).rows;

let work: GivenAgencyAtWork;
let alma: GivenClient;
let meeting: Meeting;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  const hillside = await meetings.agencyAtWork('hillside');
  const { agency, program } = work;
  const nights = await given.program(agency, { name: 'Nights' });
  const supervisor = { roles: ['supervisor' as const], teamRole: 'supervisor' };
  await given.staff(agency, 'sue', { ...supervisor, program });
  await given.staff(agency, 'sol', { ...supervisor, program });
  await given.staff(agency, 'nia', { ...supervisor, program: nights });
  await given.staff(hillside.agency, 'hal', { ...supervisor, program: hillside.program });
  alma = await given.client(agency, { program, worker: work.ana, name: 'Alma Rivera' });
  const lee = (await given.provider(agency)).providerId;
  await given.consent(agency, { client: alma, providerId: lee, by: work.ana });
  await house.as('ana').post(`/api/clients/${alma.clientId}/care-team/add`, {
    kind: 'provider',
    personId: lee,
    isKeyProvider: true,
    servesAs: 'Primary care',
    from: '2027-01-02',
  });
  meeting = await meetings.planned('ana', [alma], {
    ...work,
    people: [{ kind: 'provider', id: lee }],
  });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: work.bo });
  await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`);
  await house.runJobs();
});
afterAll(() => house.close());

const address = () => `/api/reviews/${meeting.reviewIds[0]}`;
const look = async (by = 'ana') => (await house.as(by).get(`${address()}/void`)).body;
const tell = async (what: 'void' | 'restore', by: string, change: object = {}) => {
  const { seen } = await look('ana');
  return house
    .as(by)
    .post(`${address()}/${what}`, { seen, reason: 'Entered for the wrong person', ...change });
};
const obligations = () =>
  rowsOf(
    `select obligation_key, state, due_on::text as due_on, anchor_on::text, last_held_on::text, explanation from obligation
     where enrollment_id = $1 order by obligation_key`,
    [alma.enrollmentId],
  );
const formText = async (by = 'ana') => {
  const response = await house.app.request(`http://localhost:4321${address()}/form`, {
    headers: { host: 'localhost:4321', cookie: `session=${house.as(by).token}` },
  });
  if (response.status !== 200) return String(response.status);
  return (await readPdf(new Uint8Array(await response.arrayBuffer()))).text;
};

test('before anybody confirms it, it lists what would be due again, in plain words (T21, REQ-027)', async () => {
  const preview = await look();

  expect(preview).toMatchObject({
    isVoid: false,
    client: { name: 'Alma Rivera' },
    heldInWords: 'Mon 15 Mar 2027',
    openActions: 1,
    last: null,
    may: { change: true },
  });
  expect(preview.changes).toEqual([
    {
      programName: 'Care program',
      rule: 'First case conference',
      inWords: 'Care program: due again Tue 14 Jul 2026, 244 days late',
      before: 'Until now: due Sat 11 Sep 2027, in 180 days',
    },
  ]);
  expect(await rowsOf('select 1 from review_closing_version where is_void')).toEqual([]);
});

test('whoever led it or supervises the program decides, with a reason; nobody else does (T21)', async () => {
  expect((await look('bo')).may).toEqual({ change: false });
  expect((await tell('void', 'bo')).body.type).toBe('not-yours-to-void');
  for (const by of ['nia', 'hal', 'ana-hillside']) {
    expect((await house.as(by).get(`${address()}/void`)).body.type).toBe('not-found');
    expect((await tell('void', by)).body.type).toBe('not-found');
  }
  expect((await tell('void', 'ana', { reason: ' ' })).body.fields[0].path).toBe('reason');
  expect((await tell('void', 'ana', { seen: house.newId() })).body.type).toBe('changed-meanwhile');
  expect((await tell('restore', 'ana')).body.type).toBe('not-void');
});

test('void and restored again, everything stands as it did; void once, however many press (T21)', async () => {
  const before = await obligations();
  const closed = await rowsOf(
    `select qualifies, reason_codes, valid_from::text from review_closing_version`,
  );
  const { seen } = await look();
  const replies = await Promise.all(
    ['sue', 'sol'].map((by) =>
      house.as(by).post(`${address()}/void`, { seen, reason: 'The wrong person' }),
    ),
  );

  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(replies.find(({ status }) => status === 409)?.body.type).toBe('already-void');
  expect(await rowsOf('select 1 from review_closing_version where is_void')).toHaveLength(1);
  const [open] = (await obligations()).filter(({ state }) => state === 'open');
  expect(open).toMatchObject({ due_on: '2026-07-14', last_held_on: null });

  const back = await look('sue');
  expect(back).toMatchObject({ isVoid: true, last: { reason: 'The wrong person' } });
  expect(back.changes[0].inWords).toBe('Care program: then due Sat 11 Sep 2027, in 180 days');
  expect((await tell('restore', 'ana', { reason: 'It was her after all' })).status).toBe(200);
  expect(await obligations()).toEqual(before);
  expect(
    await rowsOf(
      `select qualifies, reason_codes, valid_from::text from review_closing_version where superseded_at is null`,
    ),
  ).toEqual(closed);
});

test('the record tells it in order, actions stay and are marked, and the form says VOID (T21, REQ-112)', async () => {
  await house.runJobs();
  expect(await formText()).not.toContain('VOID');
  await tell('void', 'sue', { reason: 'Held for her sister' });
  // Until the new form is made, none is shown: the old one would claim what is not so.
  expect(await formText()).toBe('404');
  await house.runJobs();

  const text = await formText();
  expect(text).toContain('VOID');
  expect(text.replaceAll(/\s+/g, ' ')).toContain('Held for her sister');
  const { body: record } = await house
    .as('ana')
    .get(`/api/clients/${alma.clientId}/record?kinds=conference`);
  expect(record.entries.map((entry: { title: string }) => entry.title).toSorted()).toEqual([
    'Case conference',
    'Case conference declared void',
    'Case conference declared void',
    'Case conference restored',
  ]);
  expect(record.entries[0].detail).toContain('Void: it does not count');
  const { body: actions } = await house.as('bo').get('/api/actions');
  expect(actions.mine).toMatchObject([{ state: 'open', conference: { isVoid: true } }]);
  const { body: view } = await house.as('ana').get(`/api/conferences/${meeting.conferenceId}`);
  expect(view.reviews[0].counts).toEqual({
    ok: false,
    reasonCodes: ['VOIDED'],
    isVoid: true,
    warnings: [],
  });
  await tell('restore', 'sue');
  expect(await formText()).not.toContain('VOID');
});

test('why it was void is in the vault’s keeping, not in the record, the audit or a job (T21)', async () => {
  const places = await rowsOf(
    `select facts::text as text from record_entry union all select data::text from queue.job union all select operation::text from audit`,
  );

  expect(places.length).toBeGreaterThan(3);
  expect(JSON.stringify(places)).not.toContain('sister');
});

test('a review that is not closed cannot be void', async () => {
  const next = await meetings.planned('ana', [alma], work);
  const reply = await house.as('ana').get(`/api/reviews/${next.reviewIds[0]}/void`);

  expect(reply.body.type).toBe('review-not-closed');
});
