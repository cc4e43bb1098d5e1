import { afterAll, beforeEach, expect, test } from 'vitest';
import { oftenInWords } from '#domain/words.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);
await house.at('2027-03-15T20:00:00Z');
const { agency, program, ana, bo } = await meetingsIn(house).agencyAtWork();
const sue = await given.staff(agency, 'sue', {
  roles: ['supervisor'],
  program,
  teamRole: 'supervisor',
  trained: [],
});
let client: GivenClient;
let path: string;

beforeEach(async () => {
  client = await given.client(agency, { program, worker: ana });
  path = `/api/clients/${client.clientId}/looked`;
});

const room = 'GET /api/conferences/:conferenceId';

/** So many readings of this client, the first at a moment and each of the others so many seconds later. */
const readings = (
  from: string,
  { times = 1, seconds = 0, operation = room, by = bo.staffId } = {},
) =>
  house.owner.query(
    `insert into audit (agency_id, audit_id, at, actor_id, operation, outcome, ids, hmac)
     select $1, gen_random_uuid(), $2::timestamptz + each * $3 * interval '1 second', $4, $5, 'done', array[$6::uuid], ''
     from generate_series(0, $7::integer - 1) each`,
    [agency.agencyId, from, seconds, by, operation, client.clientId, times],
  );

type Line = { atInWords: string; who: { name: string }; inWords: string; times: number | null };
const shown = (lines: Line[]) =>
  lines.map(
    ({ atInWords, who, inWords, times }) =>
      `${atInWords}: ${who.name}, ${inWords}${oftenInWords(times)}`,
  );
const page = async (who = 'ana', after = '') =>
  (await house.as(who).get(after ? `${path}?after=${after}` : path)).body;

test('what somebody did alike on one day is one line, from when to when and how often, on paper too (EP-18, REQ-178)', async () => {
  await readings('2027-03-15T14:00:00Z', { times: 321, seconds: 12 });
  await readings('2027-03-15T15:00:00Z', { operation: 'GET /api/clients/:clientId' });
  await readings('2027-03-15T16:00:10Z', { times: 2, seconds: 20, by: ana.staffId });

  expect(shown((await page()).lines)).toEqual([
    'Mon 15 Mar 2027, 12:00 pm Eastern: ana, Read: a conference, 2 times',
    'Mon 15 Mar 2027, 10:00 am to 11:04 am Eastern: bo, Read: a conference, 321 times',
    'Mon 15 Mar 2027, 11:00 am Eastern: bo, Read: the chart',
  ]);

  const answer = await house.app.request(`${origin}${path}/print`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
  });
  const { text } = await readPdf(new Uint8Array(await answer.arrayBuffer()));
  expect(text.match(/Read: a conference, 321 times/g)).toHaveLength(1);
  expect(text.replaceAll(/\s+/g, ' ')).toContain('10:00 am to 11:04 am Eastern');
});

test('what is called alike is one line, whatever its addresses are (EP-18, REQ-178)', async () => {
  const change = 'POST /api/conferences/:conferenceId';
  for (const [minute, part] of ['people', 'schedule', 'roles', 'invitations', 'start'].entries())
    await readings(`2027-03-15T14:0${minute}:00Z`, { operation: `${change}/${part}` });
  await readings('2027-03-15T14:30:00Z', { operation: room });
  await readings('2027-03-15T14:20:00Z', { operation: 'GET /api/conferences/:conferenceId/mails' });

  expect(shown((await page()).lines)).toEqual([
    'Mon 15 Mar 2027, 10:20 am to 10:30 am Eastern: bo, Read: a conference, 2 times',
    'Mon 15 Mar 2027, 10:00 am to 10:04 am Eastern: bo, Changed: a conference, 5 times',
  ]);
});

test('a day is one where the agency is, and what was years ago is still found (REQ-178)', async () => {
  await readings('2027-03-15T03:30:00Z');
  await readings('2027-03-15T04:30:00Z');
  await readings('2023-06-01T15:00:00Z', { times: 3 });

  expect(shown((await page()).lines)).toEqual([
    'Mon 15 Mar 2027, 12:30 am Eastern: bo, Read: a conference',
    'Sun 14 Mar 2027, 11:30 pm Eastern: bo, Read: a conference',
    'Thu 1 Jun 2023, 11:00 am Eastern: bo, Read: a conference, 3 times',
  ]);
});

test('page follows page across days without a line lost or twice, while lines grow and come (REQ-178)', async () => {
  const parts = [
    'record',
    'care-team',
    'consents',
    'contacts',
    'attempts',
    'pauses',
    'disclosures',
  ];
  const all = ['2027-03-15', '2027-03-14', '2027-02-01', '2026-02-01', '2025-12-24', '2025-12-23'];
  const people = [ana, bo, sue];
  for (const [each, day] of all.entries())
    for (const [hour, part] of parts.entries())
      for (const { staffId } of each === 0 ? people : [bo])
        await readings(`${day}T1${hour}:00:00Z`, {
          times: 2,
          seconds: 60,
          operation: `GET /api/clients/:clientId/${part}`,
          by: staffId,
        });
  const lines: string[] = [];
  const ids: string[] = [];
  let after = '';
  for (;;) {
    const { lines: found, next } = await page('ana', after);
    lines.push(...shown(found));
    ids.push(...found.map(({ auditId }: { auditId: string }) => auditId));
    if (next === null) break;
    after = next;
    // Lines of today grow that were shown and that were not, and others come.
    await house.as('bo').get(`/api/clients/${client.clientId}/consents`);
    const { rows } = await house.owner.query(`select auth.now()::text as now`);
    for (const part of [...parts, 'service-plan'])
      for (const { staffId } of people)
        await readings(rows[0].now, {
          operation: `GET /api/clients/:clientId/${part}`,
          by: staffId,
        });
  }

  expect(new Set(ids).size).toBe(56);
  expect(lines).toHaveLength(56);
  expect(new Set(lines).size).toBe(56);
});

test('whoever may not know everything reads one line of a person and a day, whatever was opened and how often (REQ-178, EP-14)', async () => {
  await readings('2027-03-15T14:00:00Z', { times: 30, seconds: 60 });
  await readings('2027-03-15T14:10:00Z', { operation: 'GET /api/clients/:clientId/consents' });
  await readings('2027-03-15T14:11:00Z', { operation: 'POST /api/clients/:clientId/consents' });
  await readings('2027-03-15T15:00:00Z', { operation: 'POST /api/clients/:clientId/consents' });
  await readings('2027-03-15T14:20:00Z', { operation: 'GET /api/emergency/clients/:clientId' });
  const { isWhole, lines } = await page('sue');

  expect(isWhole).toBe(false);
  expect(shown(lines)).toEqual([
    'Mon 15 Mar 2027, 10:00 am to 10:29 am Eastern: bo, Opened something of the case',
    'Mon 15 Mar 2027, 10:20 am Eastern: bo, Emergency access, read',
  ]);
  // Control: whoever may know reads each part and what was changed, and that sue asked.
  expect((await page()).lines).toHaveLength(5);
});

test('a place that is made up is the asker’s mistake', async () => {
  const id = house.newId();
  for (const after of [
    'x',
    `2027-03-15T12:00:00Z_${id}`,
    `2027-03-15T12:00:00Z_0000-01-01T00:00:00Z_${id}`,
  ])
    expect((await house.as('ana').get(`${path}?after=${after}`)).status).toBe(400);
  for (const asOf of ['9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z'])
    expect((await house.as('ana').get(`${path}?after=${asOf}_${asOf}_${id}`)).status).toBe(200);
});
