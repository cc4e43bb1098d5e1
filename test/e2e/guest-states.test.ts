import { afterAll, describe, expect, test } from 'vitest';
import { accessProblems } from './browser.ts';
import { focusFaults, focusIn } from './eyes.ts';
import { openGuest, standsForGuest } from './guest-opened.ts';
import { told, toldStates } from './guest-told.ts';

// What a guest sees in each state that the server may tell of; that it tells so is tried elsewhere.

const { page, complaints, answers, open, press, title, close } = await openGuest();
afterAll(close);

describe('what is told', () => {
  test.each(toldStates)('%s (REQ-056)', async (name, reply, words) => {
    await answers({ meeting: { json: reply } });
    await open();
    await page.getByText(words).first().waitFor();
    expect(await focusIn(page)).toContain('heading "Meeting on Tue 8 Dec 2026"');
    await standsForGuest(page, name);
    expect(await focusFaults(page, 12)).toEqual([]);
    const read = await page.locator('body').innerText();
    expect(read).not.toMatch(/hidden|withheld|consent (ended|was)|not shown/i);
    expect(await page.getByRole('button', { name: 'Send my reply' }).count()).toBe(
      reply.meeting.state === 'planned' ? 1 : 0,
    );
    expect(complaints).toEqual([]);
  });

  test('the person whom it is about is spoken to, and nobody is named to them', async () => {
    const own = toldStates.find(([name]) => name === 'of-oneself')?.[1];
    await answers({ meeting: { json: own } });
    await open();
    await page.getByRole('heading', { name: 'About you' }).waitFor();
    const main = await page.locator('main').innerText();
    expect(main).not.toContain('Marcus Bell');
    expect(main).toContain('Visits in the evening');
  });

  test('a reply is sent, read again, and changed (REQ-055)', async () => {
    const asked = await answers({ meeting: { json: told }, reply: { json: { reply: 'no' } } });
    await open();
    await press('Send my reply');
    await page.getByRole('link', { name: 'Choose one of the answers.' }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole('radio', { name: 'No', exact: true }).press('Space');
    await page.route('**/api/guest/meeting', (route) =>
      route.fulfill({ json: { ...told, reply: 'no' } }),
    );
    await press('Send my reply');
    await page.getByText('You answered that you do not come.').waitFor();
    expect(asked.filter((one) => one === 'POST reply')).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('a form that consent no longer covers goes from the page once it is asked for, and the rest stays (REQ-178)', async () => {
    const states = new Map(toldStates.map(([name, reply]) => [name, reply]));
    const before = states.get('over') ?? told;
    await answers({ meeting: { json: before } });
    await page.route('**/api/guest/forms/**', (route) =>
      route.fulfill({ status: 404, json: { type: 'guest-over', status: 404, title: 'Over.' } }),
    );
    await open();
    const form = page.getByRole('link', { name: /^The form about Marcus Bell/ });
    await form.waitFor();
    await page.route('**/api/guest/meeting', (route) =>
      route.fulfill({ json: { ...before, forms: [] } }),
    );
    await form.press('Enter');
    await expect.poll(() => form.count()).toBe(0);

    await page.getByText('That is not available any more.').waitFor({ state: 'attached' });
    await page.getByText('Send the new medicine list').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await focusIn(page)).toContain('heading "Meeting on');
    expect(complaints).toEqual([]);
  });

  test('what has begun takes no answer, and says so', async () => {
    const late = { type: 'guest-too-late', status: 409, title: 'This meeting has begun.' };
    await answers({ meeting: { json: told }, reply: { status: 409, json: late } });
    await open();
    await page.getByRole('radio', { name: 'Yes' }).press('Space');
    await page.route('**/api/guest/meeting', (route) =>
      route.fulfill({ json: { ...told, meeting: { ...told.meeting, state: 'now' } } }),
    );
    await press('Send my reply');
    await page.locator('main').getByText('This meeting has begun.').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Send my reply' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test.each([
    ['another tab', `document.dispatchEvent(new Event('visibilitychange'))`],
    ['another window', `dispatchEvent(new Event('focus'))`],
    ['another page', `dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`],
  ])(
    'whoever comes back from %s reads what may be told then, and nothing of before (REQ-178)',
    async (_, look) => {
      await answers({ meeting: { json: told } });
      await open();
      await page.getByText('Marcus Bell').waitFor();
      await answers({});
      await page.evaluate(look);
      await title('Not available, or no longer');
      const left = await page.evaluate(() => document.documentElement.outerHTML);
      expect(left).not.toMatch(/Marcus Bell|Hana Lee|Ana Reyes|video\.example/);
      expect(await page.getByRole('button').count()).toBe(0);
      expect(await focusIn(page)).toContain('heading');
      expect(complaints).toEqual([]);
    },
  );

  test('where asking anew fails, what was told stays under the reason, and is asked for again', async () => {
    await answers({ meeting: { json: told } });
    await open();
    await page.getByText('Marcus Bell').waitFor();
    const broken = { type: 'unexpected', status: 503, title: 'Something went wrong here.' };
    await answers({ meeting: { status: 503, json: broken } });
    await page.evaluate(`dispatchEvent(new Event('focus'))`);
    await page.getByRole('alert').getByText('Something went wrong here.').waitFor();
    expect(await page.getByText('Marcus Bell').count()).toBe(1);
    await standsForGuest(page, 'not-asked-anew');
    await answers({});
    await press('Try again');
    await title('Not available, or no longer');
    expect(complaints).toEqual([]);
  });

  test('what nobody looks at any more goes from the screen with the visit', async () => {
    await page.clock.install();
    await answers({ meeting: { json: told } });
    await open();
    await page.getByText('Marcus Bell').waitFor();
    await page.clock.fastForward('29:00');
    expect(await page.getByText('Marcus Bell').count()).toBe(1);
    await page.clock.fastForward('02:00');
    await title('Not available, or no longer');
    expect(await page.getByText('Marcus Bell').count()).toBe(0);
    await page.clock.resume();
    expect(complaints).toEqual([]);
  });

  test('whoever leaves takes everything from the page, also where the server cannot be reached', async () => {
    const asked = await answers({ meeting: { json: told }, leave: { json: { done: true } } });
    await open();
    await press('Leave');
    await title('You have left');
    await expect.poll(() => asked.at(-1)).toBe('POST leave');
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/Marcus/);
    await standsForGuest(page, 'left');

    await open();
    await page.getByText('Marcus Bell').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await page.route('**/api/guest/leave', (route) => route.abort());
    await press('Leave');
    await page.getByText('The server cannot be reached.').waitFor();
    expect(await page.getByText('Marcus Bell').count()).toBe(0);
    // By then it may be over by itself.
    await answers({});
    await press('Try again');
    await page.getByText('The server cannot be reached.').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
