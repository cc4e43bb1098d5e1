import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { markAudit } from '#server/features/audit/mark-audit.ts';
import { sealAudit } from '#server/features/audit/seal-audit.ts';
import { verifyAudit } from '#server/features/audit/verify-audit.ts';
import { readCheckpoints } from '#server/platform/checkpoints.ts';
import { givenIn, type GivenAgency } from '#test/given.ts';
import { startHouse, type House } from '#test/house.ts';

const houses: House[] = [];
const folders: string[] = [];
let house: House;
let dataDir: string;
let north: GivenAgency;

/** A trail of eight rows in two seals with a checkpoint, and of one row of another agency. */
beforeEach(async () => {
  house = await startHouse({ isAlone: true });
  houses.push(house);
  dataDir = await mkdtemp(join(tmpdir(), 'roundtable-audit-'));
  folders.push(dataDir);
  await house.at('2027-03-15T12:00:00Z');
  north = await given().agency('North');
  await given().agency('South');
  await work(4);
  await house.as('South-admin').get('/api/staff');
  await sealAudit(house.shell);
  await work(4);
  await sealAudit(house.shell);
  await markAudit(house.shell, dataDir);
});
afterAll(async () => {
  for (const each of houses) await each.close();
  for (const each of folders) await rm(each, { recursive: true });
});

const given = () => givenIn(house);
async function work(times: number) {
  for (let time = 0; time < times; time += 1) await house.as('North-admin').get('/api/staff');
}
const verify = async () =>
  verifyAudit(house.shell, await readCheckpoints(dataDir, house.shell.auditKey));
const findings = async () => (await verify()).findings;
const owner = (text: string, values: unknown[] = []) => house.owner.query(text, values);
const rowsOf = async (number: number): Promise<string[]> =>
  (
    await owner(`select audit_ids from audit_seal where agency_id = $1 and seal_number = $2`, [
      north.agencyId,
      number,
    ])
  ).rows[0].audit_ids;

test('control: a trail that nobody touched is whole, with what still waits (S16)', async () => {
  await work(1);

  expect(await verify()).toEqual({
    agencies: 2,
    rows: 10,
    seals: 3,
    waiting: 1,
    beside: 0,
    checkpoints: 2,
    findings: [],
  });
});

test('a row that the owner of the data edits is named (S16)', async () => {
  const [, row = ''] = await rowsOf(1);
  for (const change of [
    `operation = 'GET /api/health'`,
    `ids = '{}', outcome = 'failed'`,
    `actor_id = gen_random_uuid()`,
    `at = at + interval '1 second'`,
    `at = 'infinity'`,
    `at = '-infinity'`,
    `service = 'daily-projection'`,
    `hmac = sha256(hmac)`,
  ]) {
    await owner(`create table kept as select * from audit where audit_id = $1`, [row]);
    await owner(`update audit set ${change} where audit_id = $1`, [row]);
    expect(await findings()).toContainEqual({
      agencyId: north.agencyId,
      row: `row ${row}`,
      what: 'was changed, or not written by this installation',
    });
    await owner(`delete from audit where audit_id = $1`, [row]);
    await owner(`alter table audit disable trigger wait_for_seal`);
    await owner(`insert into audit select * from kept`);
    await owner(`alter table audit enable trigger wait_for_seal`);
    await owner(`drop table kept`);
  }
  expect(await findings()).toEqual([]);
});

test('a seal whose time is none is named (S16)', async () => {
  await owner(
    `update audit_seal set sealed_at = 'infinity' where agency_id = $1 and seal_number = 1`,
    [north.agencyId],
  );

  expect(await findings()).toMatchObject([{ row: 'seal 1' }]);
});

test('a row that is deleted is named, and so is one that was never sealed (S16)', async () => {
  const [, row = ''] = await rowsOf(1);
  await work(1);
  const { rows: waiting } = await owner(`select audit_id from auth.audit_waiting`);
  await owner(`delete from audit where audit_id = any($1)`, [[row, waiting[0].audit_id]]);

  expect(await findings()).toEqual([
    { agencyId: north.agencyId, row: `row ${row}`, what: 'was deleted' },
    {
      agencyId: north.agencyId,
      row: `row ${waiting[0].audit_id}`,
      what: 'was deleted before it was sealed',
    },
  ]);
});

