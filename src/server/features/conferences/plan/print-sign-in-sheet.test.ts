import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';
import { teller } from '#test/walls/canary-words.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const { agencyAtWork, planned } = meetings;
let work: GivenAgencyAtWork;
let address: string;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-01T14:00:00Z');
  work = await agencyAtWork();
  const client = await given.client(work.agency, {
    program: work.program,
    worker: work.ana,
    name: 'Maria Testclient',
  });
  const { providerId } = await given.provider(work.agency);
  const sister = { fullName: 'Rosa Testsister', relationship: 'sibling', phone: '555-0134' };
  const { supportId } = (
    await house.as('ana').post(`/api/clients/${client.clientId}/supports`, sister)
  ).body;
  const { conferenceId } = await planned('ana', [client], {
    ...work,
    people: [
      { kind: 'provider', id: providerId },
      { kind: 'support', id: supportId },
    ],
  });
  address = `/api/conferences/${conferenceId}/sign-in-sheet.pdf`;
  await given.staff(work.agency, 'eve', {
    roles: ['case-manager'],
    program: await given.program(work.agency, { name: 'Nights' }),
  });
  await given.staff(work.agency, 'bill', { roles: ['biller'] });
  await given.staff(work.agency, 'una', { roles: ['case-manager'], program: work.program });
  const other = await given.agency('hillside');
  await given.staff(other, 'hal', { roles: ['case-manager'], program: await given.program(other) });
});

const opened = (name: string, path = address) =>
  house.app.request(`${origin}${path}`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as(name).token}` },
  });

test('a sign-in sheet names who comes and no client, family or organization (REQ-178)', async () => {
  const reply = await opened('ana');
  const { text } = await readPdf(new Uint8Array(await reply.arrayBuffer()));

  expect(reply.headers.get('content-disposition')).toBe('inline; filename="sign-in.pdf"');
  for (const shown of ['Sign-in sheet', 'ana', 'bo', 'Dr Hana Lee', 'Signature'])
    expect(text).toContain(shown);
  expect(text).not.toMatch(
    /Maria|Testclient|Rosa|Testsister|Sister|Riverside|Physician|Care program/,
  );
});

const sheetsOf = async (name: string, conferenceId: string) => {
  const reply = await opened(name, `/api/conferences/${conferenceId}/sign-in-sheet.pdf`);
  const { texts } = await readPdf(new Uint8Array(await reply.arrayBuffer()));
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').replaceAll(' ,', ','));
};

/** A meeting about two people: Hana Lee comes for the first, Omar Diaz for the second, and Cy of the staff with him. */
async function aboutTwo(on: string) {
  const { agency, program, ana, bo } = work;
  const nights = await given.program(agency, { name: `Nights ${on}` });
  const uma = await given.staff(agency, `uma-${on}`, { roles: ['case-manager'], program: nights });
  const first = await given.client(agency, {
    program: nights,
    worker: uma,
    name: 'Alma Firstclient',
  });
  for (const { staffId } of [ana, bo])
    await teller(house)(`uma-${on}`, `/api/clients/${first.clientId}/care-team/add`, {
      kind: 'staff',
      personId: staffId,
      from: '2026-02-01',
    });
  const second = await given.client(agency, { program, worker: ana, name: 'Bert Secondclient' });
  const cy = await given.staff(agency, `cy-${on}`, { roles: ['case-manager'], program });
  const lee = await given.provider(agency);
  const diaz = await given.provider(agency, { name: 'Dr Omar Diaz', organization: 'Lakeside' });
  await given.consent(agency, { client: first, providerId: lee.providerId, by: ana });
  await given.consent(agency, { client: second, providerId: diaz.providerId, by: ana });
  const meeting = await planned('ana', [first, second], {
    ana,
    bo,
    on,
    people: [
      { kind: 'provider', id: lee.providerId, clients: [0] },
      { kind: 'provider', id: diaz.providerId, clients: [1] },
      { kind: 'staff', id: cy.staffId, clients: [1] },
    ],
  });
  return meeting;
}

test('of a meeting about several, each has a sheet of their own that names who is there for them alone (EP-06, REQ-178)', async () => {
  const meeting = await aboutTwo('2027-03-16');
  const check = async () => {
    const [first, back, second, ...more] = await sheetsOf('ana', meeting.conferenceId);

    expect(first).toMatch(
      /Tue 16 Mar 2027, 10:00 am to 10:15 am Eastern.* ana .* bo .*Dr Hana Lee.*Page 1 of 1/,
    );
    expect(first).not.toMatch(/Diaz|cy-|10:30|11:00|client/);
    expect(second).toMatch(
      /Tue 16 Mar 2027, 10:15 am to 10:30 am Eastern.* ana .* bo .*cy-.*Dr Omar Diaz.*Page 1 of 1/,
    );
    expect(second).not.toMatch(/Lee|10:00|11:00|client/);
    expect([back?.trim(), more]).toEqual(['', []]);
  };

  await check();
  await meetings.invited('ana', meeting);
  await check();
});

test('a provider who was asked about one and not about the other stands on the sheet of the one alone (EP-02, EP-06)', async () => {
  const { agency, program, ana, bo } = work;
  const clients = await Promise.all(
    [1, 2].map(() => given.client(agency, { program, worker: ana })),
  );
  const [first] = clients;
  if (!first) throw new Error('there are two');
  const { providerId } = await given.provider(agency, { name: 'Dr Ida Moss' });
  await given.consent(agency, { client: first, providerId, by: ana });
  const people = [{ kind: 'provider', id: providerId } as const];
  const meeting = await planned('ana', clients, { ana, bo, on: '2027-03-17', people });
  await meetings.invited('ana', meeting);
  const [one, , other] = await sheetsOf('ana', meeting.conferenceId);

  expect(one).toContain('Dr Ida Moss');
  expect(other).not.toContain('Moss');
});

test('whoever sees one of them prints the sheet of that one, with the day and no time that would be wrong (EP-06, S4)', async () => {
  const meeting = await aboutTwo('2027-03-18');
  await meetings.invited('ana', meeting);
  const sheets = await sheetsOf('una', meeting.conferenceId);

  expect(sheets).toHaveLength(1);
  expect(sheets[0]).toMatch(/Thu 18 Mar 2027 · .*Dr Omar Diaz/);
  expect(sheets[0]).not.toMatch(/Lee|10:00|10:15|11:00/);
});

test('who does not see the conference gets no sheet of it (REQ-178)', async () => {
  for (const [name, status] of Object.entries({ eve: 404, hal: 404, bill: 403 }))
    expect([name, (await opened(name)).status]).toEqual([name, status]);
});

test('a conference without a time has no sheet yet', async () => {
  const client = await given.client(work.agency, { program: work.program, worker: work.ana });
  const enrollmentIds = [client.enrollmentId];
  const { conferenceId } = (await house.as('ana').post('/api/conferences', { enrollmentIds })).body;
  const reply = await house.as('ana').get(`/api/conferences/${conferenceId}/sign-in-sheet.pdf`);

  expect(reply).toMatchObject({ status: 422, body: { type: 'time-missing' } });
});
