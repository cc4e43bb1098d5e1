import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { rebuildDue, type RebuiltTo } from '#server/features/today/rebuild-due.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse({ isAlone: true });
const given = givenIn(house);
let dataDir: string;
let clients: GivenClient[];
let right: unknown[];

const stored = async () => {
  const { rows } = await house.owner.query(
    `select * from obligation order by agency_id, enrollment_id, obligation_key`,
  );
  return rows;
};

/** As if the rules had been read differently when the facts were written. */
const spoil = () =>
  house.owner.query(
    `update obligation set due_on = due_on + 7, kind = 'contact', state = 'closed'`,
  );

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'roundtable-rebuild-'));
  await house.at('2026-05-04T14:00:00Z');
  clients = [];
  for (const name of ['here', 'there']) {
    const agency = await given.agency(name);
    const program = await given.program(agency);
    const ana = await given.staff(agency, `ana-${name}`, { roles: ['case-manager'], program });
    for (const enrolledOn of ['2025-09-01', '2026-01-15', '2026-04-20']) {
      const client = await given.client(agency, { program, worker: ana, enrolledOn });
      clients.push(client);
      if (enrolledOn < '2026')
        await givenHeldElsewhere(house, agency, { client, on: '2026-02-03', by: ana });
    }
  }
  right = await stored();
});
beforeEach(spoil);
afterAll(async () => {
  await house.close();
  if (dataDir) await rm(dataDir, { recursive: true });
});

function run(
  args: string[] = [],
  { stopAt = '' } = {},
): Promise<{ code: number | null; out: string }> {
  const { user, password, host, port, database } = house.migrator;
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`,
  };
  const command = join(import.meta.dirname, '../src/server/commands/rebuild-due.ts');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [command, ...args], { env, stdio: 'pipe' });
    let out = '';
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString();
      if (stopAt !== '' && out.includes(stopAt)) child.kill('SIGINT');
    });
    child.stderr.on('data', (text: Buffer) => (out += text.toString()));
    child.on('close', (code) => resolve({ code, out }));
  });
}

test('npm run rebuild-due makes the worklist of every agency what its facts say, and leaves no trace', async () => {
  expect(await stored()).not.toEqual(right);
  const { code, out } = await run();

  expect(out).toContain('Done: 6 enrollments rebuilt.');
  expect(code).toBe(0);
  expect(await stored()).toEqual(right);
  expect(await readdir(dataDir)).toEqual([]);
});

test('a rebuilding that was interrupted goes on after the last enrollment that was rebuilt', async () => {
  const places: RebuiltTo[] = [];
  const stopAfterFirst = rebuildDue(house.shell, null, async (to) => {
    places.push(to);
    throw new Error('interrupted');
  });
  await expect(stopAfterFirst).rejects.toThrow('interrupted');
  const half = await stored();
  expect(half).not.toEqual(right);

  await writeFile(join(dataDir, 'rebuild-due.json'), JSON.stringify(places.at(-1)));
  const { out } = await run();

  expect(out).toContain('Going on where the last one was interrupted.');
  expect(out).toContain('Done: 3 enrollments rebuilt.');
  expect(await stored()).toEqual(right);
});

test('Ctrl-C stops a rebuilding after the round it is at, says so, and the same command goes on from there (REQ-142)', async () => {
  const stopped = await run([], { stopAt: 'Ctrl-C stops it' });
  expect([stopped.code, stopped.out]).toEqual([
    130,
    expect.stringContaining('Stopped after 3 enrollments. Run it again to go on from there.'),
  ]);
  expect(await stored()).not.toEqual(right);

  const { code, out } = await run();
  expect([code, out]).toEqual([0, expect.stringContaining('Done: 3 enrollments rebuilt.')]);
  expect(await stored()).toEqual(right);
});

test('what is written while it runs is not lost', async () => {
  const [client] = clients;
  if (!client) throw new Error('nobody is enrolled');
  await Promise.all([
    rebuildDue(house.shell, null, async () => {}),
    house.as('ana-here').post(`/api/enrollments/${client.enrollmentId}/end`, {
      endedOn: '2026-05-01',
      reason: 'moved',
    }),
  ]);
  const after = await stored();
  await rebuildDue(house.shell, null, async () => {});

  expect(after.find((row) => row.enrollment_id === client.enrollmentId)?.state).toBe('closed');
  expect(await stored()).toEqual(after);
  right = after;
});

test('what is not understood rebuilds nothing, and says how it is done', async () => {
  const before = await stored();
  const { code, out } = await run(['--everything']);

  expect(code).toBe(2);
  expect(out).toContain('npm run rebuild-due -- --from-start');
  expect(await stored()).toEqual(before);
});
