import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goodPassword } from '#test/browser-like.ts';
import { wordsOf } from './hands.ts';
import {
  agree,
  askPeople,
  closeIt,
  endIt,
  formOf,
  giveReasons,
  giveRoles,
  send,
  setTime,
  sumUp,
  writeDown,
} from './walk-conference.ts';
import { ana, bo, lee, type Stage } from './walk-stage.ts';

/** The same job in one hand, and without a pointer. */
export function testsOfOtherWays(stageNow: () => Stage) {
  test('on a phone one client’s conference is planned, and who lacks consent is sent nothing (REQ-053)', async () => {
    const stage = stageNow();
    const walker = await phoneOf(stage);
    const { page } = walker;
    const [client] = stage.clients.slice(3, 4);
    if (!client) throw new Error('A client was to be left for the phone.');
    await page.goto(stage.served.origin);
    await page.getByRole('link', { name: `Plan a conference for ${client.name}` }).click();
    await page.getByRole('heading', { name: 'Plan a conference' }).waitFor();
    await giveReasons(page, [client]);
    await askPeople(page, { colleague: bo.name, fromDirectory: lee.name });
    await setTime(page, { on: stage.today.toString(), time: '1130AM' });
    await giveRoles(page, { lead: ana.name, timekeeper: bo.name });
    const row = page
      .getByRole('table', { name: /^Choose a name/ })
      .getByRole('row', { name: new RegExp(lee.name) });
    await expect.poll(() => wordsOf(row)).toContain('No consent');
    await expect.poll(() => wordsOf(row)).toContain('Not sent');
    await expectNoSidewaysScroll(page);
    await stage.shoot('phone-review', walker);
    await send(page);

    await page.getByText(`${lee.name} about ${client.name}`).waitFor();
  });

  test('on a phone it is held, summed up, closed and found in its form', async () => {
    const stage = stageNow();
    const walker = phone(stage);
    const { page } = walker;
    const [client] = stage.clients.slice(3, 4);
    if (!client) throw new Error('A client was to be left for the phone.');
    const talk = { client, word: 'juniper', owner: bo.name };
    await page.getByRole('button', { name: 'Start the conference' }).click();
    await writeDown(page, talk, bo.name);
    await stage.shoot('phone-room', walker);
    await expectNoSidewaysScroll(page);
    await sumUp(page, talk);
    await agree(page, talk);
    await stage.later(12);
    await endIt(page);
    await closeIt(page, stage.served.house.runJobs);
    await expectNoSidewaysScroll(page);
    await stage.shoot('phone-receipt', walker);
    const { text } = await formOf(page, client);

    expect(text).toContain('Book the juniper visit');
    const mails = await page.getByRole('list', { name: 'Mails' }).innerText();
    expect(mails).toContain(bo.name);
    expect(mails).not.toContain(lee.name);
  });

  test('without a pointer two clients are chosen on Today and their meeting gets its time', async () => {
    const stage = stageNow();
    const { page } = stage.worker;
    const names = stage.clients.slice(4, 6).map(({ name }) => name);
    await page.goto(stage.served.origin);
    await page.getByRole('row', { name: new RegExp(names[0] ?? '') }).waitFor();
    await tabTo(page, (focused) => focused.includes('180-day rule'));
    const rows = await page
      .getByRole('grid', { name: /Clients due/ })
      .getByRole('row')
      .count();
    for (let at = 1; at < rows; at += 1) {
      const focused = await focusedText(page);
      await page.keyboard.press(names.some((name) => focused.includes(name)) ? 'x' : 'ArrowDown');
    }
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'Plan a conference' }).waitFor();
    await page
      .getByText(names[0] ?? '')
      .first()
      .waitFor();
    await page.keyboard.press('4');
    await page.getByRole('heading', { name: 'Date, time, place' }).waitFor();
    await tabTo(page, (focused) => focused === 'mm');
    const { day, month, year } = stage.today;
    await page.keyboard.type(`${twoDigits(month)}${twoDigits(day)}${year}`);
    await tabTo(page, (focused) => focused === '––');
    await page.keyboard.type('0230PM');
    await tabTo(page, (focused) => focused === 'Save and continue');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Agenda and time boxes' }).waitFor();

    await expect.poll(() => page.getByRole('main').innerText()).toContain('2:30\u00a0pm to ');
    for (const name of names)
      await expect.poll(() => page.getByText(name).count()).toBeGreaterThan(0);
  });
}

const phones = new WeakMap<Stage, Awaited<ReturnType<Stage['walker']>>>();

/** She signs in again, as on a device that knows nothing of her yet. */
async function phoneOf(stage: Stage) {
  const walker = await stage.walker({ viewport: { width: 390, height: 844 }, hasTouch: true });
  phones.set(stage, walker);
  const { page } = walker;
  await page.goto(`${stage.served.origin}/sign-in`);
  await page.getByLabel('Work email').fill(ana.email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await page.waitForURL(`${stage.served.origin}/`);
  return walker;
}

function phone(stage: Stage) {
  const walker = phones.get(stage);
  if (!walker) throw new Error('The phone was to be opened by the test before.');
  return walker;
}

async function expectNoSidewaysScroll(page: Page) {
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(wide).toBeLessThanOrEqual(390);
}

const focusedText = (page: Page) =>
  page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

const twoDigits = (number: number) => String(number).padStart(2, '0');

async function tabTo(page: Page, isThere: (focused: string) => boolean) {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (isThere(await focusedText(page))) return;
  }
  throw new Error('The keyboard did not reach it in 80 steps.');
}
