import { givenIn } from '#test/given.ts';
import { openBrowser, openPage, serveHouse } from './browser.ts';
import { find, tick } from './hands.ts';
import { picture, pictureFolder } from './picture.ts';

/** The consents of one client, before their case manager, and the steps that recording one is made of. */
export async function openConsents() {
  const browser = await openBrowser();
  const served = await serveHouse();
  const { house, origin } = served;
  const given = givenIn(house);
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.provider(agency);
  const { clientId } = await given.client(agency, { program, worker: ana });
  const address = `${origin}/clients/${clientId}?tab=consents`;
  const { page, complaints } = await openPage(browser, {
    viewport: { width: 1440, height: 900 },
  });
  const value = house.as('ana').token ?? '';
  await page.context().addCookies([{ name: 'session', value, url: origin }]);
  const dialog = () => page.getByRole('dialog');

  return {
    served,
    page,
    complaints,
    address,
    dialog,

    async shoot(name: string) {
      if (!pictureFolder) return;
      for (const [width, colorScheme] of [
        [1440, 'light'],
        [390, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(300);
        await picture(page, `${name}-${width}`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: 'light' });
    },

    /** The form filled in as far as the signature. */
    async begin() {
      await page.goto(address);
      await page.getByRole('button', { name: 'Add a consent' }).first().click();
      await tick(dialog(), 'General information');
      await find(dialog(), 'Name', 'Dr Hana Lee');
    },

    async record() {
      await dialog().getByRole('button', { name: 'Record the consent' }).click();
      await dialog().waitFor({ state: 'detached' });
    },

    async close() {
      await browser.close();
      await served.close();
    },
  };
}
