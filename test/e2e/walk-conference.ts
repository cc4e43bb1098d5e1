import type { Page } from 'playwright-core';
import { readPdf } from '#test/read-pdf.ts';
import { choose, find, take, typeDate, typeTime } from './hands.ts';
import type { WalkedClient } from './walk-setup.ts';

const task = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}`) });
const saved = (page: Page) => page.getByText(/^Draft\. Saved/).waitFor();

export async function giveReasons(page: Page, clients: readonly WalkedClient[]) {
  for (const { name } of clients) {
    await choose(page, `Why ${name} is discussed`, 'How things stand, needs and goals');
    const item = page.getByRole('listitem').filter({ hasText: name });
    await item.locator('h4:focus', { hasText: 'How things stand' }).waitFor();
  }
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'Check consents' }).waitFor();
}

type Asked = { colleague: string; fromDirectory?: string };

/** A colleague, and a provider whom the care team does not name; each client is asked to their own part. */
export async function askPeople(page: Page, { colleague, fromDirectory }: Asked) {
  await task(page, 'Invite people').click();
  await find(page, 'A colleague', colleague);
  await page.getByRole('button', { name: 'Add a colleague' }).click();
  await page.getByRole('region', { name: 'Our team' }).getByText(colleague).first().waitFor();
  if (fromDirectory) {
    await find(page, 'A provider from the directory', fromDirectory);
    await page.getByRole('button', { name: 'Add a provider from the directory' }).click();
    const outside = page.getByRole('region', { name: 'From outside' });
    await outside.getByText(fromDirectory).first().waitFor();
  }
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'Date, time, place' }).waitFor();
}

export async function setTime(page: Page, { on, time }: { on: string; time: string }) {
  await page.getByRole('spinbutton', { name: /^month, Date/ }).waitFor();
  await typeDate(page, 'Date', on);
  await typeTime(page, 'Time', time);
  await take(page, 'By video');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'Agenda and time boxes' }).waitFor();
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
  await page.getByRole('heading', { name: 'Review and send' }).waitFor();
  await saved(page);
}

export async function send(page: Page) {
  await page.getByRole('button', { name: /^Send invitations to \d+ (person|people)$/ }).click();
  await page.getByRole('button', { name: 'Start the conference' }).first().waitFor();
}

/** What is said of one client; a word of their own in each line, so that it can be found again. */
export type Talk = { client: WalkedClient; word: string; owner: string };

/** Opens the next client, whoever is there is marked so, and each list gets its line. */
export async function writeDown(page: Page, { client, word }: Talk, saidBy: string) {
  await page
    .getByRole('button', { name: new RegExp(`^(Begin with|Next:) ${client.name}$`) })
    .click();
  const opened = page.getByRole('heading', { level: 1, name: client.name });
  const asked = page.getByRole('alertdialog', { name: `Before ${client.name}` });
  await opened.or(asked).waitFor();
  if (await asked.isVisible())
    await asked.getByRole('button', { name: `Open ${client.name}` }).click();
  await opened.waitFor();
  await page.getByRole('button', { name: /^(All|The others) are here$/ }).click();
  for (const [one, title] of lists) {
    const text = lineOf(one, word);
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

const lists = [
  ['strength', 'Strengths'],
  ['barrier', 'Barriers'],
  ['need', 'Needs'],
  ['solution', 'Solutions'],
] as const;

export function lineOf(kind: (typeof lists)[number][0], word: string) {
  const lines = {
    strength: `Keeps every ${word} appointment`,
    barrier: `The ${word} office closes at five`,
    need: `Needs a ${word} visit in the evening`,
    solution: `Telehealth on ${word} days`,
  };
  return lines[kind];
}

/** The facilitator reads it back, and the group says yes. */
export async function sumUp(page: Page, { client, word }: Talk) {
  await page.getByRole('button', { name: `Summarize ${client.name}` }).click();
  await page
    .getByRole('textbox', { name: `Read back to the group about ${client.name}` })
    .fill(`The ${word} visit moves to the evening.`);
  await take(page, /^Confirmed aloud/);
  await page.getByRole('button', { name: 'Confirm the summary' }).click();
  const summary = page.getByRole('region', { name: `Summary of ${client.name}` });
  await summary.getByText(/^Confirmed aloud, recorded by/).waitFor();
  await summary.getByText(`The ${word} visit moves to the evening.`).waitFor();
}

export async function agree(page: Page, { word, owner }: Talk) {
  const form = page.getByRole('form', { name: 'Agree an action' });
  await form.getByRole('textbox', { name: 'What will be done' }).fill(`Book the ${word} visit`);
  await find(form, 'Who answers for it', owner);
  await form.getByRole('textbox', { name: 'How it is followed up' }).fill('By telephone');
  await form.getByRole('button', { name: 'Add the action' }).click();
  await page.getByRole('button', { name: `Change: Book the ${word} visit` }).waitFor();
}

export async function endIt(page: Page) {
  await page.getByRole('button', { name: 'End the conference' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End the conference' }).click();
  await page.getByRole('heading', { name: 'Close and send' }).waitFor();
}

/** The forms are made after the closing; the page waits for them. */
export async function closeIt(page: Page, runJobs: () => Promise<unknown>) {
  await page.getByRole('button', { name: 'Close and send now' }).click();
  await page.getByRole('heading', { name: 'Closed and sent' }).waitFor();
  await runJobs();
  await page
    .getByRole('link', { name: /^Conference form of/ })
    .first()
    .waitFor();
}

export type Form = { address: string; status: number; text: string };

/** The words of one client's form, fetched as the browser would open it. */
export async function formOf(page: Page, { name }: WalkedClient): Promise<Form> {
  const link = page.getByRole('link', { name: `Conference form of ${name} (PDF)` });
  await link.waitFor();
  const coming = page.waitForResponse(/\/form$/);
  await link.click();
  const address = (await coming).url();
  const reply = await page.context().request.get(address);
  const { text } = await readPdf(await reply.body());
  return { address, status: reply.status(), text: text.replace(/\s+/g, ' ') };
}

/** Every mail in the outbox, word for word, newest first. */
export async function readMails(page: Page, origin: string): Promise<string[]> {
  await page.goto(`${origin}/outbox`);
  const list = page.getByRole('list', { name: 'Mails' });
  await list.first().waitFor();
  const mails: string[] = [];
  for (const row of await list.getByRole('listitem').all()) {
    await row.getByRole('button', { name: 'Read' }).click();
    const dialog = page.getByRole('dialog');
    mails.push(`${await row.innerText()}\n${(await dialog.textContent()) ?? ''}`);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await dialog.waitFor({ state: 'detached' });
  }
  return mails;
}
