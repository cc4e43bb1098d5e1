import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostLines } from '#domain/access/taking-out.ts';
import { longLists } from '#test/long-lists.ts';
import { accessProblems } from './browser.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

const { open, close, world, served } = await openWorld(longLists);
afterAll(close);

const list = '/?scope=team&when=all';
beforeAll(async () => {
  const { given, agency, addLines } = world;
  await given.staff(agency, 'sue', { roles: ['supervisor'] });
  await addLines('obligation', mostLines);
});

/** The list in a window of this width, and its dialog, with every choice in view. */
async function openList(width: number) {
  const { page } = await open('ana', list, { viewport: { width, height: 900 } });
  const more = page.getByRole('button', { name: 'More choices' });
  if (width < 600) await more.click();
  await page.getByRole('button', { name: 'Save as CSV' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save the list as CSV' });
  await dialog.getByRole('radio', { name: 'Supervision' }).waitFor();
  return { page, dialog };
}

/** By the keyboard alone, to the answer that it waits. */
async function askByKeyboard(page: Page, dialog: ReturnType<Page['getByRole']>) {
  await dialog.getByRole('radio', { name: 'Supervision' }).press('Space');
  await dialog.getByRole('button', { name: 'Save the file' }).press('Enter');
  const asking = dialog.getByRole('button', { name: 'Ask a second person' });
  await asking.waitFor();
  await expect.poll(() => asking.evaluate((it) => it === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await dialog.getByText('Waiting for a second person').waitFor();
  const closing = dialog.getByRole('button', { name: 'Close', exact: true }).last();
  await expect.poll(() => closing.evaluate((it) => it === document.activeElement)).toBe(true);
}

for (const width of [1440, 390])
  test(`at ${width} px, by keyboard, a long list is asked for, approved on Today and the trail, saved once, and each state stands where it is saved (S1, REQ-178)`, async () => {
    const { page, dialog } = await openList(width);
    await askByKeyboard(page, dialog);
    await picture(page, `list-request-waiting-${width}`);
    expect(await accessProblems(page)).toEqual([]);

    const { page: sue } = await open('sue', '/', { viewport: { width, height: 900 } });
    await sue.getByText('1 file waits for a second person.').waitFor();
    await sue.getByRole('link', { name: 'Look at files that wait' }).press('Enter');
    const waits = sue.getByRole('region', { name: /^Files that wait for a second person/ });
    await waits.getByText(/The due list as CSV, 2,001 lines. Supervision/).waitFor();
    await picture(sue, `list-request-answer-${width}`);
    expect(await accessProblems(sue)).toEqual([]);
    await waits.getByRole('button', { name: 'Approve the file for ana' }).press('Enter');
    await waits.waitFor({ state: 'detached' });

    await dialog.getByText(/^Approved until 10:15 am/).waitFor();
    await picture(page, `list-request-approved-${width}`);
    expect(await accessProblems(page)).toEqual([]);
    const coming = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save the approved file' }).press('Enter');
    expect((await coming).suggestedFilename()).toBe('due-list-2026-11-02.csv');
    await dialog.getByText('Saved, as approved, once').first().waitFor();
    const saving = dialog.getByRole('button', { name: 'Save the approved file' });
    await saving.waitFor({ state: 'detached' });
    await sue.context().close();
    await page.context().close();
  });

test('what was declined, and what expired, is told where it was asked for (S1)', async () => {
  const { page, dialog } = await openList(1440);
  await askByKeyboard(page, dialog);
  const { page: sue } = await open('sue', '/audit');
  await sue.getByRole('button', { name: 'Decline the file for ana' }).click();
  await dialog.getByText('Declined', { exact: true }).waitFor();
  await page.context().close();
  await sue.context().close();

  const again = await openList(1440);
  await askByKeyboard(again.page, again.dialog);
  await again.page.context().close();
  await served.house.owner.query(`update list_request set at = at - interval '24 hours'`);
  const { page: later } = await open('ana', list);
  await later.getByRole('button', { name: 'Save as CSV' }).click();
  await later.getByText('Expired', { exact: true }).waitFor();
  await later.getByText('Declined', { exact: true }).waitFor();
  expect(await later.getByText('Waiting for a second person').count()).toBe(0);
});
