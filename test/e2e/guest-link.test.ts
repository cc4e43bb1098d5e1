import { afterAll, describe, expect, test } from 'vitest';
import { accessProblems } from './browser.ts';
import { focusIn } from './eyes.ts';
import { link, openGuest, standsForGuest } from './guest-opened.ts';

// What stands between the link of a mail and what it opens.

const { page, complaints, origin, answers, open, press, title, close } = await openGuest();
afterAll(close);

const mails = { code: { json: { sendsMail: true } }, link: { json: { sendsMail: true } } };

describe('with the link of a mail', () => {
  test('nothing is asked for before the press, and the code of the link is nowhere any more (REQ-178)', async () => {
    const asked = await answers(mails);
    await open(`#${link}`);
    await title('A meeting that you were invited to');
    expect(await page.evaluate(() => [location.href, history.length])).toEqual([
      `${origin}/guest`,
      expect.any(Number),
    ]);
    await page.reload();
    await title('Not available, or no longer');
    expect(asked).toEqual(['GET meeting']);
    expect(complaints).toEqual([]);
  });

  test('a code is asked for, a wrong one stays and is named, and another is mailed', async () => {
    const wrong = {
      type: 'guest-code-wrong',
      status: 422,
      title:
        'This is not the code, or its ten minutes are over. Use the newest mail, or ask again.',
    };
    const asked = await answers({ ...mails, open: { status: 422, json: wrong } });
    await open(`#${link}`);
    await title('A meeting that you were invited to');
    await standsForGuest(page, 'start');
    await press('Mail me a code');
    await title('Enter the code from the mail');
    expect(await focusIn(page)).toContain('heading "Enter the code from the mail"');
    await standsForGuest(page, 'code');

    await page.getByLabel('Code from the mail').fill('1234');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Enter the eight digits from the mail.' }).waitFor();
    await page.getByLabel('Code from the mail').fill('1234 56-78');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /^This is not the code/ }).press('Enter');
    expect(await focusIn(page)).toContain('textbox "Code from the mail"');
    expect(await page.getByLabel('Code from the mail').inputValue()).toBe('1234 56-78');
    await standsForGuest(page, 'code-wrong');

    await press('Mail another code');
    await page.getByText('Another code is on its way. Use the newest mail.').waitFor();
    expect(asked).toEqual(['POST code', 'POST open', 'POST code']);
    expect(complaints).toEqual([]);
  });

  test('one that was used opens nothing and can be exchanged, and no answer tells whether it could', async () => {
    await answers(mails);
    await open(`#${link}`);
    await press('Mail me a code');
    await page.getByLabel('Code from the mail').fill('12345678');
    await press('Open');
    await title('Not available, or no longer');
    await standsForGuest(page, 'not-any-more');
    await press('Mail me a new link');
    await title('Look into your mailbox');
    await page.getByText('If it still opens something, a new link is on its way').waitFor();
    await standsForGuest(page, 'new-link');
    expect(complaints).toEqual([]);
  });

  test('where no mail leaves, it says to call', async () => {
    await answers({ code: { json: { sendsMail: false } } });
    await open(`#${link}`);
    await press('Mail me a code');
    await title('Please call');
    await standsForGuest(page, 'no-mail');
    expect(complaints).toEqual([]);
  });

  test('half of one is told from a whole one, and a newer one takes the place of an older one', async () => {
    await answers(mails);
    await open('#half');
    await page.getByText('This address is not complete.').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await standsForGuest(page, 'half');
    await page.goto(`${origin}/guest#${link}`);
    await page.getByRole('button', { name: 'Mail me a code' }).waitFor();
    await expect.poll(() => page.url()).toBe(`${origin}/guest`);
    expect(complaints).toEqual([]);
  });

  test('a server that cannot be reached is told of, and the press is tried again', async () => {
    await page.unrouteAll({ behavior: 'wait' });
    await page.route('**/api/guest/code', (route) => route.abort());
    await open(`#${link}`);
    await press('Mail me a code');
    await page.getByText('The server cannot be reached.').waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await answers(mails);
    await press('Try again');
    await title('Enter the code from the mail');
    expect(complaints).toEqual([]);
  });
});
