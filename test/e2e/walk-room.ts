import { expect, test } from 'vitest';
import { wordsOf } from './hands.ts';
import { agree, closeIt, endIt, lineOf, readMails, sumUp, writeDown } from './walk-conference.ts';
import {
  ana,
  bo,
  firstLine,
  lee,
  namesIn,
  noAction,
  type Stage,
  talkOf,
  words,
} from './walk-stage.ts';

/** From the first word in the room to the notices that are sent when it is closed. */
export function testsInTheRoom(stageNow: () => Stage) {
  test('exactly one client is under discussion, and the minutes planned and used stand beside (REQ-058, REQ-067)', async () => {
    const { page } = stageNow().worker;
    await page.getByRole('button', { name: 'Start the conference' }).first().click();
    const [first, second] = [talkOf(stageNow(), 0), talkOf(stageNow(), 1)];
    await writeDown(page, first, lee.name);
    const now = page.getByRole('row').filter({ hasText: /^\D+\d+\d+$/ });
    const at = page.locator('[aria-current=step]').filter({ hasText: first.client.name });
    await expect.poll(() => at.count()).toBe(1);
    await expect.poll(() => page.locator('tr[aria-current=step]').count()).toBe(1);
    await sumUp(page, first);
    await agree(page, first);
    await stageNow().later(12);
    await writeDown(page, second, lee.name);
    await expect
      .poll(() => page.locator('tr[aria-current=step]').innerText())
      .toContain(second.client.name);
    // Twelve minutes after the meeting's hour, less what the start of it took.
    await expect
      .poll(() => now.filter({ hasText: first.client.name }).innerText())
      .toMatch(/15\s+([5-9]|1[0-4])$/);
  });

  test('what anybody says stands with its speaker and its minute (REQ-062, REQ-063, REQ-064)', async () => {
    const { page } = stageNow().worker;
    const word = words[1] ?? '';
    const lineWith = (text: string) =>
      wordsOf(page.getByRole('listitem').filter({ hasText: text }));

    await expect.poll(() => lineWith(lineOf('strength', word))).toMatch(/You 10:1\d am/);
    for (const kind of ['barrier', 'solution'] as const)
      await expect.poll(() => lineWith(lineOf(kind, word))).toContain(`${lee.name} 10:1`);
  });

  test('a line stays one line, and is written while people talk (REQ-066, REQ-123)', async () => {
    const { page } = stageNow().worker;
    const box = page.getByRole('textbox', { name: 'Add a need' });
    await box.fill('A long account. '.repeat(20));
    await box.press('Enter');
    await page.getByText('Keep it to 280 characters: facts, no stories.').waitFor();
    await box.fill('');

    await expect.poll(() => page.getByText(/^Saved 10:1\d\sam$/).count()).toBe(1);
  });

  test('the group confirms the summary, and each action has one owner, a date and a follow-up (REQ-069, REQ-073, REQ-076)', async () => {
    const { page } = stageNow().worker;
    const [second, third] = [talkOf(stageNow(), 1), talkOf(stageNow(), 2)];
    await sumUp(page, second);
    await page.getByText(new RegExp(`^Confirmed aloud, recorded by ${ana.name} at 10:1`)).waitFor();
    await agree(page, second);
    const row = page.getByRole('row', { name: new RegExp(`Book the ${second.word} visit`) });
    await expect.poll(() => wordsOf(row)).toContain(lee.name);
    await expect.poll(() => wordsOf(row)).toContain(`By telephone, ${ana.name}`);
    await stageNow().later(12);
    await writeDown(page, third, lee.name);
    await sumUp(page, third);
    await stageNow().later(12);
    await endIt(page);
  });

  test('it cannot be closed while a need has neither action nor reason (REQ-071, REQ-117)', async () => {
    const { page } = stageNow().worker;
    const third = stageNow().clients[2]?.name ?? '';
    await page.getByRole('button', { name: 'Close and send now' }).click();
    const missing = page.getByRole('alert').filter({ hasText: 'Not sent yet' });
    await missing.getByRole('link').first().click();
    await expect.poll(() => missing.innerText()).toContain(third);
    const actions = page.getByRole('region', { name: `Actions for ${third}` });
    await actions.getByRole('button', { name: 'No action, because…' }).click();
    await actions.getByRole('textbox', { name: 'Why no action is agreed' }).fill(noAction);
    await actions.getByRole('button', { name: 'Save the reason' }).click();
    await actions.getByText(noAction).waitFor();
    await missing.waitFor({ state: 'detached' });
  });

  test('closing sends each person who took part a neutral notice, at once and to nobody else (REQ-074, REQ-078)', async () => {
    await closeIt(stageNow().worker.page, stageNow().served.house.runJobs);
    const mails = await readMails(stageNow().admin.page, stageNow().served.origin);
    const notices = mails.filter((mail) => mail.startsWith('A document is ready for you'));

    expect(notices.map(firstLine).toSorted()).toEqual(
      [ana, bo, lee].map(({ name }) => `A document is ready for you to ${name}`).toSorted(),
    );
    for (const mail of notices) expect(namesIn(mail, stageNow())).toEqual([]);
  });
}
