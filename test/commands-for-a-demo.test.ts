import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealAudit } from '#server/features/audit/seal-audit.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse({ isAlone: true });
let folder: string;

beforeAll(async () => {
  const agency = await givenIn(house).agency('riverbend');
  await house.as('riverbend-admin').get('/api/staff');
  await house.owner.query('update agency set is_sample = true where agency_id = $1', [
    agency.agencyId,
  ]);
  await sealAudit(house.shell);
  folder = await mkdtemp(join(tmpdir(), 'roundtable-demo-'));
});
afterAll(async () => {
  await house.close();
  if (folder) await rm(folder, { recursive: true });
});

const { user, password, host, port, database } = house.migrator;
const databaseUrl = `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;

const run = (name: string, args: string[], env: Record<string, string>) =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    const command = join(import.meta.dirname, `../src/server/commands/${name}.ts`);
    const child = spawn(process.execPath, [command, ...args], {
      env: { ...process.env, ...env },
      stdio: 'pipe',
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    child.on('close', (code) => resolve({ code, said }));
  });

const hint = 'with -- --demo at its end';
const commands = [
  ['verify-audit', []],
  ['rebuild-due', []],
  ['rotate-key', []],
  ['recover', ['somebody@example.org']],
] as const;

test.each(commands)(
  '%s beside a demo alone says how the demo is reached, and makes no database there',
  async (name, args) => {
    const DATA_DIR = join(folder, name);
    await mkdir(join(DATA_DIR, 'sample', 'postgres'), { recursive: true });
    const { code, said } = await run(name, [...args], { DATA_DIR, DATABASE_URL: '' });

    expect(said).toContain(`There are no data in ${DATA_DIR} yet.`);
    expect(said).toContain(hint);
    expect(code).toBe(1);
    expect(await readdir(DATA_DIR)).toEqual(['sample']);
    expect((await run(name, ['--help'], {})).said).toContain('With -- --demo at its end');
  },
);

test('an empty folder is told from a demo’s, and stays empty', async () => {
  const DATA_DIR = join(folder, 'empty');
  await mkdir(DATA_DIR);
  const { code, said } = await run('verify-audit', [], { DATA_DIR, DATABASE_URL: '' });

  expect([code, said.includes('There are no data'), said.includes(hint)]).toEqual([1, true, false]);
  expect(await readdir(DATA_DIR)).toEqual([]);
});

test('a demo’s trail is read with the keys of the demo, and is not called changed for want of them (S16)', async () => {
  const DATA_DIR = join(folder, 'own');
  const keys = {
    signIn: Buffer.alloc(32).toString('base64'),
    audit: house.shell.auditKey.toString('base64'),
  };
  await mkdir(join(DATA_DIR, 'sample'), { recursive: true });
  await writeFile(join(DATA_DIR, 'sample', 'keys.json'), JSON.stringify(keys), { mode: 0o600 });
  const env = { DATA_DIR, DATABASE_URL: databaseUrl };

  const other = await run('verify-audit', [], env);
  expect(other.said).toContain('holds the sample of a demo');
  expect(other.said).toContain(hint);
  expect(other.code).toBe(1);
  const own = await run('verify-audit', ['--demo'], env);
  expect(own.said).toContain('audit: whole');
  expect(own.code).toBe(0);
});
