import { expect } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { foundingCode, goodPassword, invitationIn } from '#test/browser-like.ts';
import { openPage, type ServedHouse } from './browser.ts';
import { choose, find, select, tick, typeDate, wordsOf } from './hands.ts';

export const zone = 'America/New_York';
export type Walker = { page: Page; complaints: string[] };
export type Person = { name: string; email: string };
export type WalkedClient = { clientId: string; name: string };

export async function newWalker(browser: Browser, options = {}): Promise<Walker> {
  return openPage(browser, {
    timezoneId: zone,
    viewport: { width: 1440, height: 1000 },
    ...options,
  });
}

/** The first run from the printed address to the end of its second step. */
export async function foundAgency(
  { page }: Walker,
  { house, origin }: ServedHouse,
  { name, admin, program }: { name: string; admin: Person; program: string },
) {
  await page.goto(`${origin}/first-run#${await foundingCode(house)}`);
  await page.getByLabel('Name of the agency').fill(name);
  await page.getByLabel('Neutral name').fill('Community Services');
  await page.getByLabel('Telephone').fill('555-0100');
  await page.getByLabel('Your name').fill(admin.name);
  await page.getByLabel('Work email').fill(admin.email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Make the agency' }).click();
  await page.getByRole('heading', { name: 'Choose your programs' }).waitFor();
  await tick(page, new RegExp(`^${program}`));
  await page.getByRole('button', { name: 'Start with these' }).click();
  await page.waitForURL(`${origin}/`);
}

/** The administrator invites somebody, and the link lies in their mail. */
export async function invite(
  page: Page,
  { house, origin }: ServedHouse,
  { name, email }: Person,
): Promise<string> {
  await page.goto(`${origin}/admin/staff`);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Title').fill('Case manager');
  await dialog.getByLabel('Work email').fill(email);
  await tick(dialog, /^Case manager/);
  await dialog.getByRole('button', { name: 'Make an invitation' }).click();
  await dialog.getByText('The link is on its way to them by mail.').waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return `${origin}/accept#${await invitationIn(house, email)}`;
}

export async function accept({ page }: Walker, origin: string, link: string) {
  await page.goto(link);
  await page.getByLabel('Your new password').fill(goodPassword);
  await page.getByRole('button', { name: 'Accept and sign in' }).click();
  await page.waitForURL(`${origin}/`);
}

export async function putOnTeam(page: Page, origin: string, name: string) {
  await page.goto(`${origin}/admin/staff`);
  await page.getByRole('button', { name }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Put on this team' }).waitFor();
  await choose(dialog, 'Team', /Team 1/);
  await choose(dialog, 'What they do there', 'Case manager');
  await dialog.getByRole('button', { name: 'Put on this team' }).click();
  await dialog.getByText(/Team 1: Case manager/).waitFor();
}

/** Without current training nobody reads back what they write about somebody in an HIV case. */
export async function trained(page: Page, origin: string, name: string) {
  const today = Temporal.Now.plainDateISO(zone);
  const { staff } = await (await page.request.get(`${origin}/api/staff`)).json();
  const { staffId } = staff.find((one: { fullName: string }) => one.fullName === name);
  const recorded = await page.request.post(`${origin}/api/staff-access/trainings`, {
    headers: { origin },
    data: {
      staffId,
      about: 'hiv',
      completedOn: today.subtract({ days: 30 }).toString(),
      expiresOn: today.add({ days: 300 }).toString(),
    },
  });
  expect(recorded.status()).toBe(200);
}

export type Export = {
  file: string | { name: string; mimeType: string; buffer: Buffer };
  /** The organization that is this agency, and those of its projects that come into the program. */
  organization: string;
  projects: string[];
  partner: string;
};

type At = { page: Page; origin: string };

/** Choosing the file, saying what becomes of it, reading the preview, and one confirmation. */
export async function importClients({ page, origin }: At, from: Export, program: string) {
  await page.goto(`${origin}/imports`);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose the zip file' }).click(),
  ]);
  await chooser.setFiles(from.file);
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await choose(page, from.partner, /^Partner, name only/);
  await choose(page, from.organization, /^This agency/);
  const groups = page.getByRole('group').filter({ has: page.getByText('Goes into') });
  await groups.first().waitFor();
  for (const group of await groups.all()) {
    const name = (await group.locator('legend').textContent()) ?? '';
    await choose(group, 'Goes into', from.projects.includes(name) ? program : 'Leave out');
  }
  await page.getByRole('button', { name: 'Show what will happen' }).click();
  await page.getByRole('heading', { name: 'What will happen' }).waitFor();
  const preview = await page.getByRole('table').first().innerText();
  await page
    .getByRole('button', { name: /^Import [\d,]+ clients?$/ })
    .first()
    .click();
  await page.getByText(/^[\d,]+ clients? imported\.$/).waitFor();
  return preview;
}

