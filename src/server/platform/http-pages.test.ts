import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyPageAsks, todayAsks } from '#contract/first-asked.ts';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { openSignInDatabase } from './database.ts';
import { servePages } from './http-pages.ts';
import type { Shell } from './shell.ts';

const house = await startHouse();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roundtable-pages-'));
  await writeFile(join(folder, 'index.html'), '<title>Roundtable</title>');
  const given = givenIn(house);
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  for (const role of ['auditor', 'biller'] as const)
    await given.staff(agency, role, { roles: [role] });
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

/** What the browser is told to ask at once with the page at this address. */
async function askedEarly(path: string, token: string | undefined, shell: Shell = house.shell) {
  const app = await servePages(new Hono(), folder, shell);
  const response = await app.request(`${origin}${path}`, {
    headers: token === undefined ? {} : { cookie: `session=${token}` },
  });
  expect([response.status, await response.text()]).toEqual([200, '<title>Roundtable</title>']);
  return [...(response.headers.get('link') ?? '').matchAll(/<([^>]+)>/g)].map(([, found]) => found);
}

test('the questions of Today are on their way with the page for whoever has it, and for nobody else (S16)', async () => {
  const { token } = house.as('ana');

  expect(await askedEarly('/', token)).toEqual([...todayAsks]);
  expect(await askedEarly('/clients', token)).toEqual([...everyPageAsks]);
  for (const other of [
    house.as('auditor').token,
    house.as('biller').token,
    'x'.repeat(32),
    undefined,
  ])
    expect(await askedEarly('/', other)).toEqual([...everyPageAsks]);
});

test('a page does not wait for a database that does not answer', async () => {
  const database = openSignInDatabase({ ...house.logins.auth, password: 'not this one' });
  const shell = { ...house.shell, signIn: { ...house.shell.signIn, database } };

  expect(await askedEarly('/', house.as('ana').token, shell)).toEqual([...everyPageAsks]);
  await database.destroy();
});
