import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';
import { teller } from '#test/walls/canary-words.ts';

// Two agencies where a colleague did and wrote the same. The case of one holds a restricted class, which each word about it took.
const house = await startHouse();
const given = givenIn(house);
const tell = teller(house);
const worlds = ['plain', 'restricted'] as const;
type World = (typeof worlds)[number];
const cases = new Map<World, GivenClient & { told: unknown; providerId: string }>();
afterAll(() => house.close());

beforeAll(async () => {
  for (const world of worlds) cases.set(world, await caseIn(world));
  await house.runJobs();
}, 60_000);

/** Bo is on the team, has every training, and neither has the case nor oversees it. */
async function caseIn(world: World) {
  await house.at('2027-03-15T12:00:00Z');
  const agency = await given.agency(world);
  const program = await given.program(agency, { preset: 'health-home' });
  const staff = (name: string) =>
    given.staff(agency, `${world}-${name}`, { roles: ['case-manager'], program });
  const ana = await staff('ana');
  await staff('bo');
  const client = await given.client(agency, { program, worker: ana });
  const { providerId } = await given.provider(agency);
  const path = `/api/clients/${client.clientId}`;
  const partner = { kind: 'provider', id: providerId };
  const paper = {
    recipients: [partner],
    purposes: ['care_coordination'],
    validFrom: '2027-03-01',
    validUntil: '2028-03-01',
    signedOn: '2027-03-01',
  };
  const consented = (more: object) =>
    tell(`${world}-ana`, `${path}/consents`, { ...paper, ...more });
  await consented({ form: 'DOH-5032', classes: ['general'] });
  const contact = { partner, activity: 'advocacy', channel: 'phone', on: '2027-03-12' };
  if (world === 'restricted') {
    await house.owner.query(
      `insert into client_class values ($1, $2, 'hiv', 'a test', auth.now())`,
      [agency.agencyId, client.clientId],
    );
    await consented({ form: 'DOH-2557', classes: ['hiv'] });
    await tell(`${world}-ana`, `${path}/contacts`, { ...contact, note: 'A result.' });
  }
  await tell(`${world}-bo`, `${path}/contacts`, { ...contact, note: 'A ride was booked.' });
  await tell(`${world}-bo`, `${path}/attempts`, {
    enrollmentId: client.enrollmentId,
    on: '2027-03-11',
    channel: 'telephone',
    outcome: 'no_response',
    to: partner,
    nextStep: 'write',
    note: 'Nobody picked up.',
  });
  const { told } = await tell(`${world}-bo`, `${path}/changes`, {
    code: 'housing_loss',
    on: '2027-03-10',
    note: 'She rang from there.',
  });
  return { ...client, told, providerId };
}

const papers = [
  ({ clientId }: GivenClient) => `/api/clients/${clientId}/record.pdf`,
  ({ clientId }: GivenClient) => `/api/clients/${clientId}/contact-frequency/print`,
  () => '/api/filings/open.txt?scope=team',
  () => '/api/today/due/export?scope=team&when=all&reason=supervision',
];
const laws = {
  hiv: 'confidential records that New York State law protects',
  sud: 'Federal confidentiality rules (42 CFR Part 2)',
} as const;

/** The words of each paper, without what is different in any two agencies. */
async function printed(world: World, name: string): Promise<string[]> {
  const theirs = cases.get(world);
  if (!theirs) throw new Error(world);
  return Promise.all(
    papers.map(async (paper) => {
      const reply = await house.app.request(`${origin}${paper(theirs)}`, {
        headers: {
          host: new URL(origin).host,
          cookie: `session=${house.as(`${world}-${name}`).token}`,
        },
      });
      if (reply.status !== 200) throw new Error(`${paper(theirs)} ${await reply.text()}`);
      const bytes = new Uint8Array(await reply.arrayBuffer());
      const isPdf = reply.headers.get('content-type') === 'application/pdf';
      const text = isPdf ? (await readPdf(bytes)).text : new TextDecoder().decode(bytes);
      return text
        .replaceAll(/\s+/g, ' ')
        .replaceAll(world, 'agency')
        .replaceAll(/id ?[0-9a-f]{8}|#\d+/g, '~');
    }),
  );
}

test('whoever does not read the whole case takes the same papers of it, whatever class their own words took (S4, EP-10, EP-14)', async () => {
  const [plain, restricted] = await Promise.all(worlds.map((world) => printed(world, 'bo')));

  expect(restricted).toEqual(plain);
  for (const text of plain ?? []) {
    expect(text).toContain(laws.hiv);
    expect(text).toContain(laws.sud);
  }
  expect(plain?.[0]).toContain('A ride was booked.');
});

test('control: whoever has the case finds the law of what it holds on each paper, and of nothing else (S4, EP-10)', async () => {
  const [plain, restricted] = await Promise.all(worlds.map((world) => printed(world, 'ana')));

  for (const text of plain ?? []) expect(text).not.toContain(laws.hiv);
  for (const text of restricted ?? []) expect(text).not.toContain(laws.sud);
  for (const text of restricted?.slice(0, 3) ?? []) expect(text).toContain(laws.hiv);
});

test('a change that a colleague records stands on their list and is told to as many, whatever the case holds; their words on it have its class (S4, EP-07, EP-14)', async () => {
  const answered = async (world: World) => {
    const { clientId = '', told } = cases.get(world) ?? {};
    const { body } = await house
      .as(`${world}-bo`)
      .post('/api/today/due/beside', { clientIds: [clientId] });
    return { told, owed: body.clients[0].owed.map(({ rule }: { rule: string }) => rule) };
  };
  const [plain, restricted] = await Promise.all(worlds.map((world) => answered(world)));

  expect(restricted).toEqual(plain);
  expect(plain?.owed).toContain('Lost or losing housing');
  const { rows } = await house.owner.query(
    `select c.class, n.class as words from change_event c join fact_note n on n.about_id = c.change_event_id where c.client_id = $1`,
    [cases.get('restricted')?.clientId],
  );
  expect(rows).toEqual([{ class: 'general', words: 'hiv' }]);
});

test('who ends every paper of one person reads as many lines of it, whatever else was among them; who has the case reads each (S4, EP-14)', async () => {
  const lines = async (name: string, world: World) => {
    const path = `/api/clients/${cases.get(world)?.clientId}/record`;
    const { body } = await house.as(`${world}-${name}`).get(`${path}/year`);
    const { body: page } = await house.as(`${world}-${name}`).get(path);
    return [body.marks, page.entries].map(
      (all: { kind: string }[]) => all.filter(({ kind }) => kind === 'consent').length,
    );
  };
  for (const world of worlds)
    await tell(`${world}-bo`, `/api/clients/${cases.get(world)?.clientId}/consents/stop-telling`, {
      recipient: { kind: 'provider', id: cases.get(world)?.providerId },
      how: 'oral',
    });

  expect(await lines('bo', 'restricted')).toEqual(await lines('bo', 'plain'));
  expect(await lines('ana', 'restricted')).not.toEqual(await lines('ana', 'plain'));
});
