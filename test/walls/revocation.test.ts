import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerTo } from '#test/walls/any-request.ts';
import { revocationWorld, type Ending } from '#test/walls/revocation-world.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';

const isDeep = process.env['ROUNDTABLE_DEEP'] === '1';
const trials = isDeep ? 200 : 5;
const house = await startHouse();
const given = givenIn(house);
let world: Awaited<ReturnType<typeof revocationWorld>>;

beforeAll(async () => {
  world = await revocationWorld(house);
});
afterAll(() => house.close());

type Seen = { path: string; isTold: boolean; at: number };

/** Whether the page tells; a PDF is read. Which session asks is settled when it is asked. */
async function look({ who, word }: Ending, path: string): Promise<Seen> {
  const { token } = house.as(who);
  const { text } = await answerTo(house, token, { method: 'GET', path, body: undefined });
  return { path, isTold: text.includes(word), at: performance.now() };
}

/** A file of which the first bytes have come; the rest is read when it is asked for. */
async function begin({ who, word }: Ending, path: string) {
  const answer = await house.app.request(`${origin}${path}`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as(who).token}` },
  });
  if (answer.status !== 200) throw new Error(`${path} ${answer.status}`);
  return async () => {
    const text = await answer.text().catch(() => 'It broke off.');
    return { path, isTold: text.includes(word) };
  };
}

/** Begins to read, ends what is allowed, and reads on: answers what told after the end was answered, and for how long. */
async function once(ending: Ending) {
  await ending.again();
  const { pages, streams } = ending;
  const before = await Promise.all(pages.map((path) => look(ending, path)));
  const begun = await Promise.all(streams.map((path) => begin(ending, path)));
  const underWay = pages.map((path) => look(ending, path));
  const { status } = await ending.end();
  const ended = performance.now();
  const after = [
    ...(await Promise.all(pages.map((path) => look(ending, path)))),
    ...(await Promise.all(begun.map((read) => read()))),
  ];
  const late = (await Promise.all(underWay)).filter(({ isTold }) => isTold);
  const told = (seen: { path: string; isTold: boolean }[]) =>
    seen.flatMap(({ path, isTold }) => (isTold ? [path] : []));
  return {
    status,
    before: told(before),
    after: told(after),
    lastMs: Math.max(0, ...late.map(({ at }) => at - ended)),
  };
}

const named = (name: string) => {
  const ending = world.endings.find((each) => each.name === name);
  if (!ending) throw new Error(`Nothing ends like this: ${name}`);
  return ending;
};

describe.each([
  'a person is switched off',
  'a session is ended from elsewhere',
  'a role is taken away',
  'a seat on a team is left',
  'somebody is taken off a care team',
  'a training is taken back',
  'emergency access is over',
  'a consent is taken back',
])('when %s', (name) => {
  test(
    `in ${trials} of ${trials} times the next read tells nothing more, and a file that is being sent breaks off (S6, EP-12)`,
    { timeout: isDeep ? 900_000 : 120_000 },
    async () => {
      const ending = named(name);
      let slowest = 0;
      for (let trial = 0; trial < trials; trial += 1) {
        const { status, before, after, lastMs } = await once(ending);
        expect(status).toBe(200);
        expect(before).toEqual(ending.pages);
        expect(after).toEqual([]);
        slowest = Math.max(slowest, lastMs);
      }
      // What was asked before the end may still arrive, within a second.
      expect(slowest).toBeLessThanOrEqual(1_000);
      await ending.again();
    },
  );

  test('control: an end that is accepted and changes nothing is noticed (S6)', async () => {
    const ending = named(name);
    await house.owner.query(`
      create or replace function public.stay() returns trigger language plpgsql as
        $$ begin if tg_op = 'DELETE' then return null; end if; return old; end $$`);
    await ending.again();
    const { pages, tables } = ending;
    for (const table of tables)
      await house.owner.query(
        `create trigger stay before update or delete on ${table} for each row execute function public.stay()`,
      );
    await ending.end();
    const seen = await Promise.all(pages.map((path) => look(ending, path)));
    for (const table of tables) await house.owner.query(`drop trigger stay on ${table}`);

    expect(seen.filter(({ isTold }) => isTold)).not.toEqual([]);
  });
});

test('a consent that is taken back in the middle of a meeting ends what is to come of it, leaves what was, and is told to nobody else (S6, EP-12)', async () => {
  const { agency, program, ana, bo, lee } = world;
  await house.at('2027-03-15T12:00:00Z');
  const client = await given.client(agency, { program, worker: ana, name: 'Ottilie Oxenholme' });
  const { providerId: mo } = await given.provider(agency, {
    name: 'Mo Chen',
    organization: 'North Clinic',
    email: 'mo@clinic.example',
  });
  const [consentId] = await Promise.all(
    [lee, mo].map((providerId) => given.consent(agency, { client, providerId, by: ana })),
  );
  const people = [lee, mo].map((id) => ({ kind: 'provider', id }) as const);
  const meetings = meetingsIn(house);
  const today = await meetings.planned('ana', [client], { ana, bo, people });
  await meetings.invited('ana', today);
  await house.runJobs();
  const held = `/api/conferences/${today.conferenceId}`;
  const tell = async (path: string, body: object = {}) => {
    const reply = await house.as('ana').post(path, body);
    expect([path, reply.status]).toEqual([path, 200]);
    return reply.body;
  };
  await house.at('2027-03-15T14:00:00Z');
  await tell(`${held}/start`);
  const review = `${held}/reviews/${today.reviewIds[0]}`;
  await tell(`${review}/activate`);
  for (const person of people) await tell(`${review}/attendance`, { person, state: 'present' });
  const ahead = await meetings.planned('ana', [client], { ana, bo, people, on: '2027-03-20' });
  await meetings.invited('ana', ahead);
  const next = `/api/conferences/${ahead.conferenceId}/agendas/provider`;
  const agendaOf = (id: string) => house.as('ana').get(`${next}/${id}`);
  const { body: before } = await agendaOf(mo);
  house.mails.length = 0;

  await house.at('2027-03-15T14:05:00Z');
  const stopped = await tell(`/api/consents/${consentId}/revoke`, { how: 'oral' });
  expect(stopped).toMatchObject({ cancelledMails: 1, invitationsTakenBack: 2 });
  expect((await agendaOf(lee)).body).toMatchObject({
    slots: [],
    mail: null,
    notWrittenBecause: 'nothing-they-may-know',
  });
  expect((await house.as('ana').get(`${next}/${lee}/sheet.pdf`)).status).toBe(404);
  const { body: after } = await agendaOf(mo);
  expect([after.slots, after.mail.text]).toEqual([before.slots, before.mail.text]);

  await house.runJobs();
  const mailsTo = (address: string) => house.mails.filter(({ to }) => to === address);
  expect(mailsTo('lee@clinic.example').every(({ ics }) => ics?.method === 'CANCEL')).toBe(true);
  expect(mailsTo('mo@clinic.example').map(({ subject }) => subject)).toEqual([
    'Meeting invitation',
  ]);
  expect(JSON.stringify(house.mails)).not.toMatch(/Oxenholme|revoke|consent|taken back/i);

  // They were there, and that stays.
  const { rows } = await house.owner.query(
    `select v.present, to_char(v.valid_from at time zone 'UTC', 'HH24:MI') as since from attendance_version v
       join review_attendee w using (agency_id, review_attendee_id) join attendee a using (agency_id, attendee_id)
     where a.provider_id = $1 and w.review_id = $2 and v.superseded_at is null`,
    [lee, today.reviewIds[0]],
  );
  expect(rows).toEqual([{ present: true, since: '14:00' }]);
});
