import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type HttpServer } from '#server/platform/http-server.ts';
import { foundingCode, goodPassword, newAgency } from '#test/browser-like.ts';
import { csvOf, smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { startHouse, type House } from '#test/house.ts';
import { freePort } from '#test/launcher/processes.ts';
import { rowCounts, usualChoices, zipOf } from './given-import.ts';

let house: House;
let server: HttpServer;
let folder: string;
let publicOrigin: string;
const email = 'robin@riverbend.example';
const command = join(import.meta.dirname, '../../src/server/commands/import.ts');

beforeAll(async () => {
  const port = await freePort();
  publicOrigin = `http://localhost:${port}`;
  house = await startHouse({ publicOrigin, isAlone: true });
  server = await listen(house.app, { port, publicOrigin });
  folder = await mkdtemp(join(tmpdir(), 'roundtable-import-'));
  await writeFile(join(folder, 'export.zip'), zipOf(smallExport()));
  await writeFile(join(folder, 'choices.json'), JSON.stringify(usualChoices));
  await house.visitor.post('/api/first-run', newAgency(await foundingCode(house), email));
});
afterAll(async () => {
  await server?.stop();
  await house?.close();
  if (folder) await rm(folder, { recursive: true });
});

type Ran = { code: number | null; out: string; err: string };

const run = (args: string[], more: Record<string, string> = {}) =>
  new Promise<Ran>((resolve) => {
    const env = {
      ...process.env,
      PUBLIC_ORIGIN: publicOrigin,
      ROUNDTABLE_EMAIL: email,
      ROUNDTABLE_PASSWORD: goodPassword,
      ...more,
    };
    const child = spawn(process.execPath, [command, ...args], { env, stdio: 'pipe' });
    const ran: Ran = { code: null, out: '', err: '' };
    child.stdout.on('data', (text: Buffer) => (ran.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (ran.err += text.toString()));
    child.on('close', (code) => resolve({ ...ran, code }));
  });

const zip = () => join(folder, 'export.zip');
const choices = () => join(folder, 'choices.json');

test('the command writes choices to edit and imports nothing', async () => {
  const before = await rowCounts(house);
  const file = join(folder, 'written.json');
  const { code, out } = await run(['hmis', zip(), '--write-choices', file]);
  const written = JSON.parse(await readFile(file, 'utf8'));

  expect(code).toBe(0);
  expect(out).toContain(`--choices ${file}`);
  expect(written.organizations).toEqual([
    { id: 'A1', name: 'Sample Agency', choice: 'leave-out' },
    { id: 'P1', name: 'Sample Partner', choice: 'leave-out' },
  ]);
  expect(written.projects[0]).toMatchObject({ id: 'PA', becomes: { kind: 'leave-out' } });
  expect(await rowCounts(house)).toEqual(before);
});

test('the choices that the command wrote are read as they are, once somebody edited them', async () => {
  const file = join(folder, 'edited.json');
  await run(['hmis', zip(), '--write-choices', file]);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"leave-out"', '"this-agency"'));
  const { err, out } = await run(['hmis', zip(), '--choices', file]);

  expect(out).toContain('Enrollments');
  expect(err).not.toContain('has mistakes');
});

test('a folder is imported by the command; the same as a zip changes nothing more (REQ-142)', async () => {
  for (const [name, rows] of Object.entries(smallExport()))
    await writeFile(join(folder, name), csvOf(rows));
  const first = await run(['hmis', folder, '--choices', choices(), '--yes']);
  const after = await rowCounts(house);
  const second = await run(['hmis', zip(), '--yes']);

  expect([first.code, first.err]).toEqual([0, expect.not.stringContaining('Error')]);
  expect(first.out).toContain('Imported.');
  expect(after['client']).toBe(3);
  expect(second.code).toBe(0);
  expect(await rowCounts(house)).toEqual(after);
});

test('a refused file ends the command with 1 and says what helps', async () => {
  const broken = join(folder, 'broken.zip');
  await writeFile(broken, zipOf(withFile(smallExport(), 'Disabilities.csv', null)));
  const { code, out } = await run(['hmis', broken, '--choices', choices(), '--yes']);

  expect(code).toBe(1);
  expect(out).toContain('This file is not in the export.');
  expect(out).toContain('Disabilities.csv');
});

test('without anybody to ask, nothing is confirmed and the file is forgotten', async () => {
  const before = await rowCounts(house);
  const { code, err } = await run(['hmis', zip(), '--choices', choices()]);
  const { rows } = await house.owner.query(
    `select state from import_run order by started_at desc limit 1`,
  );

  expect(code).toBe(2);
  expect(err).toContain('add --yes');
  expect(rows).toEqual([{ state: 'discarded' }]);
  expect(await rowCounts(house)).toEqual(before);
});

test.each([
  [['hmis'], {}, 2, 'npm run import -- hmis FILE_OR_FOLDER'],
  [['hmis', '/no/such/file.zip'], {}, 2, 'There is no file or folder'],
  [['hmis', 'x', '--agency', 'Hillside'], {}, 2, 'not for Hillside'],
  [['hmis', 'x'], { ROUNDTABLE_PASSWORD: 'not the right password' }, 1, 'do not match'],
  [['hmis', 'x'], { PUBLIC_ORIGIN: 'http://localhost:9' }, 1, 'does not answer'],
  [['hmis', 'x'], { PUBLIC_ORIGIN: 'nowhere' }, 2, 'PUBLIC_ORIGIN'],
])('what is wrong with a command is said in words: %j %j', async (args, env, code, words) => {
  const ran = await run(args, env);

  expect(ran.code).toBe(code);
  expect(ran.err).toContain(words);
});
