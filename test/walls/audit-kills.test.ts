import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '#server/features/audit/verify-audit.ts';
import { readCheckpoints } from '#server/platform/checkpoints.ts';
import { freePort, run, temporaryFolder, until, type Running } from '#test/launcher/processes.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const kills = process.env['ROUNDTABLE_DEEP'] === '1' ? 50 : 3;
const house = await startHouse();
const folder = temporaryFolder();
let client: GivenClient;
let running: Running | undefined;

beforeAll(async () => {
  const given = givenIn(house);
  const agency = await given.agency('north');
  const program = await given.program(agency);
  const worker = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  client = await given.client(agency, { program, worker });
  const audit = house.shell.auditKey.toString('base64');
  const signIn = createHash('sha256').update('a test').digest('base64');
  // The server under fire signs its rows with the key that the check knows.
  chmodSync(folder.path, 0o700);
  writeFileSync(join(folder.path, 'keys.json'), JSON.stringify({ signIn, audit }), { mode: 0o600 });
});
afterAll(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  await house.close();
  folder.remove();
});

async function server() {
  const { user, password, host, port: at, database } = house.migrator;
  const address = `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${at}/${database}`;
  const port = await freePort();
  const file = join(import.meta.dirname, '../../src/server/main.ts');
  const started = run(process.execPath, [file], {
    cwd: folder.path,
    env: {
      DATA_DIR: folder.path,
      ROUNDTABLE_KEY_FILE: join(folder.path, 'roundtable.key'),
      DATABASE_URL: address,
      PORT: String(port),
      LOG_LEVEL: 'silent',
    },
  });
  running = started;
  const isOver = () => started.said().includes('is ready') || started.child.exitCode !== null;
  await until(isOver, { within: 60_000, about: started.said });
  return { ...started, origin: `http://localhost:${port}` };
}

let number = 0;
let answered = 0;
/** One row each, of three kinds, and a page that is only read. */
const writes: readonly (() => [string, Record<string, unknown>?])[] = [
  () => ['/api/directory/organizations', { name: `Work ${number}` }],
  () => [
    `/api/clients/${client.clientId}/supports`,
    { fullName: `S ${number}`, relationship: 'friend' },
  ],
  () => [
    `/api/clients/${client.clientId}/identifiers/add`,
    { system: 'other', value: `N${number}` },
  ],
  () => [`/api/clients/${client.clientId}`],
];

/** Writes on and on until nobody answers any more. */
async function lane(origin: string) {
  const cookie = `session=${house.as('ana').token}`;
  for (;;) {
    number += 1;
    const [path, body] = writes[number % writes.length]?.() ?? [''];
    try {
      const response = await fetch(`${origin}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { cookie, origin, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${path} ${response.status}`);
      answered += 1;
    } catch (fault) {
      if (fault instanceof TypeError) return;
      throw fault;
    }
  }
}

/** What was on its way when the server died goes on in the database for a moment. */
async function quiet() {
  for (;;) {
    const { rows } = await house.owner.query(
      `select count(*)::integer as busy from pg_stat_activity where datname = current_database()
       and pid <> pg_backend_pid() and state <> 'idle'`,
    );
    if (rows[0].busy === 0) return;
    await pause(50);
  }
}

/** Rows that no event tells of, and events whose row is not there. */
async function unmatched() {
  const { rows } = await house.owner.query<{ what: string; rows: number; events: number }>(`
    with event as (select operation, ids from audit where outcome = 'done'),
    facts as (
      select 'POST /api/directory/organizations' as what, count(*)::integer as rows from organization where name like 'Work %'
      union all select 'POST /api/clients/:clientId/supports', count(*)::integer from support
      union all select 'POST /api/clients/:clientId/identifiers/add', count(*)::integer from client_identifier),
    alone as (
      select count(*)::integer as rows from organization o where name like 'Work %' and not exists (
        select from event e where e.operation = 'POST /api/directory/organizations' and o.organization_id = any(e.ids)))
    select f.what, f.rows, (select count(*)::integer from event e where e.operation = f.what) as events from facts f
    union all select 'organizations that no event names', rows, 0 from alone`);
  return {
    written: rows.reduce((sum, each) => sum + each.rows, 0),
    alone: rows.filter((each) => each.rows !== each.events),
  };
}

test(
  `of ${kills} times that the server is killed while it writes, no action is left without its event and no event without its action (S16, REQ-036)`,
  { timeout: 120_000 + kills * 30_000 },
  async () => {
    for (let kill = 0; kill < kills; kill += 1) {
      const { origin, child, ended } = await server();
      const enough = answered + 25 + ((kill * 37) % 60);
      const lanes = Promise.allSettled(Array.from({ length: 6 }, () => lane(origin)));
      await until(() => answered >= enough, { within: 60_000 });
      child.kill('SIGKILL');
      await ended;
      const broken = (await lanes).filter(({ status }) => status === 'rejected');
      expect(broken).toEqual([]);
      await quiet();
      expect((await unmatched()).alone).toEqual([]);
      const checkpoints = await readCheckpoints(folder.path, house.shell.auditKey);
      expect((await verifyAudit(house.shell, checkpoints)).findings).toEqual([]);
    }
    const { rows } = await house.owner.query(
      `select count(*)::integer as events from audit where outcome = 'done' and operation not like 'job %'`,
    );
    expect(answered).toBeGreaterThan(kills * 20);
    // What was answered was written down; what was on its way may have been.
    expect(rows[0].events).toBeGreaterThanOrEqual(answered);
    expect((await unmatched()).written).toBeGreaterThan(kills * 10);
  },
);

/** How far the chain has come, inside the database and outside. */
async function sealed() {
  const checkpoints = await readCheckpoints(folder.path, house.shell.auditKey);
  const { waiting, seals, findings } = await verifyAudit(house.shell, checkpoints);
  return { waiting, isSealed: seals > 0, isMarked: checkpoints.marks.length > 0, findings };
}

test('a server seals what was done by itself while it runs, and marks outside how far that came, though nobody ever ended one in order (S16)', async () => {
  const first = await server();
  const headers = { cookie: `session=${house.as('ana').token}` };
  const { status } = await fetch(`${first.origin}/api/clients/${client.clientId}`, { headers });
  expect(status).toBe(200);
  const whole = { waiting: 0, isSealed: true, findings: [] };
  await expect.poll(sealed).toMatchObject(whole);
  first.child.kill('SIGKILL');
  await first.ended;

  const second = await server();
  await expect.poll(sealed).toEqual({ ...whole, isMarked: true });
  second.child.kill('SIGKILL');
  await second.ended;
});

test('control: a write whose event is lost, and an event of nothing, are found (S16)', async () => {
  await house.owner.query(`create rule swallow as on insert to audit do instead nothing`);
  await house.as('ana').post('/api/directory/organizations', { name: 'Work that nobody told' });
  await house.owner.query(`drop rule swallow on audit`);
  expect((await unmatched()).alone.map(({ what }) => what)).toEqual([
    'POST /api/directory/organizations',
    'organizations that no event names',
  ]);

  await house.owner.query(`delete from organization where name = 'Work that nobody told'`);
  await house.owner.query(
    `delete from support where support_id = (select support_id from support limit 1)`,
  );
  expect((await unmatched()).alone.map(({ what }) => what)).toEqual([
    'POST /api/clients/:clientId/supports',
  ]);
});
