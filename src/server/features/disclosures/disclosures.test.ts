import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);

let work: GivenAgencyAtWork;
let alma: GivenClient;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  const { agency, program } = work;
  for (const [name, where] of [
    ['sue', program],
    ['nia', await given.program(agency, { name: 'Nights' })],
  ] as const)
    await given.staff(agency, name, {
      roles: ['supervisor'],
      teamRole: 'supervisor',
      program: where,
    });
  await meetings.agencyAtWork('hillside');
  alma = await given.client(agency, { program, worker: work.ana, name: 'Alma Rivera' });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'test', now())`,
    [agency.agencyId, alma.clientId],
  );
  const provider = async (name: string, classes: string[]) => {
    const email = `${name.slice(0, 3).toLowerCase()}@clinic.example`;
    const { providerId } = await given.provider(agency, { name, email });
    await given.consent(agency, { client: alma, providerId, by: work.ana, classes });
    return { kind: 'provider' as const, id: providerId };
  };
  const people = [
    await provider('Lee Ang', ['general', 'hiv']),
    await provider('=Kay Odum', ['general']),
  ];
  const meeting = await meetings.planned('ana', [alma], { ...work, people });
  await meetings.invited('ana', meeting);
  await house.runJobs();
  await meetings.held('ana', meeting, { owner: work.ana });
  await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`, {});
  await house.runJobs();
});
afterAll(() => house.close());

type Line = {
  description: string;
  who: { name: string; address: string };
  channelInWords: string;
  whatInWords: string;
  basisInWords: string;
  statementInWords: string | null;
};
const path = (rest = '') => `/api/clients/${alma.clientId}/disclosures${rest}`;
const linesOf = async (by: string, accounting = 'everything'): Promise<Line[]> =>
  (await house.as(by).get(path(`?accounting=${accounting}`))).body.disclosures;
const fileOf = async (by: string, which: 'print' | 'export', accounting = 'everything') => {
  const response = await house.app.request(
    `http://localhost:4321${path(`/${which}?accounting=${accounting}`)}`,
    { headers: { host: 'localhost:4321', cookie: `session=${house.as(by).token}` } },
  );
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
};

test('each thing that an outside person learned stands in the log: by whom, how, on which ground (REQ-034, REQ-178)', async () => {
  const lines = (await linesOf('ana')).map(
    ({ who, channelInWords, whatInWords, basisInWords }) =>
      `${who.name} | ${channelInWords} | ${whatInWords} | ${basisInWords}`,
  );
  const withConsent = 'With the client’s consent, version 1, signed Wed 1 Jan 2020';
  const spoken = 'Spoken in a conference';

  expect(new Set(lines)).toEqual(
    new Set([
      `Lee Ang | By email | General information | ${withConsent}`,
      `=Kay Odum | By email | General information | ${withConsent}`,
      `Lee Ang | ${spoken} | HIV-related information, general information | ${withConsent}`,
      `=Kay Odum | ${spoken} | General information | ${withConsent}`,
      `=Kay Odum | ${spoken} | HIV-related information | Without consent: a privacy incident, not reviewed yet`,
    ]),
  );
});

test('a colleague reads what is general of it, and nobody else anything (REQ-036, EP-14)', async () => {
  expect(await linesOf('sue')).toEqual(await linesOf('ana'));
  const seen = await linesOf('bo');
  expect(seen.length).toBeGreaterThan(0);
  expect(JSON.stringify(seen)).not.toMatch(/HIV|incident|Statement/);
  expect(await linesOf('bo', 'hiv')).toEqual([]);
  for (const by of ['nia', 'ana-hillside']) {
    const reply = await house.as(by).get(path());
    expect(reply).toMatchObject({ status: 404, body: { type: 'not-found' } });
    expect((await fileOf(by, 'print')).status).toBe(404);
    expect((await fileOf(by, 'export')).status).toBe(404);
  }
});

test('each law has its own view: HIPAA leaves out what was authorized, Part 2 and HIV take their class (EP-18)', async () => {
  const basesOf = async (accounting: string) =>
    (await linesOf('ana', accounting)).map(({ who, channelInWords }) => [who.name, channelInWords]);

  expect(await basesOf('hipaa')).toEqual([['=Kay Odum', 'Spoken in a conference']]);
  expect(new Set((await basesOf('hiv')).map(([name]) => name))).toEqual(
    new Set(['=Kay Odum', 'Lee Ang']),
  );
  expect(await basesOf('part2')).toEqual([]);
  expect(await basesOf('intermediary')).toEqual([]);
});

