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
  await given.staff(agency, 'Bo Lind', { roles: ['case-manager'], program });
  await given.staff(agency, 'cy', { roles: ['case-manager'], program });
  await given.provider(agency);
  const client = await given.client(agency, { program, worker: ana });
  const { page } = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true });
  page.setDefaultTimeout(5000);
  await page.context().addCookies([{ name: 'session', value: served.house.as('ana').token ?? '', url: served.origin }]);
  await page.goto(`${served.origin}/conferences/new?enrollments=${client.enrollmentId}`);
  await page.getByRole('heading', { name: 'Plan a conference' }).waitFor();
    await page.getByRole('button', { name: /^Invite people/ }).click();
    const box = page.getByRole('combobox', { name: 'A colleague' });
    await box.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await box.click();
    await box.fill('Bo Lind');
    await page.getByRole('option', { name: /^Bo Lind/ }).first().waitFor();
    for (let i = 0; i < 4; i++) { console.log('T', JSON.stringify(await page.getByRole('option').first().boundingBox()), await page.evaluate(`scrollY + ' ' + innerHeight+ ' ' + visualViewport.height`));
    await page.screenshot({ path: `/tmp/walk/shots/scratch-${i}.png` }); }
    await page.getByRole('option', { name: /^Bo Lind/ }).first().click().catch(e => console.log('T', String(e).slice(0, 600)));
  await browser.close(); await served.close();
});
