import { afterAll, expect, test } from 'vitest';
import { auditedScene } from '#test/audited-scene.ts';
import { conferenceHeld } from '#test/conference-held.ts';
import { startHouse } from '#test/house.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

const house = await startHouse();
afterAll(() => house.close());
const { agency, ana, june, people, numbers, comesFor } = await auditedScene(house);
await comesFor(null);
const [from, until] = ['2026-03-01', '2026-05-04'];
const period = (days: readonly [string, string] | null) =>
  `update staff_role set covers_from = ${days ? `'${days[0]}'` : 'null'}, covers_until = ${days ? `'${days[1]}'` : 'null'},
     granted_at = auth.now() where staff_id = '${june.staffId}' and role = 'auditor';`;
const anyDay = period(null);
await house.owner.query(period([from, until]));

type Line = { who: { name: string }; clients: number[] };
const trail = async (by: string, query = ''): Promise<{ lines: Line[]; onlyBetween: unknown }> =>
  (await house.as(by).get(`/api/audit${query}`)).body;
const ofOthers = ({ lines }: { lines: Line[] }) => lines.filter(({ who }) => who.name !== 'june');
const alma = people['Alma Rivera'] ?? { clientId: '', enrollmentId: '' };

/** What the application's login reads for June, past every rule of the application, as it is and where no period is hers. */
const asked = (words: string, before = '') =>
  asOwner(house, async (client) => {
    const person = { agencyId: agency.agencyId, staff: june };
    const answer = await tried(client, person, { words, purpose: 'oversight', before });
    return typeof answer === 'string' ? answer : answer.rows[0]?.['told'];
  });
const withAndWithout = async (words: string) => [await asked(words), await asked(words, anyDay)];

const askList = async (by: string, asOf: string) => {
  const asking = await house
    .as(by)
    .post('/api/due-snapshots', { asOf, knowledge: 'today', programId: null });
  await house.runJobs();
  return asking;
};

// After her last day Alma is read again, and another conference of hers is held.
await house.at('2026-05-12T14:00:00Z');
const { rows: comesIn } = await house.owner.query<{ name: string; userId: string }>(
  `select v.full_name as name, s.user_id as "userId" from staff s join staff_version v using (agency_id, staff_id)
   where s.agency_id = $1 and v.full_name in ('ana', 'june', 'aud')`,
  [agency.agencyId],
);
for (const { name, userId } of comesIn)
  house.signIn(name, await house.session(userId, agency.agencyId));
await house.as('ana').get(`/api/clients/${alma.clientId}`);
await conferenceHeld(house, agency, { client: alma, by: ana, on: '2026-04-20', number: 7 });
await conferenceHeld(house, agency, { client: alma, by: ana, on: '2026-05-12', number: 8 });

test('of the trail an auditor of a period reads the lines of its days and their own, whenever written (EP-17, S16)', async () => {
  await trail('june');
  const ofJune = await trail('june');
  expect(ofJune.onlyBetween).toEqual({ from, until });
  expect(ofOthers(ofJune).length).toBeGreaterThan(0);
  expect(ofJune.lines.some(({ who }) => who.name === 'june')).toBe(true);
  expect(ofOthers(await trail('june', '?from=2026-05-05'))).toEqual([]);
  expect(
    ofOthers(await trail('june', `?from=2026-05-05&clientNumber=${numbers['Alma Rivera']}`)),
  ).toEqual([]);

  const ofAud = await trail('aud', '?from=2026-05-05');
  expect(ofAud.onlyBetween).toBeNull();
  expect(ofOthers(ofAud).length).toBeGreaterThan(0);
});

test('the check of the trail tells them whether it is whole, and nothing of the lines of other days (EP-17)', async () => {
  const check = async (by: string) => (await house.as(by).post('/api/audit/check', {})).body;
  expect(await check('june')).toEqual({ isWhole: true, all: null });
  expect((await check('aud')).all.rows).toBeGreaterThan(5);
});

