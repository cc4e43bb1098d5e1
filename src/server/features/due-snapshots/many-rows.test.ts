import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DueSnapshotRow, readDueSnapshot } from '#contract/due-snapshots.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { transact } from '#server/platform/database.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import { givenIn, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let path = '';

// On 31 March 2026 the first third is 17 days late, the second 7, the last is due in 10: many rows share one day.
const starts = ['2025-09-15', '2025-09-25', '2025-10-12'];
const clients = 540;
/** So many of them asked for a conference, which has no day of its own and stands last. */
const asked = 120;
const late = (clients / 3) * 2;

async function addCaseload(agencyId: string, { programId, teamId }: GivenProgram, by: GivenStaff) {
  const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
  await transact(house.ownerDatabase, { asker, purpose: 'administration' }, async (tx, { at }) => {
    await sql`
      insert into client (agency_id, client_id, client_number, legal_given, legal_family, given_key, family_key, preferred_key, created_at)
      select ${agencyId}, gen_random_uuid(), 5000 + n, 'Client', 'No ' || n, 'client', 'no ' || n, '', now()
        from generate_series(1, ${sql.lit(clients)}) n`.execute(tx);
    const { rows } = await sql<{ id: string }>`
      insert into enrollment (agency_id, enrollment_id, client_id, program_id, created_at)
      select agency_id, gen_random_uuid(), client_id, ${programId}, now() from client where agency_id = ${agencyId}
      returning enrollment_id as id`.execute(tx);
    await sql`
      insert into enrollment_version (agency_id, enrollment_id, client_id, program_id, version_id, worker_id, team_id, valid_from, recorded_at)
      select agency_id, enrollment_id, client_id, program_id, gen_random_uuid(), ${by.staffId}, ${teamId},
          (${starts}::date[])[1 + client_number % 3], '2025-11-01Z'
        from enrollment join client using (agency_id, client_id) where agency_id = ${agencyId}`.execute(
      tx,
    );
    await sql`
      insert into change_event (agency_id, change_event_id, client_id, code, occurred_on, class, wants_conference, recorded_by, recorded_at)
      select agency_id, gen_random_uuid(), client_id, 'asked_for', '2026-03-02', 'general', true, ${by.staffId}, '2026-03-02Z'
        from client where agency_id = ${agencyId} order by client_number limit ${sql.lit(asked)}`.execute(
      tx,
    );
    await projectEnrollments(
      { tx, at, agencyId },
      rows.map(({ id }) => id),
    );
  });
}

beforeAll(async () => {
  await house.at('2025-09-01T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await addCaseload(agency.agencyId, program, ana);
  await house.at('2026-05-04T14:00:00Z');
  await given.staff(agency, 'sofia', { roles: ['supervisor'], teamRole: 'supervisor', program });
  const question = { asOf: '2026-03-31', knowledge: 'then' };
  const { body } = await house.as('sofia').post('/api/due-snapshots', question);
  path = `/api/due-snapshots/${body.snapshotId}`;
  await house.runJobs();
});

type Page = ReplyOf<typeof readDueSnapshot>;

/** Read as the page does it: each with the place where the one before ended. */
async function pagesOf(show: string) {
  const pages: Page[] = [];
  for (let after = ''; ;) {
    const { status, body } = await house.as('sofia').get(`${path}?show=${show}${after}`);
    expect(status).toBe(200);
    expect(pages.length).toBeLessThan(20);
    pages.push(body);
    if (body.next === null) return pages;
    after = `&after=${body.next}`;
  }
}

const rowsIn = (pages: readonly Page[]): DueSnapshotRow[] => pages.flatMap(({ rows }) => rows);
const sizesOf = (pages: readonly Page[]) => pages.map(({ rows }) => rows.length);
const distinct = (rows: readonly DueSnapshotRow[]) => new Set(rows.map(({ id }) => id)).size;

test('a past list of many rows is read page by page, and no row is missing, doubled or out of its place (REQ-033, REQ-142)', async () => {
  const whole = await pagesOf('all');
  const rows = rowsIn(whole);
  expect(whole[0]?.counts).toEqual({
    late,
    dueSoon: asked + clients - late,
    all: clients + asked,
    met: 0,
  });
  expect(sizesOf(whole)).toEqual([...Array<number>(13).fill(50), 10]);
  expect(distinct(rows)).toBe(clients + asked);
  expect(rows.map(({ left }) => left)).toEqual([
    ...Array<string>(180).fill('17 days late'),
    ...Array<string>(180).fill('7 days late'),
    ...Array<string>(180).fill('In 10 days'),
    ...rows.slice(clients).map(({ left }) => left),
  ]);
  expect(new Set(rows.slice(clients).map(({ status }) => status))).toEqual(new Set(['open']));
  expect(new Set(rows.map(({ clientName }) => clientName)).size).toBe(clients);

  const overdue = await pagesOf('late');
  expect(sizesOf(overdue)).toEqual([...Array<number>(7).fill(50), 10]);
  expect(rowsIn(overdue)).toEqual(rows.filter(({ status }) => status === 'overdue'));
  expect(rowsIn(await pagesOf('due-soon'))).toEqual(rows.slice(late));
});

test('its file holds each row once, in the same order, however many steps it takes to write (REQ-033)', async () => {
  const rows = rowsIn(await pagesOf('all'));
  const { status, body } = await house.as('sofia').get(`${path}/export?reason=supervision`);
  expect(status).toBe(200);
  const [header, ...lines] = body.trimEnd().split('\r\n');
  expect(header).toContain('Client number');
  expect(lines).toHaveLength(clients + asked);
  expect(lines.map((line: string) => line.split(',', 2))).toEqual(
    rows.map(({ clientNumber, clientName }) => [String(clientNumber), clientName]),
  );
});
