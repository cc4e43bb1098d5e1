import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

async function given(house: House) {
  const give = givenIn(house);
  const agency = await give.agency('riverbend');
  const program = await give.program(agency);
  const ana = await give.staff(agency, 'ana', { roles: ['case-manager'], program });
  await give.staff(agency, 'bo', { roles: ['case-manager'], program });
  const client = await give.client(agency, { program, worker: ana });
  await give.provider(agency, {
    name: 'Marisol Whit',
    title: 'Recovery counselor',
    providerClass: 'behavioral',
    organization: 'Open Gate Recovery',
  });
  return client;
}
let there: Awaited<ReturnType<typeof openWorld<Awaited<ReturnType<typeof given>>>>>;
beforeAll(async () => {
  there = await openWorld(given);
});
afterAll(() => there?.close());

const add = async (who: string, name: string) => {
  const { page, complaints } = await there.open(
    who,
    `/clients/${there.world.clientId}?tab=care-team`,
  );
  await page.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByRole('combobox').fill(name.slice(0, 4));
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: 'Add to the care team' }).click();
  return { page, complaints };
};

test('an organization is said to reveal something, and its people are on the care team for whoever may know it (EP-14, EP-15)', async () => {
  const { page, complaints } = await there.open('ana', '/directory', {
    viewport: { width: 390, height: 800 },
  });
  await page.getByText('Nothing is said yet of what being served there reveals.').waitFor();
  await page.getByRole('button', { name: 'Change Open Gate Recovery' }).click();
  await page.getByRole('button', { name: /What being served there reveals/ }).click();
  await page.getByRole('option', { name: 'Substance use treatment' }).click();
  await picture(page, 'organization-reveals');
  // A wrong press would stay: it is asked once more, of whatever was chosen last.
  await expect.poll(() => page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.getByText('This is meant: it cannot be taken back').click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog', { name: 'Organization' }).waitFor({ state: 'detached' });
  await page.getByText('Reveals: Substance use treatment').first().waitFor();
  await page.getByText('Nothing is said yet').waitFor({ state: 'detached' });
  // What stands beside its label on a phone is one thing, also where telephone and address are kept whole.
  const torn = await page
    .locator('.cards .phone-fact')
    .evaluateAll((cells) =>
      cells
        .filter(
          (cell) =>
            cell.childNodes.length > 1 &&
            cell.querySelector('.as-one, .nowrap')?.parentElement === cell,
        )
        .map((cell) => cell.textContent),
    );
  expect(torn).toEqual([]);
  await page.context().close();

  const whoKnows = await add('ana', 'Marisol Whit');
  await whoKnows.page.getByText('Recovery counselor, Open Gate Recovery').first().waitFor();
  await whoKnows.page.context().close();

  const colleague = await there.open('bo', `/clients/${there.world.clientId}?tab=care-team`);
  await colleague.page.getByRole('button', { name: 'Add somebody' }).waitFor();
  expect(await colleague.page.getByText('Open Gate Recovery').count()).toBe(0);
  await colleague.page.context().close();
  expect([...complaints, ...whoKnows.complaints, ...colleague.complaints]).toEqual([]);
});

test('whoever may not know it is told whom to ask, and nothing of what is there (EP-15)', async () => {
  const { page } = await add('bo', 'Marisol Whit');
  await page
    .getByText(/ask somebody who manages or oversees the case/)
    .first()
    .waitFor();
  await picture(page, 'not-yours-to-name');
  expect(await page.getByText(/already/).count()).toBe(0);
  await page.context().close();
});