test('who was told by word of mouth shows until when the statement is due, and then that it was given (T20)', async () => {
  const ofLee = async () => (await linesOf('ana', 'hiv')).find(({ who }) => who.name === 'Lee Ang');
  expect((await ofLee())?.statementInWords).toBe('Statement to be given by Thu 25 Mar 2027');

  // What Kay heard stands in two lines, and the statement follows one of them.
  const ofKay = (await linesOf('ana')).filter(
    ({ who, channelInWords }) =>
      who.name.includes('Kay Odum') && channelInWords === 'Spoken in a conference',
  );
  expect(
    new Map(ofKay.map(({ whatInWords, statementInWords }) => [whatInWords, statementInWords])),
  ).toEqual(
    new Map([
      ['HIV-related information', 'Statement to be given by Thu 25 Mar 2027'],
      ['General information', null],
    ]),
  );

  const { statements } = (await house.as('ana').get('/api/statements')).body;
  const { statementId } = statements.find(({ who }: Line) => who.name === 'Lee Ang');
  await house
    .as('ana')
    .post(`/api/statements/${statementId}/given`, { on: '2027-03-15', way: 'by-hand' });

  expect((await ofLee())?.statementInWords).toMatch(/^Statement given Mon 15 Mar 2027: HIV/);
});

test('the client takes the whole accounting home; who does not see all of it cannot make one (EP-18, REQ-178)', async () => {
  const { status, bytes } = await fileOf('ana', 'print');
  const text = (await readPdf(bytes)).text.replaceAll(/\s+/g, ' ');

  expect(status).toBe(200);
  for (const words of ['Alma Rivera', 'Lee Ang', 'lee@clinic.example', 'a privacy incident'])
    expect(text).toContain(words);
  expect(text).toContain('confidential records that New York State law protects');
  expect((await fileOf('bo', 'print')).status).toBe(403);
  expect((await fileOf('bo', 'export')).status).toBe(403);
});

test('what the client takes home stands in their log as theirs, and what a colleague reads of it is there whatever it held (REQ-034, EP-10, EP-18, S4)', async () => {
  const own = async (who: string) =>
    (await linesOf(who))
      .filter(({ description }) => description === 'Accounting of disclosures')
      .map(({ who: { name }, whatInWords, basisInWords, channelInWords }) => [
        name,
        whatInWords,
        basisInWords,
        channelInWords,
      ]);
  const [earlier, seenEarlier] = [await own('ana'), await own('bo')];
  await fileOf('ana', 'print');
  const paper = ['The client’s own record', 'On paper'];

  const all = await own('ana');
  expect(new Set(all.slice(0, all.length - earlier.length).map(String))).toEqual(
    new Set([
      ['The client', 'General information', ...paper].join(),
      ['The client', 'HIV-related information', ...paper].join(),
    ]),
  );
  expect((await own('bo')).length - seenEarlier.length).toBe(1);
  expect((await own('bo'))[0]).toEqual(['The client', 'General information', ...paper]);
});

test('whose first language is Spanish takes it home in Spanish, which says that nobody has approved it; the same lines in English are there for whoever asks (REQ-034, EP-18)', async () => {
  await house.owner.query(
    `update client set languages = '{Spanish,English}' where client_id = $1`,
    [alma.clientId],
  );
  const textOf = async (wanted: string) =>
    (await readPdf((await fileOf('ana', 'print', wanted)).bytes)).text
      .replaceAll(/\s+/g, ' ')
      // What holds together on a line is a word of its own to whoever reads the file.
      .replaceAll(' ,', ',');
  const spanish = await textOf('everything');

  for (const words of [
    'A quién se informó sobre usted',
    'Todo lo que se informó',
    'Lee Ang',
    'nformación sobre el VIH',
    'Participó en una conferencia sobre su caso',
    'De palabra, en una conferencia',
    '15 de marzo de 2027, 10:00 a. m., hora del Este',
    'Sin autorización: un incidente de privacidad',
    'Aviso entregado el 15 de marzo de 2027',
    'Traducción por aprobar',
  ])
    expect(spanish).toContain(words);
  expect(spanish).not.toMatch(
    /With the client|Without consent|case conference|Spoken|Mon 15 Mar 2027:/,
  );
  expect(await textOf('everything&language=en')).toContain('Accounting of disclosures');
  expect((await fileOf('ana', 'print', 'everything&language=fr')).status).toBe(400);
  expect((await fileOf('bo', 'print', 'everything&language=es')).status).toBe(403);
  await house.owner.query(`update client set languages = '{English}' where client_id = $1`, [
    alma.clientId,
  ]);
});

test('as a file no cell of it is a formula, and that it was taken is in the trail (S11, S16)', async () => {
  const { bytes } = await fileOf('sue', 'export');
  const text = new TextDecoder().decode(bytes);

  const told = text.split('\r\n').filter((line) => !line.includes(',Accounting of disclosures,'));
  expect(told.length).toBe(9);
  expect(text).not.toMatch(/(^|,)"?=/m);
  const { rows } = await house.owner.query(
    `select outcome from audit where operation = 'GET /api/clients/:clientId/disclosures/export' and $1 = any(ids)`,
    [alma.clientId],
  );
  expect(rows.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
  expect(rows.filter(({ outcome }) => outcome === 'denied')).toHaveLength(3);
});
