import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
let work: GivenAgencyAtWork;
let known: GivenClient;
let secret: GivenClient;
let lee: string;
let stranger: string;
let conferenceId: string;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  known = await given.client(agency, { program, worker: ana, name: 'Zephyrine Quillfeather' });
  secret = await given.client(agency, { program, worker: ana, name: 'Balthazar Oxenholme' });
  lee = (await given.provider(agency)).providerId;
  stranger = (await given.provider(agency, { name: 'Dr No One', organization: 'Elsewhere' }))
    .providerId;
  await given.consent(agency, { client: known, providerId: lee, by: ana });
  const people = [lee, stranger].map((id) => ({ kind: 'provider', id }) as const);
  const meeting = await meetings.planned('ana', [known, secret], { ...work, people });
  await meetings.invited('ana', meeting);
  conferenceId = meeting.conferenceId;
  await given.staff(agency, 'eve', {
    roles: ['case-manager'],
    program: await given.program(agency, { name: 'Nights' }),
  });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  await meetings.agencyAtWork('hillside');
});

const agenda = (name: string, kind: string, id: string) =>
  house.app.request(`${origin}/api/conferences/${conferenceId}/agendas/${kind}/${id}/sheet.pdf`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as(name).token}` },
  });
const textOf = async (reply: Response) =>
  (await readPdf(new Uint8Array(await reply.arrayBuffer()))).text;
const disclosed = async () =>
  (
    await house.owner.query(
      `select client_id, provider_id, basis from disclosure where channel = 'pdf' and description like 'Printed agenda%'`,
    )
  ).rows;

test('a provider’s printed agenda tells of the client who agreed alone, and stands in that client’s log (REQ-034, REQ-056)', async () => {
  const text = await textOf(await agenda('ana', 'provider', lee));

  expect(text).toContain('Zephyrine Quillfeather');
  expect(text.replaceAll(/\s+/g, ' ')).toContain('10:00 am to 10:15 am Eastern');
  expect(text).not.toMatch(/Balthazar|Oxenholme|Care program|riverbend/i);
  expect(text).toContain('Use and share only what the purpose needs');
  expect(text).toMatch(/Prepared for Dr Hana Lee, Mon 15 Mar 2027[^]*Page 1 of 1/);
  expect(await disclosed()).toEqual([
    { client_id: known.clientId, provider_id: lee, basis: 'consent' },
  ]);
});

test('who may hear of nobody has no agenda, as if they were not coming (REQ-053)', async () => {
  const before = await disclosed();

  expect((await agenda('ana', 'provider', stranger)).status).toBe(404);
  expect((await agenda('ana', 'provider', house.newId())).status).toBe(404);
  expect(await disclosed()).toEqual(before);
});

test('whoever does not read the whole case prints every law on it, whatever it tells; whoever has the case prints those of what it tells (S4, EP-10)', async () => {
  const laws = [
    'confidential records that New York State law protects',
    'Federal confidentiality rules (42 CFR Part 2)',
  ];

  const theirs = await textOf(await agenda('bo', 'provider', lee));
  const anas = await textOf(await agenda('ana', 'provider', lee));
  for (const law of laws) {
    expect(theirs.replaceAll(/\s+/g, ' ')).toContain(law);
    expect(anas.replaceAll(/\s+/g, ' ')).not.toContain(law);
  }
});

test('an agenda for the staff of the meeting is no disclosure', async () => {
  const before = await disclosed();
  const text = await textOf(await agenda('ana', 'staff', work.bo.staffId));

  expect(text).toMatch(/Zephyrine[^]*Balthazar/);
  expect(text).not.toContain('Prepared for');
  expect(await disclosed()).toEqual(before);
});

test('who does not see the conference prints nothing of it (REQ-178)', async () => {
  for (const [name, status] of Object.entries({ eve: 404, 'ana-hillside': 404, bill: 403 }))
    expect([name, (await agenda(name, 'provider', lee)).status]).toEqual([name, status]);
});