/** Clients of whom no conference is known, the longest overdue first; each name once. */
export async function clientsWithoutConference(page: Page, origin: string) {
  await page.goto(`${origin}/imports/held-elsewhere`);
  const grid = page.getByRole('grid', { name: 'Enrollments of which no conference is known' });
  await grid.getByRole('link').first().waitFor();
  const found = new Map<string, string>();
  for (const link of await grid.getByRole('link').all()) {
    const clientId = (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
    found.set(await wordsOf(link), clientId);
  }
  return [...found].map(([name, clientId]): WalkedClient => ({ clientId, name }));
}

export async function handOver(page: Page, address: string, to: string) {
  await page.goto(`${address}?tab=details`);
  await page.getByRole('button', { name: /^Change worker/ }).click();
  const dialog = page.getByRole('dialog');
  await choose(dialog, 'Worker', new RegExp(`^${to}`));
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByText(new RegExp(`, ${to}, `))
    .first()
    .waitFor();
}

/** One date and source for all of them, on the page that lists who has no conference yet. */
export async function recordHeldElsewhere(
  page: Page,
  origin: string,
  { clients, on }: { clients: WalkedClient[]; on: string },
) {
  await page.goto(`${origin}/imports/held-elsewhere`);
  for (const { name } of clients) await select(page, name);
  await page.getByRole('button', { name: 'Give one date and source' }).click();
  const dialog = page.getByRole('dialog');
  await typeDate(dialog, 'Held on', on);
  await choose(dialog, 'Known from', 'Paper file');
  await dialog.getByRole('button', { name: /^Record/ }).click();
  await dialog.waitFor({ state: 'detached' });
}

export type OutsideProvider = Person & { title: string; kind: string; organization: string };

export async function addProvider(page: Page, origin: string, provider: OutsideProvider) {
  await page.goto(`${origin}/directory`);
  await page.getByRole('button', { name: 'Add an organization' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(provider.organization);
  await dialog.getByRole('button', { name: 'Add the organization' }).click();
  await page.getByRole('button', { name: `Change ${provider.organization}` }).waitFor();
  await page.getByRole('button', { name: 'Add a provider' }).first().click();
  await dialog.getByLabel('Name', { exact: true }).fill(provider.name);
  await dialog.getByLabel('Title').fill(provider.title);
  await choose(dialog, 'Kind', provider.kind);
  await find(dialog, 'Organization', provider.organization);
  await dialog.getByLabel(/^Email/).fill(provider.email);
  await dialog.getByRole('button', { name: 'Add the provider' }).click();
  await page.getByRole('row', { name: new RegExp(provider.name) }).waitFor();
}

export async function addToCareTeam(page: Page, address: string, name: string) {
  await page.goto(`${address}?tab=care-team`);
  await page.getByRole('button', { name: 'Add somebody' }).click();
  const dialog = page.getByRole('dialog');
  await find(dialog, 'Name', name);
  await dialog.getByRole('button', { name: 'Add to the care team' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `Take off ${name}` }).waitFor();
}

/** Consent to every kind of information, so that a case with restricted kinds is covered too. */
export async function recordConsent(page: Page, address: string, name: string) {
  await page.goto(`${address}?tab=consents`);
  await page.getByRole('button', { name: 'Add a consent' }).first().click();
  const dialog = page.getByRole('dialog');
  const classes = dialog.getByRole('group', { name: /agrees that we may share/ });
  await classes.getByRole('checkbox').first().waitFor({ state: 'attached' });
  for (const box of await classes.getByRole('checkbox').all()) await box.check({ force: true });
  await find(dialog, 'Name', name);
  await dialog.getByRole('button', { name: 'Record the consent' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByText(name).count()).toBeGreaterThan(0);
}
