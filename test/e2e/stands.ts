import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessProblems } from './browser.ts';
import { phone, touchFaults, widthFaults } from './page-visits.ts';
import { pictureEachWay } from './picture.ts';

/** Wide and narrow, in the light and in the dark: it reads, it is pressed by a finger, and nothing is cut off. */
export async function standsEachWay(page: Page, name: string) {
  await pictureEachWay(page, `matrix-${name}`);
  const faults = await accessProblems(page);
  await page.setViewportSize(phone);
  faults.push(...(await accessProblems(page)), ...(await touchFaults(page)));
  faults.push(...(await widthFaults(page, [320, 390, 1440])));
  await page.emulateMedia({ colorScheme: 'light' });
  expect(faults).toEqual([]);
}
