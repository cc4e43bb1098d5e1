import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenClient, type GivenProgram } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { hashToken } from './session-cookie.ts';
import { visitOnce, type Rights } from './visit-once.ts';

const house = await startHouse();
const given = givenIn(house);
const rights = { needs: 'client:read', purpose: 'administration' } as const;
let agency: GivenAgency;
let program: GivenProgram;
beforeAll(async () => {
  agency = await given.agency('cross');
  program = await given.program(agency);
});
afterAll(() => house.close());

const occasion = (operation: string, asked: Rights) => ({
  shell: house.shell,
  database: house.shell.database,
  asker: { kind: 'session', tokenHash: hashToken(house.as('cross-admin').token ?? '') } as const,
  rights: asked,
  operation,
  ids: [],
});

/** Two pieces of work that each write one client, meet, and then want the other's: the database must break one of them off. */
async function crossing(operation: string, asked: Rights) {
  const one = await given.client(agency, { program });
  const other = await given.client(agency, { program });
  let waiting = 2;
  let meet = () => {};
  const met = new Promise<void>((resolve) => (meet = resolve));
  const walk = (first: GivenClient, second: GivenClient) =>
    visitOnce(occasion(operation, asked), async ({ tx }) => {
      const write = ({ clientId }: GivenClient) =>
        sql`update client set version = version + 1 where client_id = ${clientId}`.execute(tx);
      await write(first);
      waiting -= 1;
      if (waiting === 0) meet();
      await met;
      await write(second);
    });
  const ends = await Promise.allSettled([walk(one, other), walk(other, one)]);
  const { rows } = await house.owner.query<{ version: number }>(
    'select version from client where client_id = any($1)',
    [[one.clientId, other.clientId]],
  );
  const { rows: trail } = await house.owner.query<{ outcome: string }>(
    'select outcome from audit where operation = $1 order by outcome',
    [operation],
  );
  return {
    failed: ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : [])),
    versions: rows.map(({ version }) => version),
    trail: trail.map(({ outcome }) => outcome),
  };
}

test('two people who stand in each other’s way both get through, and each is written down once', async () => {
  expect(await crossing('cross', rights)).toEqual({
    failed: [],
    versions: [3, 3],
    trail: ['done', 'done'],
  });
});

test('what also acts outside its transaction is not begun a second time: it fails, and nothing of it stands', async () => {
  const { failed, versions, trail } = await crossing('cross once', {
    ...rights,
    actsOutside: true,
  });
  expect(failed).toMatchObject([{ code: '40P01' }]);
  expect(versions).toEqual([2, 2]);
  expect(trail).toEqual(['done', 'failed']);
});

test('a request that the database breaks off for another one is answered as if it had come a moment later', async () => {
  const { clientId, enrollmentId } = await given.client(agency, { program });
  const [ahead, across] = [await house.owner.connect(), await house.owner.connect()];
  const lock = 'select from client where client_id = $1 for update';
  try {
    await ahead.query('begin');
    await ahead.query(lock, [clientId]);
    await across.query(`begin; set local deadlock_timeout = '25s'`);
    await across.query('select from enrollment where enrollment_id = $1 for update', [
      enrollmentId,
    ]);
    const answered = house.as('cross-admin').post(`/api/enrollments/${enrollmentId}/assign`, {
      teamId: program.teamId,
      workerId: '',
      from: '2026-02-01',
    });
    await waitersForLocks(1);
    const taken = across.query(lock, [clientId]);
    await waitersForLocks(2);
    // The request gets the client first, and wants the enrollment of whoever wants the client: it is the last to join the circle.
    await ahead.query('commit');
    await taken;
    await across.query('commit');
    expect(await answered).toMatchObject({ status: 200, body: { done: true } });
  } finally {
    ahead.release();
    across.release();
  }
  const { rows } = await house.owner.query(
    'select superseded_at is null as stands from enrollment_version where enrollment_id = $1 order by 1',
    [enrollmentId],
  );
  expect(rows).toEqual([{ stands: false }, { stands: true }]);
});

/** Both connections of the owner are taken, so somebody else looks. */
async function waitersForLocks(many: number) {
  for (;;) {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::integer as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(house.ownerDatabase);
    if ((rows[0]?.waiting ?? 0) >= many) return;
    await pause(10);
  }
}
