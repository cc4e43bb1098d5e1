import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';
import { accessProblems } from './browser.ts';
import { escape, find } from './hands.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';

/** Ana plans about two; cy works for the agency, and with neither of them. */
async function plannedMeeting(house: House) {
  await house.at('2027-03-01T15:00:00Z');
  const given = givenIn(house);
  const { agency, program, ana, bo } = await meetingsIn(house).agencyAtWork();
  await given.staff(agency, 'cy', { roles: ['case-manager'] });
  const clients = [
    await given.client(agency, { program, worker: ana, name: 'Alma Rivera' }),
    await given.client(agency, { program, worker: ana, name: 'Ben Ode' }),
  ];
  const plan = async () => {
    const { conferenceId } = await meetingsIn(house).planned('ana', clients, { ana, bo });
    return `/conferences/${conferenceId}`;
  };
  return [await plan(), await plan()] as const;
}

const { world, open, close } = await openWorld(plannedMeeting);
afterAll(close);

const sideways = 'document.documentElement.scrollWidth - window.innerWidth';

test.each([
  [1440, world[0]],
  [390, world[1]],
])(
  'a colleague who cannot open a record is marked where they are chosen, is offered for no role, and what helps is said (REQ-059): %i',
  async (width, path) => {
    const { page, complaints } = await open('ana', path, {
      viewport: { width, height: 900 },
    });
    await page.getByRole('button', { name: /^Invite people/ }).click();
    const box = page.getByRole('combobox', { name: 'A colleague' });
    await box.fill('cy');
    await page.getByRole('option', { name: /cannot open any of these records/ }).waitFor();
    await find(page, 'A colleague', 'cy');
    await page.getByRole('button', { name: 'Add a colleague' }).click();
    await page
      .getByText('Cannot open any of these records. In the meeting they see nothing of it.')
      .waitFor();
    await pictureEachWay(page, `plan-people-${width}`);
    await page.setViewportSize({ width, height: 900 });
    const onPeople = await accessProblems(page);
    await expect.poll(() => page.evaluate(sideways)).toBe(0);
    await page.getByRole('button', { name: /^Roles/ }).click();
    await page.getByText(/cannot hold a role\.$/).waitFor();
    await page.getByText('Whoever is on the care team can').waitFor();
    await page.getByRole('button', { name: /Timekeeper/ }).click();
    const barred = page.getByRole('option', { name: /cannot open any of these records/ });
    await expect.poll(() => barred.getAttribute('aria-disabled')).toBe('true');
    await escape(page.getByRole('listbox'));
    await barred.waitFor({ state: 'detached' });
    await pictureEachWay(page, `plan-roles-${width}`);
    await page.setViewportSize({ width, height: 900 });
    const onRoles = await accessProblems(page);
    await expect.poll(() => page.evaluate(sideways)).toBe(0);

    expect([...onPeople, ...onRoles, ...complaints]).toEqual([]);
    await page.context().close();
  },
);
