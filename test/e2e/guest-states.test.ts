import { afterAll, describe, expect, test } from 'vitest';
import { givenGuestStates, ownReason } from '#test/given-guest-states.ts';
import { accessProblems } from './browser.ts';
import { focusFaults, focusIn } from './eyes.ts';
import { openGuest, standsForGuest } from './guest-opened.ts';
import { take } from './hands.ts';

// What a guest sees of a meeting at each point at which they may find it.

const guest = await openGuest(givenGuestStates);
const { house, world, guests, page, complaints, asked, visit, open } = guest;
const { lookAgain, press, title, close } = guest;
afterAll(close);

/** By name, each with words by which one sees that it is there, and whether it takes an answer. */
const states = [
  ['planned', world.planned, 'Please answer', true],
  ['of-oneself', world.ofOneself, 'About you', true],
  ['over', world.over, 'This meeting is over.', false],
  ['nothing', world.unclosed, 'Nothing for you now.', false],
  ['cancelled', world.cancelled, 'This meeting is cancelled.', false],
  ['long-names', world.longNames, '1407 South Riverside Boulevard', true],
  ['long-names-over', world.longOver, '1 open', false],
] as const;

const sends = () => page.getByRole('button', { name: 'Send my reply' }).count();

describe('what is told', () => {
  test.each(states)('%s (REQ-056)', async (name, whose, words, isAsked) => {
    await visit(whose);
    await page.getByText(words).first().waitFor();
    await expect.poll(() => focusIn(page)).toContain('heading "Meeting on Mon 15 Mar 2027"');
    await standsForGuest(page, name);
    expect(await focusFaults(page, 12)).toEqual([]);
    const read = await page.locator('body').innerText();
    expect(read).not.toMatch(/hidden|withheld|consent (ended|was)|not shown/i);
    expect(await sends()).toBe(isAsked ? 1 : 0);
    expect(complaints).toEqual([]);
  });

  test('the agency is told by its neutral name, and neither it nor a program by another (EP-09)', async () => {
    await visit(world.planned);
    const read = await page.locator('body').innerText();
    expect(read).toContain('for Community Services (sample)');
    expect(read).toContain('ana of Community Services, 518-555-0100 ext. 12');
    expect(read).not.toMatch(/riverbend|care program/i);
    expect(complaints).toEqual([]);
  });

  test('the person whom it is about is spoken to, and nobody is named to them', async () => {
    await visit(world.ofOneself);
    await page.getByRole('heading', { name: 'About you' }).waitFor();
    const main = await page.locator('main').innerText();
    expect(main).not.toMatch(/Marcus Bell|Alma|Hana Lee/);
    expect(main).toContain(ownReason);
  });

  test('of a meeting that is over they read their steps, done and open, and have the forms', async () => {
    await visit(world.over);
    const read = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    expect(read).toContain('My actions 1 open');
    expect(read).toContain('Book four video visits in the evening For Marcus Bell. Due Fri 19 Mar');
    expect(read).toContain('Send the new medicine list For Alma Rivera. Done');
    expect(read).toContain('The form about Marcus Bell (PDF) The form about Alma Rivera (PDF)');
    expect(complaints).toEqual([]);
  });

  test('a reply is sent, read again, and changed (REQ-055)', async () => {
    await visit(world.planned);
    await press('Send my reply');
    await page.getByRole('link', { name: 'Choose one of the answers.' }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await take(page, /^No$/);
    await press('Send my reply');
    await page.getByText('You answered that you do not come.').waitFor();
    expect(asked().filter((one) => one === 'POST reply')).toHaveLength(1);
    await take(page, /at another time/);
    await press('Send my reply');
    await page.getByText('You answered that you can come at another time.').waitFor();
    await standsForGuest(page, 'answered');
    expect(complaints).toEqual([]);
  });

  test('a form that consent no longer covers goes from the page once it is asked for, and the rest stays (REQ-178)', async () => {
    await visit(world.over);
    const form = page.getByRole('link', { name: /^The form about Marcus Bell/ });
    await form.waitFor();
    await world.takenBack([world.marcus]);
    await form.press('Enter');
    await expect.poll(() => form.count()).toBe(0);

    await page.getByText('That is not available any more.').waitFor({ state: 'attached' });
    await page.getByText('Send the new medicine list').waitFor();
    await page.getByRole('link', { name: /^The form about Alma Rivera/ }).waitFor();
    expect(await page.getByText('Marcus').count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => focusIn(page)).toContain('heading "Meeting on');
    await world.agreed();
    expect(complaints).toEqual([]);
  });

  test('what has begun takes no answer, and says so', async () => {
    await visit(world.begins);
    await take(page, 'Yes');
    await world.begun();
    await press('Send my reply');
    await page.locator('main').getByText('This meeting has begun.').waitFor();
    await expect.poll(sends).toBe(0);
    await standsForGuest(page, 'now');
    expect(complaints).toEqual([]);
  });

  test.each([
    ['another tab', `document.dispatchEvent(new Event('visibilitychange'))`],
    ['another window', `dispatchEvent(new Event('focus'))`],
    ['another page', `dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`],
  ])(
    'whoever comes back from %s reads what may be told then, and nothing of before (REQ-178)',
    async (_, look) => {
      await visit(world.planned);
      await page.getByText('Marcus Bell').waitFor();
      await world.takenBack();
      await lookAgain(look);
      await title('Not available, or no longer');
      const left = await page.evaluate(() => document.documentElement.outerHTML);
      expect(left).not.toMatch(/Marcus Bell|Hana Lee|video\.example|518-555/);
      expect(await page.getByRole('button').count()).toBe(0);
      await expect.poll(() => focusIn(page)).toContain('heading');
      await world.agreed();
      expect(complaints).toEqual([]);
    },
  );

  test('where asking anew fails, what was told stays under the reason, and is asked for again', async () => {
    await visit(world.planned);
    await page.getByText('Marcus Bell').waitFor();
    await house.owner.query('alter function guest.meeting() rename to meeting_away');
    await lookAgain();
    await page.getByRole('alert').getByText('Something failed on our side.').waitFor();
    await expect.poll(() => page.getByText('Marcus Bell').count()).toBe(1);
    await standsForGuest(page, 'not-asked-anew');
    await house.owner.query('alter function guest.meeting_away() rename to meeting');
    await guests.linkFor(world.planned);
    await press('Try again');
    await title('Not available, or no longer');
    expect(complaints).toEqual([]);
  });

  test('what nobody looks at any more goes from the screen with the visit', async () => {
    await page.clock.install();
    await visit(world.planned);
    await page.getByText('Marcus Bell').waitFor();
    await page.clock.fastForward('29:00');
    await expect.poll(() => page.getByText('Marcus Bell').count()).toBe(1);
    await page.clock.fastForward('02:00');
    await title('Not available, or no longer');
    expect(await page.getByText('Marcus Bell').count()).toBe(0);
    await page.clock.resume();
    expect(complaints).toEqual([]);
  });

  test('whoever leaves takes everything from the page, also where the server cannot be reached', async () => {
    await visit(world.planned);
    await press('Leave');
    await title('You have left');
    await expect.poll(() => asked().at(-1)).toBe('POST leave');
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/Marcus/);
    await standsForGuest(page, 'left');
    await open();
    await title('Not available, or no longer');

    await visit(world.planned);
    await page.getByText('Marcus Bell').waitFor();
    await page.context().setOffline(true);
    await press('Leave');
    await page.getByText('The server cannot be reached.').waitFor();
    expect(await page.getByText('Marcus Bell').count()).toBe(0);
    // By then it may be over by itself.
    await guests.linkFor(world.planned);
    await page.context().setOffline(false);
    await press('Try again');
    await page.getByText('The server cannot be reached.').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
