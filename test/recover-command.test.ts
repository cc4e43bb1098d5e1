import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundedAgency, goodPassword, openWindow, totp, type Window } from '#test/browser-like.ts';
import { origin, startHouse } from '#test/house.ts';
import { codeIn, newPassword, useLink } from '#test/recovery.ts';

const house = await startHouse();
const email = 'robin@riverbend.example';
const command = join(import.meta.dirname, '../src/server/commands/recover.ts');
let admin: Window;
let folder: string;

beforeAll(async () => {
  admin = (await foundedAgency(house, email)).window;
  folder = await mkdtemp(join(tmpdir(), 'roundtable-recover-'));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

const databaseUrl = () => {
  const { user, password, host, port, database } = house.migrator;
  return `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;
};

const run = (args: string[], env: Record<string, string> = { DATABASE_URL: databaseUrl() }) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, [command, ...args], {
      env: { ...process.env, PUBLIC_ORIGIN: origin, ...env },
      stdio: 'pipe',
    });
    const ran = { out: '', err: '' };
    child.stdout.on('data', (text: Buffer) => (ran.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (ran.err += text.toString()));
    child.on('close', (code) => resolve({ code, ...ran }));
  });

test('the last administrator gets back in by a link made at the machine, once, without the lost codes (S15)', async () => {
  const { secret } = (await admin.post('/api/account/codes/start', { password: goodPassword }))
    .body;
  await admin.post('/api/account/codes/confirm', { code: totp(secret) });
  const { code, out } = await run([email.toUpperCase()]);
  const link = codeIn(out);

  expect(code).toBe(0);
  expect(out).toContain(`${origin}/recover#${link}`);
  expect((await useLink(openWindow(house), link)).status).toBe(200);
  expect((await useLink(openWindow(house), link)).status).toBe(404);
  expect(await admin.state()).toBe('signed-out');
  expect((await openWindow(house).signIn(email, newPassword)).body.next).toBe('session');
  const { rows } = await house.owner.query(
    `select operation from audit where operation like 'recover%'`,
  );
  expect(rows).toEqual([{ operation: 'recover the sign-in (link by machine)' }]);
});

test('an address that nobody signs in with, and a wrong command, are said and make nothing', async () => {
  const unknown = await run(['nobody@riverbend.example']);
  const none = await run([]);

  expect(unknown).toMatchObject({ code: 1, out: '' });
  expect(unknown.err).toContain('Nobody on the staff signs in as nobody@riverbend.example');
  expect(none).toMatchObject({ code: 2, out: '' });
  expect(none.err).toContain('npm run recover -- EMAIL');
  expect((await run(['--help'])).out).toContain('The exit code is');
});

test('a folder that holds no Roundtable is said, and nothing is made there', async () => {
  const { code, err } = await run([email], { DATA_DIR: join(folder, 'none') });

  expect(code).toBe(1);
  expect(err).toContain('There is no data folder');
});
