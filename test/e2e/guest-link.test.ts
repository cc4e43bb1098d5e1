import { afterAll, describe, expect, test } from 'vitest';
import { openWindow } from '#test/browser-like.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { codeIn, linkIn } from '#test/guest-mails.ts';
import type { House } from '#test/house.ts';
import { accessProblems } from './browser.ts';
import { focusIn } from './eyes.ts';
import { openGuest, standsForGuest } from './guest-opened.ts';

// What stands between the link of a mail and what it opens.

const address = 'lee@clinic.example';

async function leeAsked(house: House) {
  await house.at('2027-03-15T12:00:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  const client = await given.client(agency, { program, worker: ana, name: 'Marcus Bell' });
  const { providerId } = await given.provider(agency, { email: address });
  await given.consent(agency, { client, providerId, by: ana });
  const person = { kind: 'provider' as const, id: providerId };
  const meeting = await meetings.planned('ana', [client], { ...work, people: [person] });
  await meetings.invited('ana', meeting);
  await house.runJobs();
  return { conferenceId: meeting.conferenceId, person };
}

const guest = await openGuest(leeAsked);
const { house, world, guests, page, complaints, origin, asked, open, press, title } = guest;
afterAll(guest.close);

/** A link that nobody used, by which nobody has asked for anything this hour. */
async function newLink() {
  await house.owner.query(`update auth.guest_link set asked_at = '{}'`);
  return guests.linkFor(world);
}

/** What came to them since, the newest last. */
async function mailedSince(before: number) {
  await house.runJobs();
  return house.mails.slice(before).filter(({ to }) => to === address);
}

async function enter(code: string) {
  await page.getByLabel('Code from the mail').fill(code);
  await page.keyboard.press('Enter');
}

describe('with the link of a mail', () => {
  test('nothing is asked for before the press, and the code of the link is nowhere any more (REQ-178)', async () => {
    const { link } = await newLink();
    const before = house.mails.length;
    await open(`#${link}`);
    await title('The meeting that our mail is about');
    expect(await page.evaluate(() => [location.href, history.length])).toEqual([
      `${origin}/guest`,
      expect.any(Number),
    ]);
    await page.reload();
    await title('Not available, or no longer');
    expect(asked()).toEqual(['GET meeting']);
    expect(await mailedSince(before)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a code is asked for, a wrong one stays and is named, and another is mailed', async () => {
    const { link } = await newLink();
    const before = house.mails.length;
    await open(`#${link}`);
    await title('The meeting that our mail is about');
    await standsForGuest(page, 'start', link);
    await press('Mail me a code');
    await title('Enter the code from the mail');
    await expect.poll(() => focusIn(page)).toContain('heading "Enter the code from the mail"');
    await standsForGuest(page, 'code', link);
    const [mail] = await mailedSince(before);
    const wrong = codeIn(mail?.text) === '12345678' ? '1234 56-79' : '1234 56-78';

    await enter('1234');
    await page.getByRole('link', { name: 'Enter the eight digits from the mail.' }).waitFor();
    await enter(wrong);
    await page.getByRole('link', { name: /^This is not the code/ }).press('Enter');
    await expect.poll(() => focusIn(page)).toContain('textbox "Code from the mail"');
    await expect.poll(() => page.getByLabel('Code from the mail').inputValue()).toBe(wrong);
    await standsForGuest(page, 'code-wrong', link);

    await press('Mail another code');
    await page.getByText('Another code is on its way. Use the newest mail.').waitFor();
    expect(asked()).toEqual(['POST code', 'POST open', 'POST code']);
    const [, another] = await mailedSince(before);
    await enter(codeIn(another?.text));
    await title('Meeting on Mon 15 Mar 2027');
    await page.getByText(/^By video\. Call .+ to learn how to join\.$/).waitFor();
    expect(complaints).toEqual([]);
  });

  test('one that was used opens nothing and can be exchanged, and no answer tells whether it could', async () => {
    const { link, linkId } = await newLink();
    const code = await guests.codeFor(linkId);
    const used = await openWindow(house).post('/api/guest/open', { link, code });
    expect(used.status).toBe(200);
    const before = house.mails.length;
    await open(`#${link}`);
    await press('Mail me a code');
    await enter(code);
    await title('Not available, or no longer');
    await standsForGuest(page, 'not-any-more', link);
    expect(await mailedSince(before)).toEqual([]);
    await press('Mail me a new link');
    await title('Look into your mailbox');
    await page.getByText('If it still opens something, a new link is on its way').waitFor();
    await standsForGuest(page, 'new-link', link);
    expect((await mailedSince(before)).map(({ text }) => linkIn(text))).toEqual([
      expect.stringMatching(/^[\w-]{32,}$/),
    ]);
    expect(complaints).toEqual([]);
  });

  test('where no mail leaves, it says to call', async () => {
    const { link } = await newLink();
    const { mailer } = house.shell;
    house.shell.mailer = undefined;
    await open(`#${link}`);
    await press('Mail me a code');
    await title('Please call');
    house.shell.mailer = mailer;
    await standsForGuest(page, 'no-mail', link);
    expect(complaints).toEqual([]);
  });

  test('half of one is told from a whole one, and a newer one takes the place of an older one', async () => {
    const { link } = await newLink();
    await open('#half');
    await page.getByText('This address is not complete.').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await standsForGuest(page, 'half', link);
    await page.goto(`${origin}/guest#${link}`);
    await page.getByRole('button', { name: 'Mail me a code' }).waitFor();
    await expect.poll(() => page.url()).toBe(`${origin}/guest`);
    expect(complaints).toEqual([]);
  });

  test('a server that cannot be reached is told of, and the press is tried again', async () => {
    const { link } = await newLink();
    const before = house.mails.length;
    await open(`#${link}`);
    await page.context().setOffline(true);
    await press('Mail me a code');
    await page.getByText('The server cannot be reached.').waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.context().setOffline(false);
    await press('Try again');
    await title('Enter the code from the mail');
    expect(await mailedSince(before)).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});
