import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser, serveHouse, type ServedHouse } from './browser.ts';
import { select } from './hands.ts';
import { askPeople, giveReasons, giveRoles, send, setTime } from './walk-conference.ts';
import { caseloadExport } from './walk-export.ts';
import {
  accept,
  addProvider,
  addToCareTeam,
  clientsWithoutConference,
  foundAgency,
  handOver,
  importClients,
  invite,
  newWalker,
  putOnTeam,
  recordConsent,
  recordHeldElsewhere,
  type WalkedClient,
  type Walker,
  zone,
} from './walk-setup.ts';

// One walk in many steps: each test goes on where the one before stopped.
const today = Temporal.Now.plainDateISO(zone);
const program = 'Comprehensive case management';
const robin = { name: 'Robin Park', email: 'robin@riverbend.example' };
const ana = { name: 'Ana Reyes', email: 'ana@riverbend.example' };
const bo = { name: 'Bo Lindqvist', email: 'bo@riverbend.example' };
const lee = {
  name: 'Dr Hana Lee',
  email: 'lee@clinic.example',
  title: 'Physician',
  kind: 'Medical',
  organization: 'Riverside Clinic',
};

let browser: Browser;
let served: ServedHouse;
let admin: Walker;
let worker: Walker;
let clients: WalkedClient[] = [];
let left: WalkedClient[] = [];
const walkers: Walker[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  // Mid-morning, so that a meeting of today never reaches into tomorrow.
  await served.house.at(
    today.toZonedDateTime({ timeZone: zone, plainTime: '10:00' }).toInstant().toString(),
  );
  served.house.deliverBy(async () => ({ failed: 'no-mail-server' }));
  admin = await newWalker(browser);
  worker = await newWalker(browser);
  walkers.push(admin, worker);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && process.env['SCREENSHOTS'])
    for (const [at, { page }] of walkers.entries())
      await page.screenshot({
        path: `${process.env['SCREENSHOTS']}/failed-${at}.png`,
        fullPage: true,
      });
  expect(walkers.flatMap(({ complaints }) => complaints)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const three = () => clients.slice(0, 3);
const chart = ({ clientId }: WalkedClient) => `${served.origin}/clients/${clientId}`;

test('an agency is founded, chooses its rules, and takes its caseload over from an export', async () => {
  await foundAgency(admin, served, { name: 'Riverbend Care', admin: robin, program });
  const preview = await importClients(admin.page, served.origin, caseloadExport(), program);

  expect(preview).toContain('Clients');
});

test('a case manager accepts the invitation in a browser of her own and is handed her clients', async () => {
  for (const person of [ana, bo]) {
    const link = await invite(admin.page, served.origin, person);
    await accept(person === ana ? worker : await newWalker(browser), served.origin, link);
    await putOnTeam(admin.page, served.origin, person.name);
  }
  const all = await clientsWithoutConference(admin.page, served.origin);
  clients = all.slice(0, 6);
  left = all.slice(6, 7);
  for (const client of [...clients, ...left]) await handOver(admin.page, chart(client), ana.name);
  await recordHeldElsewhere(admin.page, served.origin, {
    clients,
    on: today.subtract({ days: 178 }).toString(),
  });

  await worker.page.goto(`${served.origin}/clients`);
  await worker.page
    .getByRole('row')
    .filter({ hasText: clients[0]?.name ?? '' })
    .waitFor();
  expect(clients).toHaveLength(6);
});

test('Today tells who is due and why; what was due before the program began stands apart (REQ-142, REQ-027)', async () => {
  const { page } = worker;
  await page.goto(served.origin);
  const grid = page.getByRole('grid', { name: /Clients due/ });
  for (const { name } of clients) {
    const row = grid.getByRole('row', { name: new RegExp(name) });
    expect(await row.innerText()).toContain('180 days');
    expect(await row.innerText()).toContain('In 2 days');
  }
  for (const { name } of left) expect(await grid.getByText(name).count()).toBe(0);
  await page.getByRole('heading', { name: /Due before this program began here 1/ }).waitFor();
});

test('an outside provider is put in the directory and on each care team, with the client’s consent', async () => {
  const { page } = worker;
  await addProvider(page, served.origin, lee);
  for (const client of clients.slice(0, 4)) {
    await addToCareTeam(page, chart(client), lee.name);
    await recordConsent(page, chart(client), lee.name);
  }

  expect(await page.getByText(lee.name).count()).toBeGreaterThan(0);
});

test('three clients selected on Today become one plan, each with a reason (REQ-051, REQ-052)', async () => {
  const { page } = worker;
  await page.goto(served.origin);
  for (const { name } of three()) await select(page, name);
  await page.getByRole('link', { name: 'One conference for 3 clients' }).first().click();
  await page.getByRole('heading', { name: 'Plan a conference' }).waitFor();
  await giveReasons(page, three());
  await askPeople(page, { colleague: bo.name, provider: lee.name });
  await setTime(page, { on: today.toString(), time: '1100AM' });
  await giveRoles(page, { lead: ana.name, timekeeper: bo.name });
  await send(page);
});
