import { test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { openBrowser, openPage, serveHouse } from './browser.ts';

test('scratch', async () => {
  const browser = await openBrowser();
  const served = await serveHouse();
  const given = givenIn(served.house);
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const client = await given.client(agency, { program, worker: ana });
  await given.provider(agency);
  const { page } = await openPage(browser, { viewport: { width: 1440, height: 1000 } });
  await page.context().addCookies([{ name: 'session', value: served.house.as('ana').token ?? '', url: served.origin }]);
  for (const typed of ['hana', 'Dr Hana Lee']) {
    await page.goto(`${served.origin}/clients/${client.clientId}?tab=care-team`);
    await page.getByRole('button', { name: 'Add somebody' }).click();
    await page.getByRole('combobox', { name: 'Name' }).fill(typed);
    await page.getByRole('option', { name: /^Dr Hana Lee/ }).first().click();
    for (let i = 0; i < 6; i++) {
      console.log(typed, i, await page.getByRole('listbox').count(), await page.getByRole('combobox', { name: 'Name' }).inputValue(), await page.evaluate(`document.activeElement.outerHTML.slice(0,200)`));
      await page.waitForTimeout(200);
    }
    await page.screenshot({ path: `/tmp/walk/shots/scratch.png` });
  }
  await browser.close(); await served.close();
});
