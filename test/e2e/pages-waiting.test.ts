import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessProblems } from './browser.ts';
import { asking, openVisits, type Visits, widthFaults } from './page-visits.ts';
import { pictureEachWay } from './picture.ts';

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits?.close());

const faultsAsItStands = async (page: Page) => [
  ...(await accessProblems(page)),
  ...(await widthFaults(page, [320, 1440])),
];

describe('a page that waits for its data says what it waits for, one whose data cannot be read says so, and reads it when asked again', () => {
  test.concurrent.each(asking)('%s', async (name, visited, asks) => {
    const held = Promise.withResolvers<void>();
    const waiting = {
      ...visited,
      // A page that is fetched itself has no heading yet; the one that waits for its data has.
      ready: async (page: Page) => {
        await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
        await page.locator('.skeleton').first().waitFor();
      },
    };
    const { page, close } = await visits.visit(waiting, (opened) =>
      opened.route(asks, async (route) => {
        await held.promise;
        await route.abort();
      }),
    );
    await pictureEachWay(page, `${name}-state-loading`);
    let faultsWhileWaiting = await faultsAsItStands(page);
    // A page comes in parts, and still moves between two of them; a fault that stays is one.
    for (let looks = 0; faultsWhileWaiting.length > 0 && looks < 5; looks += 1) {
      await page.waitForTimeout(1_000);
      faultsWhileWaiting = await faultsAsItStands(page);
    }
    const said = await page.getByRole('status').allTextContents();

    held.resolve();
    const again = page.getByRole('button', { name: 'Try again' }).first();
    await again.waitFor();
    await pictureEachWay(page, `${name}-state-error`);
    const faultsAfterFailing = await faultsAsItStands(page);

    await page.unroute(asks);
    // A page may ask several things, and one that asks by itself may have its answer by now.
    while (await again.isVisible()) await again.click({ timeout: 2_000 }).catch(() => null);
    await visited.ready(page, visits.at);
    await close();

    expect(faultsWhileWaiting).toEqual([]);
    expect(said.join(' ')).toMatch(/Loading|Starting|Looking/);
    expect(faultsAfterFailing).toEqual([]);
  });
});