test('rows that change places are noticed, in the trail and in the chain (S16)', async () => {
  const [first = '', second = ''] = await rowsOf(1);
  await owner(
    `update audit_seal set audit_ids[1] = $1, audit_ids[2] = $2 where agency_id = $3 and seal_number = 1`,
    [second, first, north.agencyId],
  );
  expect(await findings()).toMatchObject([{ row: 'seal 1' }]);
  await owner(
    `update audit_seal set audit_ids[1] = $1, audit_ids[2] = $2 where agency_id = $3 and seal_number = 1`,
    [first, second, north.agencyId],
  );
  await owner(
    `update audit a set at = b.at, operation = b.operation, ids = b.ids, hmac = b.hmac from audit b
     where a.audit_id in ($1, $2) and b.audit_id in ($1, $2) and a.audit_id <> b.audit_id`,
    [first, second],
  );
  expect((await findings()).map(({ row }) => row)).toEqual(
    expect.arrayContaining([`row ${first}`, `row ${second}`]),
  );
});

test('a row that is put in is noticed, a copy of a true one too, and past the queue (S16)', async () => {
  const added = house.newId();
  await owner(
    `insert into audit select agency_id, $1, at, actor_id, service, purpose, operation, outcome, ids, hmac from audit where agency_id = $2 limit 1`,
    [added, north.agencyId],
  );
  const changed = 'was changed, or not written by this installation';
  expect(await findings()).toMatchObject([{ row: `row ${added}`, what: changed }]);

  await owner(`delete from auth.audit_waiting`);
  expect((await findings()).map(({ what }) => what)).toEqual([
    changed,
    'is in no seal: it was added in another way',
  ]);
});

test('an end that is cut off is noticed against the checkpoint, also when work went on (S16)', async () => {
  await owner(`delete from audit where audit_id = any($1)`, [await rowsOf(2)]);
  await owner(`delete from audit_seal where agency_id = $1 and seal_number = 2`, [north.agencyId]);
  expect(await findings()).toEqual([
    {
      agencyId: north.agencyId,
      row: 'seal 2',
      what: 'the end was cut off: a checkpoint saw 8 rows, 4 are left',
    },
  ]);

  await work(1);
  await sealAudit(house.shell);
  expect(await findings()).toMatchObject([
    { row: 'seal 2', what: 'is not the one that a checkpoint saw' },
  ]);
});

test('a seal that is missing, an agency that is gone and a foreign checkpoint are noticed (S16)', async () => {
  await owner(`delete from audit_seal where agency_id = $1 and seal_number = 1`, [north.agencyId]);
  expect((await findings()).map(({ row }) => row)).toContain('seal 1');

  const file = join(dataDir, 'checkpoints', 'audit.jsonl');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/"rows":\d+/, '"rows":3'));
  expect(await findings()).toContainEqual({
    agencyId: '',
    row: 'checkpoint file',
    what: 'a line was not written by this installation, or was changed',
  });
});

test('a clock that was set back is noticed (S16)', async () => {
  await house.at('2027-03-14T12:00:00Z');
  await work(1);
  await sealAudit(house.shell);

  const [finding, ...others] = await findings();
  expect(others).toEqual([]);
  expect(finding?.what).toContain('is stamped 2027-03-14T12:00');
  expect(finding?.what).toContain('the clock was set back');
});

function command(): Promise<{ code: number | null; out: string }> {
  const { user, password, host, port, database } = house.migrator;
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`,
  };
  const file = join(import.meta.dirname, '../../src/server/commands/verify-audit.ts');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file], { env });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('close', (code) => resolve({ code, out }));
  });
}

test('the command counts, gives its verdict and ends with 1 on a finding (S16)', async () => {
  const key = house.shell.auditKey.toString('base64');
  const signIn = Buffer.alloc(32).toString('base64');
  await writeFile(join(dataDir, 'keys.json'), JSON.stringify({ signIn, audit: key }), {
    mode: 0o600,
  });
  const whole = await command();
  const [row = ''] = await rowsOf(1);
  await owner(`update audit set outcome = 'failed' where audit_id = $1`, [row]);
  const broken = await command();
  await rm(join(dataDir, 'keys.json'));
  const keyless = await command();

  expect(whole.out).toContain('rows: 9, in 3 seals; 0 wait for the sealer');
  expect(whole.out.trimEnd().split('\n').at(-1)).toBe('audit: whole');
  expect(whole.code).toBe(0);
  expect(broken.out).toContain(`agency ${north.agencyId}, row ${row}: was changed`);
  expect(broken.out.trimEnd().split('\n').at(-1)).toBe('audit: not whole, 1 findings above');
  expect(broken.code).toBe(1);
  // It makes no key that would call every row changed.
  expect([keyless.code, keyless.out]).toEqual([1, expect.stringContaining('keys.json is missing')]);
  expect(existsSync(join(dataDir, 'keys.json'))).toBe(false);
});