test('they ask who was due on a day of the period, and on no other (EP-17, REQ-142)', async () => {
  expect((await askList('june', '2026-03-31')).status).toBe(200);
  for (const day of ['2026-02-28', '2026-05-05']) {
    const { status, body } = await askList('june', day);
    expect([status, body.fields?.[0]]).toEqual([
      400,
      {
        path: 'asOf',
        message: 'You come for Sun 1 Mar 2026 to Mon 4 May 2026. Choose a day of it.',
      },
    ]);
    expect((await askList('aud', day)).status).toBe(200);
  }
  const { body } = await house.as('june').get('/api/due-snapshots');
  expect(body.onlyBetween).toEqual({ from, until });
});

test('a list of another day that they had before is theirs no more, nor are its rows and its file (EP-17)', async () => {
  await house.owner.query(anyDay);
  const asking = await askList('june', '2026-02-15');
  await house.owner.query(period([from, until]));
  const { snapshotId } = asking.body;
  const path = `/api/due-snapshots/${snapshotId}`;

  for (const doing of ['?show=all', '/export?show=all&reason=supervision'])
    expect((await house.as('june').get(`${path}${doing}`)).status).toBe(404);
  const { body } = await house.as('june').get('/api/due-snapshots');
  expect(body.snapshots.map((one: { snapshotId: string }) => one.snapshotId)).not.toContain(
    snapshotId,
  );
  const rows = `select count(*)::integer > 0 as told from due_snapshot_row where snapshot_id = '${snapshotId}'`;
  expect(await withAndWithout(rows)).toEqual([false, true]);
});

test('of the files of others they read those that were taken on a day of it (EP-17)', async () => {
  const { snapshotId } = (await askList('aud', '2026-03-31')).body;
  await house.as('aud').get(`/api/due-snapshots/${snapshotId}/export?show=all&reason=supervision`);
  const takers = async (by: string) =>
    (await house.as(by).get('/api/audit/taken-out')).body.files.map(
      ({ who }: { who: { name: string } }) => who.name,
    );
  expect(await takers('aud')).toContain('aud');
  expect(await takers('june')).not.toContain('aud');
});

const zone = `at time zone 'America/New_York'`;
test.for([
  [
    'lines of the trail of another day',
    `select count(*)::integer > 0 as told from audit where (at ${zone})::date > '${until}'`,
  ],
  [
    'who was due on another day',
    `select count(*)::integer > 0 as told from auth.enrollments_on(null, '2026-02-28', auth.now(), null, 50)`,
  ],
  [
    'enrollments of other times',
    `select count(*)::integer > 0 as told from auth.clock_enrollments(array['${alma.enrollmentId}']::uuid[], auth.now())`,
    period(['2025-01-01', '2025-02-01']),
  ],
  [
    'what was held later',
    `select count(*)::integer > 1 as told from auth.clock_reviews(array['${alma.enrollmentId}']::uuid[], '2027-01-01Z')`,
  ],
])('nor past the application: %s (EP-17, S23)', async ([, words = '', before = '']) => {
  expect([await asked(words, before), await asked(words, anyDay)]).toEqual([false, true]);
});

