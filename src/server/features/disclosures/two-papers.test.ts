import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
let alma: GivenClient;
let conferenceId: string;
let lee: string;
let [general, hiv] = ['', ''];
afterAll(() => house.close());

const fileOf = async (by: string, path: string) => {
  const reply = await house.app.request(`${origin}${path}`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as(by).token}` },
  });
  return { status: reply.status, bytes: new Uint8Array(await reply.arrayBuffer()) };
};
const disclosures = async (channel: string) =>
  (
    await house.owner.query(
      `select classes, consent_id, texts from disclosure where channel = $1 and provider_id = $2 and description not like 'Notice%' order by classes`,
      [channel, lee],
    )
  ).rows;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const { agency, ana } = work;
  const { program } = work;
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    program.programId,
  ]);
  alma = await given.client(agency, { program, worker: ana, name: 'Alma Rivera' });
  lee = (await given.provider(agency, { name: 'Lee Ang', email: 'lee@clinic.example' })).providerId;
  general = await given.consent(agency, { client: alma, providerId: lee, by: ana });
  hiv = await given.consent(agency, { client: alma, providerId: lee, by: ana, classes: ['hiv'] });
  const people = [{ kind: 'provider' as const, id: lee }];
  const meeting = await meetings.planned('ana', [alma], { ...work, people });
  conferenceId = meeting.conferenceId;
  await meetings.invited('ana', meeting);
  await house.runJobs();
  await fileOf('ana', `/api/conferences/${conferenceId}/agendas/provider/${lee}/sheet.pdf`);
  await meetings.held('ana', meeting, { owner: ana });
  await house.as('ana').post(`/api/conferences/${conferenceId}/close`);
  await house.runJobs();
}, 60_000);

test('what two papers let out is written down under each, by the classes that it covers (REQ-034, EP-05, EP-08)', async () => {
  const papersOf = async (channel: string) =>
    (await disclosures(channel)).map(({ classes, consent_id }) => [classes, consent_id]);
  const both = [
    [['general'], general],
    [['hiv'], hiv],
  ];

  expect(await papersOf('email')).toEqual(both);
  expect(await papersOf('pdf')).toEqual(both);
  expect(await papersOf('oral_meeting')).toEqual(both);
});

test('which text went with a page is remembered by its version, and a line of general information names no other law (REQ-036, EP-10)', async () => {
  const textsOf = async (channel: string) => (await disclosures(channel)).map(({ texts }) => texts);

  expect(await textsOf('pdf')).toEqual([['hipaa/1'], ['hiv-27f/1', 'hipaa/1']]);
  expect(await textsOf('email')).toEqual([[], []]);
  const { body } = await house.as('ana').get(`/api/clients/${alma.clientId}/disclosures`);
  const printed = body.disclosures.filter(
    ({ channelInWords }: { channelInWords: string }) => channelInWords === 'On paper',
  );
  expect(
    printed.map((each: { whatInWords: string; statementInWords: string }) => [
      each.whatInWords,
      each.statementInWords,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['General information', expect.not.stringContaining('27-F')],
      ['HIV-related information', expect.stringMatching(/^Statement on it: HIV.*27-F.*version 1/)],
    ]),
  );
});

test('as a file each line carries what the law says of its own classes (REQ-034, EP-10)', async () => {
  const { bytes } = await fileOf('ana', `/api/clients/${alma.clientId}/disclosures/export`);
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  const restricted = lines.filter((line) => line.includes('HIV-related information'));
  const rest = lines.filter((line) => line.includes(',General information,'));

  expect(restricted.length).toBeGreaterThan(2);
  for (const line of restricted)
    expect(line).toContain('confidential records that New York State law protects');
  expect(rest.length).toBeGreaterThan(2);
  for (const line of rest) expect(line).not.toContain('New York State law protects');
});

test('a paper that was recorded in error answers all that was disclosed under it (REQ-035, EP-12)', async () => {
  const { body } = await house
    .as('ana')
    .post(`/api/consents/${hiv}/withdraw`, { reason: 'wrong-recipient' });

  expect(body).toEqual({ disclosures: 4 });
});

test('whoever opens the form takes a copy with their mark, and it stands among what was taken out (REQ-078, EP-10)', async () => {
  const { rows } = await house.owner.query('select review_id from document');
  const { status, bytes } = await fileOf('ana', `/api/reviews/${rows[0].review_id}/form`);
  const { text } = await readPdf(bytes);

  expect(status).toBe(200);
  expect(text).toContain('Alma Rivera');
  expect(text).toContain('The summary of client 1');
  expect(text).toMatch(/Rules/);
  expect(text).toMatch(/Next due/);
  expect(text).toMatch(/Taken out by ana on Mon 15 Mar 2027, id [0-9a-f]{8}/);
  expect(text.replaceAll(/\s+/g, ' ')).toContain('New York State law protects');
  expect((await fileOf('bo', `/api/reviews/${rows[0].review_id}/form`)).status).toBe(404);
  const taken = await house.owner.query('select staff_id, what from taken_out where what = $1', [
    'conference-form',
  ]);
  expect(taken.rows).toHaveLength(1);
});
