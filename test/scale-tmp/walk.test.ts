import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { servePages } from '#server/platform/http-pages.ts';
import { listen } from '#server/platform/http-server.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
const port = 5391; const origin = `http://localhost:${port}`;
const house = await startHouse({ publicOrigin: origin });
const app = await servePages(house.app, '/tmp/clients/web');
const server = await listen(app, { port, publicOrigin: origin });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
afterAll(async () => { await browser.close(); await server.stop(); await house.close(); });
const axe = readFileSync(createRequire('/work/main/package.json').resolve('axe-core'), 'utf8');
const check = async (page: Page, name: string) => {
  await page.waitForTimeout(400);
  await page.screenshot({ path: `/tmp/clients/shots/${name}.png`, fullPage: true });
  await page.addScriptTag({ content: axe }).catch(() => page.evaluate(axe));
  const result: any = await page.evaluate('axe.run()');
  console.log(name, 'axe', result.violations.map((v: any) => `${v.id}: ${v.nodes.map((n: any) => n.target.join(' ') + ' ' + n.failureSummary?.split('\n')[1]).slice(0, 3).join(' | ')}`));
  const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  if (Number(wide) > 0) console.log(name, 'sideways', wide);
};
test('walk', { timeout: 300_000 }, async () => {
  const given = givenIn(house);
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Comprehensive, CFP' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  const lee = await given.provider(agency, {});
  const client = await given.client(agency, { program, worker: ana, name: 'Alma Rivera', enrolledOn: '2026-03-01' });
  await given.client(agency, { program, worker: ana, name: 'Carla Osei', enrolledOn: '2026-09-15' });
  await given.client(agency, { program, name: 'Duc Tran', enrolledOn: '2026-05-24' });
  const as = house.as('ana');
  const at = `/api/clients/${client.clientId}`;
  console.log((await as.post(`${at}/supports`, { fullName: 'Rosa Rivera', relationship: 'Sister', phone: '555-0134' })).status);
  await as.post(`${at}/care-team/add`, { kind: 'provider', personId: lee.providerId, isKeyProvider: true, servesAs: 'Primary care', from: '2026-03-01' });
  const consent = { recipientKind: 'provider', recipientId: lee.providerId, classes: ['general', 'mental_health', 'hiv'], purpose: 'case_conference', validFrom: '2026-03-01', validUntil: '2027-03-01', signedOn: '2026-03-01' };
  const c1 = await as.post(`${at}/consents`, consent); console.log(c1.status, c1.body);
  await as.post(`${at}/consents`, { ...consent, recipientKind: 'organization', recipientId: lee.organizationId, validUntil: '2026-10-01' });
  const c = await as.post(`${at}/consents`, consent); await as.post(`/api/consents/${c.body.consentId}/revoke`);
  for (const [name, width, height, theme] of [['wide', 1440, 900, 'light'], ['phone', 390, 844, 'light'], ['dark', 1440, 900, 'dark']] as const) {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'en-US', colorScheme: theme, bypassCSP: true });
    await context.addCookies([{ name: 'session', value: as.token ?? '', url: origin }]);
    const page = await context.newPage();
    page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
    page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', m.text()));
    await page.goto(`${origin}/clients`); await page.getByText('Alma Rivera').waitFor();
    await check(page, `clients-${name}`);
    await page.getByLabel('Find a client').fill('zebra'); await page.getByText('Nobody is found').waitFor();
    await check(page, `clients-none-${name}`);
    await page.goto(`${origin}/clients/${client.clientId}`); await page.getByText('Consents', { exact: true }).waitFor(); await page.getByText('Rosa Rivera').first().waitFor();
    await check(page, `panels-${name}`);
    if (name !== 'dark') {
      for (const button of ['Add a consent', 'Add somebody', 'Change worker', 'Enroll in another program']) {
        await page.getByRole('button', { name: button }).first().click(); await page.getByRole('dialog').waitFor(); await check(page, `dialog-${button.replaceAll(' ', '-')}-${name}`);
        await page.keyboard.press('Escape'); await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    }
    await page.goto(`${origin}/directory`); await page.getByText('Dr Hana Lee').waitFor(); await check(page, `directory-${name}`);
    await page.goto(`${origin}/clients/new`); await page.getByRole('button', { name: 'Add the client' }).click(); await page.getByRole('alert').waitFor();
    await check(page, `new-errors-${name}`);
    await context.close();
  }
  expect(1).toBe(1);
});