const person = `'${agency.agencyId}', gen_random_uuid(), '${alma.clientId}', '${alma.enrollmentId}'`;
const by = `'${ana.staffId}', '2026-03-02T12:00:00Z'`;
/** A fact of each kind that the clock reads, of this day. */
const happened: Record<string, (day: string) => string> = {
  trigger: (day) =>
    `change_event (agency_id, change_event_id, client_id, code, occurred_on, class, wants_conference, recorded_by, recorded_at)
     values ('${agency.agencyId}', gen_random_uuid(), '${alma.clientId}', 'other', '${day}', 'general', true, ${by})`,
  reassessment: (day) =>
    `reassessment (agency_id, reassessment_id, client_id, enrollment_id, happens_on, recorded_by, recorded_at)
     values (${person}, '${day}', ${by})`,
  attempt: (day) =>
    `attempt (agency_id, attempt_id, client_id, enrollment_id, attempted_on, channel, outcome, next_step, to_client, state, recorded_by, recorded_at)
     values (${person}, '${day}', 'phone', 'no-answer', 'try-again', true, 'confirmed', ${by})`,
  exemption: (day) =>
    `exemption (agency_id, exemption_id, client_id, enrollment_id, reason, starts_on, ends_on, review_on, recorded_by, recorded_at)
     values (${person}, 'other', '${day}', '2027-01-01', '2027-01-01', ${by})`,
  pause: (day) =>
    `pause (agency_id, pause_id, client_id, enrollment_id, kind, starts_on, review_on, recorded_by, recorded_at)
     values (${person}, 'hospital', '${day}', '2027-01-01', ${by})`,
  snooze: (day) =>
    `snooze (agency_id, snooze_id, client_id, enrollment_id, obligation_key, until_on, reason, recorded_by, recorded_at)
     values (${person}, '${day}', '2027-01-01', 'other', '${ana.staffId}', '${day}T15:00:00Z')`,
};
test.for(Object.keys(happened))(
  'nor what happened later, past the application: %s (EP-17, S23)',
  async (kind) => {
    const put = (day: string) =>
      `set local session_replication_role = replica; insert into ${happened[kind]?.(day)}; set local session_replication_role = origin;`;
    const told = `select count(*)::integer as told from auth.clock_events(array['${alma.enrollmentId}']::uuid[], '2027-01-01Z') where kind = '${kind}'`;
    const before = Number(await asked(told));
    const both = put('2026-05-04') + put('2026-05-05');
    expect(await asked(told, both)).toBe(before + 1);
    expect(await asked(told, both + anyDay)).toBe(Number(await asked(told, anyDay)) + 2);
  },
);

test('whoever left after it was still there to them, past the application too (EP-17, S23)', async () => {
  const cleo = people['Cleo Stone']?.enrollmentId;
  const told = `select ended_on::text as told from auth.clock_enrollments(array['${cleo}']::uuid[], auth.now())`;
  expect(await asked(told)).toBe('2026-05-01');
  expect(await asked(told, period(['2026-03-01', '2026-04-30']))).toBeNull();
});

test('nor do they ask for a list of another day past the application (EP-17, S23)', async () => {
  const list = (day: string) =>
    `insert into due_snapshot (agency_id, snapshot_id, as_of, knowledge, known_at, asked_by, asked_at)
     values ('${agency.agencyId}', gen_random_uuid(), '${day}', 'today', auth.now(), '${june.staffId}', auth.now()) returning 'put' as told`;
  expect([await asked(list('2026-03-31')), await asked(list('2026-05-05'))]).toEqual([
    'put',
    '42501',
  ]);
  expect(await asked(list('2026-05-05'), anyDay)).toBe('put');
});

test.for(['supervisor', 'administrator'])(
  'nobody who comes for a period is a %s beside it, in either order (EP-17)',
  async (role) => {
    const give = (one: string, more: string) =>
      asOwner(house, async (client) => {
        await client.query(`delete from staff_role where staff_id = $1`, [june.staffId]);
        const row = (named: string, days: string) =>
          client.query(
            `insert into staff_role (agency_id, staff_id, role, granted_at, ends_on, covers_from, covers_until)
             values ($1, $2, $3, now(), ${named === 'auditor' ? `'2099-12-31'` : 'null'}, ${days})`,
            [agency.agencyId, june.staffId, named],
          );
        const days = (named: string) =>
          named === 'auditor' ? `'${from}', '${until}'` : 'null, null';
        await row(one, days(one));
        await row(more, days(more));
      });
    await expect(give(role, 'auditor')).rejects.toThrow('oversees by no other role');
    await expect(give('auditor', role)).rejects.toThrow('oversees by no other role');
    await expect(give('auditor', 'case-manager')).resolves.toBeUndefined();
  },
);
