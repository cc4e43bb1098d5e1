import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { openBrowser, openPageAs, serveHouse, type ServedHouse } from './browser.ts';

let browser: Browser;
let served: ServedHouse;
let path: `/conferences/${string}`;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

test('what is written while the network is gone goes by itself when it is back, in its order (REQ-123)', async () => {
  await served.house.at('2027-03-15T13:58:00Z');
  const meetings = meetingsIn(served.house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const alma = await givenIn(served.house).client(agency, { program, worker: ana });
  const { conferenceId, ...meeting } = await meetings.planned('ana', [alma], { ana, bo });
  await meetings.invited('ana', { conferenceId, ...meeting });
  path = `/conferences/${conferenceId}`;
  const { page } = await openPageAs(browser, served, { as: 'ana', path });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Start the conference' }).first().click();
  await page.getByRole('button', { name: 'Begin with Alma Rivera' }).click();
  const box = page.getByRole('textbox', { name: 'Add a strength' });
  await box.waitFor();
  await page.context().setOffline(true);
  for (const text of ['Keeps every visit', 'Has a sister near']) {
    await box.fill(text);
    await box.press('Enter');
  }
  await page.getByText('Not saved.').nth(1).waitFor();
  const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  await expect.poll(() => page.evaluate(over)).toBe(0);
  await page.context().setOffline(false);

  await page.getByRole('button', { name: 'Change: Has a sister near' }).waitFor();
  const list = page.getByRole('region', { name: 'Strengths of Alma Rivera' });
  await expect.poll(() => list.getByRole('button', { name: /^Change: / }).count()).toBe(2);
  await expect.poll(() => list.innerText()).toMatch(/Keeps every visit[\s\S]*Has a sister near/);
});

test('on a phone a word that reads like a restricted class is asked about where it is seen (REQ-036, EP-07)', async () => {
  const { page } = await openPageAs(browser, served, { as: 'ana', path });
  await page.setViewportSize({ width: 390, height: 844 });
  const box = page.getByRole('textbox', { name: 'Add a strength' });
  await box.waitFor();
  await page.evaluate('scrollTo(0, 0)');
  await page.getByRole('button', { name: 'Summarize Alma Rivera' }).waitFor();
  const bar = await page.getByRole('button', { name: 'Summarize Alma Rivera' }).boundingBox();
  const line = await box.boundingBox();
  const between = (bar?.y ?? 0) - (line?.y ?? 0);
  await page.setViewportSize({ width: 390, height: Math.round(844 - between + 120) });
  await box.fill('Takes Biktarvy each night');
  const question = page.getByText('“Biktarvy” reads like HIV-related information.');
  await question.waitFor();

  const isSeen = () =>
    question.evaluate((words) => {
      const { x, y, width, height } = words.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height - 4) === words;
    });
  await expect.poll(isSeen).toBe(true);
});
