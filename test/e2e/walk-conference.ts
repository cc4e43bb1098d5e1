import type { Page } from 'playwright-core';
import { choose, find, typeDate, typeTime } from './hands.ts';
import type { WalkedClient } from './walk-setup.ts';

const task = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}`) });
const saved = (page: Page) => page.getByText(/^Draft\. Saved/).waitFor();

export async function giveReasons(page: Page, clients: readonly WalkedClient[]) {
  for (const { name } of clients)
    await choose(page, `Why ${name} is discussed`, 'How things stand, needs and goals');
  await page.getByRole('button', { name: 'Save and continue' }).click();
}

/** A colleague from the team and a provider from outside; each client is asked to their own part. */
export async function askPeople(
  page: Page,
  { colleague, provider }: { colleague: string; provider: string },
) {
  await task(page, 'Invite people').click();
  const outside = page.getByRole('button', { name: `Invite ${provider}` });
  if (await outside.isVisible()) await outside.click();
  await find(page, 'A colleague', colleague);
  await page.getByRole('button', { name: 'Add a colleague' }).click();
  await page.getByRole('region', { name: 'Our team' }).getByText(colleague).waitFor();
  await page.getByRole('button', { name: 'Save and continue' }).click();
}

export async function setTime(page: Page, { on, time }: { on: string; time: string }) {
  if (!(await page.getByRole('spinbutton', { name: /^month, Date/ }).isVisible()))
    await task(page, 'Date, time, place').click();
  await typeDate(page, 'Date', on);
  await typeTime(page, 'Time', time);
  await page.getByText('By video', { exact: true }).click();
  await page.getByRole('button', { name: 'Save and continue' }).click();
}

export async function giveRoles(
  page: Page,
  { lead, timekeeper }: { lead: string; timekeeper: string },
) {
  await task(page, 'Roles').click();
  await choose(page, 'Facilitator', new RegExp(`^${lead}`));
  await choose(page, 'Timekeeper', new RegExp(`^${timekeeper}`));
  await choose(page, 'Notetaker', new RegExp(`^${lead}`));
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await saved(page);
}

export async function send(page: Page) {
  await page.getByRole('button', { name: /^Send invitations to \d+ (person|people)$/ }).click();
  await page.getByRole('button', { name: 'Start the conference' }).first().waitFor();
}

/** What is said of one client; a word of their own in each line, so that it can be found again. */
export type Talk = { client: WalkedClient; word: string; owner: string };

export async function writeDown(page: Page, { client, word }: Talk, saidBy: string) {
  await page.getByRole('heading', { level: 1, name: client.name }).waitFor();
  await page.getByRole('button', { name: /^(All|The others) are here$/ }).click();
  const lines = [
    ['strength', 'Strengths', `Keeps every ${word} appointment`],
    ['barrier', 'Barriers', `The ${word} office closes at five`],
    ['need', 'Needs', `A ${word} visit in the evening`],
    ['solution', 'Solutions', `Telehealth on ${word} days`],
  ] as const;
  for (const [one, title, text] of lines) {
    const tab = page
      .getByRole('navigation', { name: 'Lists' })
      .getByRole('button', { name: title });
    if (await tab.isVisible()) await tab.click();
    if (one === 'barrier') await choose(page, 'Said by', new RegExp(`^${saidBy}`));
    await page.getByRole('textbox', { name: `Add a ${one}` }).fill(text);
    await page.getByRole('textbox', { name: `Add a ${one}` }).press('Enter');
    await page.getByRole('button', { name: `Change: ${text}` }).waitFor();
  }
}

export async function sumUp(page: Page, { client, word }: Talk) {
  await page.getByRole('button', { name: `Summarize ${client.name}` }).click();
  await page
    .getByRole('textbox', { name: `Read back to the group about ${client.name}` })
    .fill(`The ${word} visit moves to the evening.`);
  await page.getByText('Confirmed aloud', { exact: true }).click();
  await page.getByRole('button', { name: 'Confirm the summary' }).click();
  await page.getByText(`The ${word} visit moves to the evening.`).waitFor();
}

export async function agree(page: Page, { word, owner }: Talk) {
  const form = page.getByRole('form', { name: 'Agree an action' });
  await form.getByRole('textbox', { name: 'What will be done' }).fill(`Book the ${word} visit`);
  await find(form, 'Who answers for it', owner);
  await form.getByRole('textbox', { name: 'How it is followed up' }).fill('By telephone');
  await form.getByRole('button', { name: 'Add the action' }).click();
  await page.getByRole('button', { name: `Change: Book the ${word} visit` }).waitFor();
}
