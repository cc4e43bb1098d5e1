import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const { agencyAtWork, planned } = meetingsIn(house);
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
  const other = await given.agency('hillside');
  await given.staff(other, 'hal', { roles: ['case-manager'], program: await given.program(other) });
});

const opened = (name: string) =>
  house.app.request(`${origin}${address}`, {
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
