import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { codeIn, linkIn } from '#test/guest-mails.ts';
import type { House } from '#test/house.ts';
import { accessProblems, openBrowser, openPage } from './browser.ts';
import { focusIn } from './eyes.ts';
import { take } from './hands.ts';
import { keptFaults } from './kept-in-browser.ts';
import { openWorld } from './open-world.ts';
import { phone, touchFaults } from './page-visits.ts';
import { picture } from './picture.ts';

// The way of somebody outside: mail, link, code, what they are told, their answer, and the end of it.

const address = 'lee@clinic.example';
const shelter = 'haddad@shelter.example';

async function leeInvited(house: House) {
  await house.at('2027-03-15T12:00:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  const make = (name: string) => given.client(agency, { program, worker: ana, name });
  const [alma, marcus] = [await make('Alma Rivera'), await make('Marcus Bell')];
  const { providerId } = await given.provider(agency, { email: address });
  for (const client of [alma, marcus]) await given.consent(agency, { client, providerId, by: ana });
  const people = [{ kind: 'provider' as const, id: providerId }];
  const meeting = await meetings.planned('ana', [alma, marcus], { ...work, people });
  await meetings.invited('ana', meeting);
  const other = await given.provider(agency, { name: 'Noor Haddad', email: shelter });
  await given.consent(agency, { client: marcus, providerId: other.providerId, by: ana });
  const haddad = { kind: 'provider' as const, id: other.providerId };
  const later = await meetings.planned('ana', [marcus], {
    ...work,
    people: [haddad],
    time: '14:00',
  });
  await meetings.invited('ana', later);
  await house.runJobs();
  return { alma, marcus, meeting, later, haddad, ana };
}

const { world, served, open, close } = await openWorld(leeInvited);
const { house, origin } = served;
afterAll(close);

/** What came to the guest since, the newest last. */
async function mailedSince(before: number, whom = address) {
  await house.runJobs();
  return house.mails.slice(before).filter(({ to }) => to === whom);
}

const title = (reader: Page, name: string | RegExp) =>
  reader.getByRole('heading', { name, level: 1 }).waitFor();

/** Opens a link as from the mail, asks for the code, and answers what was mailed. */
async function askForCode(reader: Page, link: string, whom = address) {
  await reader.goto('about:blank');
  await reader.goto(`${origin}/guest#${link}`);
  const before = house.mails.length;
  await reader.getByRole('button', { name: 'Mail me a code' }).waitFor();
  expect(await mailedSince(before, whom)).toEqual([]);
  await reader.getByRole('button', { name: 'Mail me a code' }).click();
  await title(reader, 'Enter the code from the mail');
  return (await mailedSince(before, whom)).at(-1);
}

async function enter(reader: Page, code: string) {
  await reader.getByLabel('Code from the mail').fill(code);
  await reader.keyboard.press('Enter');
}

/** They come back to the page from wherever they were. */
const lookAgain = (reader: Page) => reader.evaluate(`dispatchEvent(new Event('focus'))`);

const first = { link: '' };
const { page, complaints } = await openPage(await openBrowser());

test('a provider opens the link of the mail with a code, and reads whom and what it is about (REQ-055, REQ-056, REQ-178)', async () => {
  const mail = house.mails.findLast(({ to }) => to === address);
  first.link = linkIn(mail?.text);
  expect(first.link).not.toBe('');
  const code = codeIn((await askForCode(page, first.link))?.text);
  expect(code).not.toBe('');

  await enter(page, code === '12345678' ? '87654321' : '12345678');
  await page.getByRole('link', { name: /^This is not the code/ }).waitFor();
  await expect.poll(() => page.getByLabel('Code from the mail').inputValue()).not.toBe('');
  expect(await accessProblems(page)).toEqual([]);
  await enter(page, `${code.slice(0, 4)} ${code.slice(4)}`);
  await title(page, /^Meeting on /);

  await expect.poll(() => focusIn(page)).toContain('heading "Meeting on');
  const read = await page.locator('body').innerText();
  expect(read).toContain('Dr Hana Lee, guest.');
  expect(read).toContain('Alma Rivera');
  expect(read).toContain('Marcus Bell');
  expect(read).toContain('How things stand, needs and goals');
  expect(read).not.toMatch(/\bbo\b/);
  expect(await accessProblems(page)).toEqual([]);
  await picture(page, 'guest-walk-meeting');
});

test('neither the link nor a name stays in the address, the history or anywhere else in the browser (REQ-178)', async () => {
  expect(page.url()).toBe(`${origin}/guest`);
  expect(await page.evaluate(() => document.referrer)).toBe('');
  expect(await keptFaults(page, [first.link, 'Alma Rivera', 'Marcus Bell'])).toEqual([]);
  await page.goto('about:blank');
  await page.goBack();
  await title(page, /^Meeting on /);
  expect(page.url()).toBe(`${origin}/guest`);
});

test('their answer is read in the planner, and can be changed until it begins (REQ-055)', async () => {
  await take(page, 'Yes');
  await page.getByRole('button', { name: 'Send my reply' }).click();
  await page.getByText('You answered that you come.').waitFor();
  const staff = await open('ana', `/conferences/${world.meeting.conferenceId}`);
  await staff.page.getByRole('button', { name: /^Comes.*Answer of Dr Hana Lee/ }).waitFor();
  await staff.page.getByText(/^Answered by the link in their mail, /).waitFor();
  await take(page, /^No$/);
  await page.getByRole('button', { name: 'Send my reply' }).click();
  await page.getByText('You answered that you do not come.').waitFor();
  await staff.page.reload();
  await staff.page.getByRole('button', { name: /^Cannot come.*Answer of Dr Hana Lee/ }).waitFor();
  await staff.page.context().close();
  expect(staff.complaints).toEqual([]);
});

test('a link that was used opens nothing, and is exchanged by mail for one that does; the visit before ends (REQ-178)', async () => {
  const other = await openPage(await openBrowser(), { viewport: phone, hasTouch: true });
  expect(await askForCode(other.page, first.link)).toBeUndefined();
  await enter(other.page, '12345678');
  await title(other.page, 'Not available, or no longer');
  expect(await accessProblems(other.page)).toEqual([]);
  const before = house.mails.length;
  await other.page.getByRole('button', { name: 'Mail me a new link' }).click();
  await title(other.page, 'Look into your mailbox');
  const [mail] = await mailedSince(before);
  const link = linkIn(mail?.text);
  expect(link).not.toBe(first.link);

  await enter(other.page, codeIn((await askForCode(other.page, link))?.text));
  await title(other.page, /^Meeting on /);
  expect(await touchFaults(other.page)).toEqual([]);
  await picture(other.page, 'guest-walk-meeting-phone');
  await lookAgain(page);
  await title(page, 'Not available, or no longer');
  expect(await page.getByText('Alma Rivera').count()).toBe(0);
  await page.context().close();
  expect([...complaints, ...other.complaints]).toEqual([]);
  await revokedWhileRead(other.page);
  await other.page.context().close();
});

/** Whoever is taken back is gone at the next look, as if they had never been there; with the last one everything is. */
async function revokedWhileRead(reader: Page) {
  const staff = await open('ana', `/clients/${world.alma.clientId}?tab=consents`);
  const revoke = async (clientId: string) => {
    await staff.page.goto(`${origin}/clients/${clientId}?tab=consents`);
    await staff.page.getByRole('button', { name: /^Revoke, Dr Hana Lee/ }).click();
    const dialog = staff.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Revoke it now' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await revoke(world.alma.clientId);
  await lookAgain(reader);
  await reader.getByText('Alma Rivera').waitFor({ state: 'detached' });
  const read = await reader.locator('body').innerText();
  expect(read).toContain('Marcus Bell');
  expect(read).not.toMatch(/hidden|consent|no longer|another person/i);

  await revoke(world.marcus.clientId);
  await lookAgain(reader);
  await title(reader, 'Not available, or no longer');
  const left = await reader.evaluate(() => document.documentElement.outerHTML);
  expect(left).not.toMatch(/Marcus|Alma|Lee|555-0100/);
  await staff.page.context().close();
  expect(staff.complaints).toEqual([]);
}

/** The later meeting from its begin to its end, with one step that the guest takes on. */
async function heldLater() {
  const { later, haddad, ana } = world;
  const path = `/api/conferences/${later.conferenceId}`;
  const tell = async (where: string, body: unknown = {}) => {
    const reply = await house.as('ana').post(`${path}${where}`, body);
    expect([where, reply.status]).toEqual([where, 200]);
    return reply.body;
  };
  const at = `/reviews/${later.reviewIds[0]}`;
  await tell('/start');
  await tell(`${at}/activate`);
  const { body: conference } = await house.as('ana').get(path);
  for (const { person } of conference.attendees)
    await tell(`${at}/attendance`, { person, state: 'present' });
  const { entryId } = await tell(`${at}/entries`, { kind: 'need', text: 'A bed until spring' });
  await tell(`${at}/entries`, { kind: 'strength', text: 'Keeps every visit' });
  await tell(`${at}/summary`, { text: 'A bed is wanted.', how: 'aloud' });
  await tell(`${at}/action-items`, {
    needId: entryId,
    text: 'Ask for a bed until spring',
    owner: haddad,
    dueOn: '2027-03-22',
    followUp: { on: '2027-03-29', how: 'By telephone', by: ana.staffId },
  });
  await house.at('2027-03-15T18:20:00Z');
  await tell('/end');
  await tell('/close');
}

test('a visit is over when nobody looked for half an hour, and after the meeting a link of its own shows the steps that they took on (REQ-078)', async () => {
  const shown = await openPage(await openBrowser(), { viewport: phone, hasTouch: true });
  const { page: reader } = shown;
  const invited = house.mails.findLast(({ to }) => to === shelter);
  await enter(reader, codeIn((await askForCode(reader, linkIn(invited?.text), shelter))?.text));
  await title(reader, /^Meeting on /);
  expect(await reader.locator('main').innerText()).not.toContain('Alma');

  await house.at('2027-03-15T18:00:00Z');
  await lookAgain(reader);
  await title(reader, 'Not available, or no longer');
  await picture(reader, 'guest-walk-over-phone');
  const before = house.mails.length;
  await heldLater();
  const [mail] = await mailedSince(before, shelter);
  await enter(reader, codeIn((await askForCode(reader, linkIn(mail?.text), shelter))?.text));
  await reader.getByText('This meeting is over.').waitFor();

  expect(await reader.getByRole('button', { name: 'Send my reply' }).count()).toBe(0);
  const read = (await reader.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  expect(read).toContain('My actions 1 open');
  expect(read).toContain('Ask for a bed until spring For Marcus Bell. Due Mon 22 Mar 2027.');
  expect(read).toContain('Call ana at 555-0100 if it cannot wait.');
  expect(read).toContain('Your copy The form about Marcus Bell (PDF)');
  expect(await accessProblems(reader)).toEqual([]);
  await picture(reader, 'guest-walk-after-phone');
  await reader.context().close();
  expect(shown.complaints).toEqual([]);
});
