import { afterAll, expect, test } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import { accessProblems } from './browser.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';

const { served, world, open, close } = await openWorld(filingsGiven);
afterAll(close);

test('Today and the chart say what is filed and no longer true, until it is taken out there (REQ-157, REQ-160)', async () => {
  const ana = served.house.as('ana');
  await ana.post('/api/filings', {
    about: { kind: 'attempt', id: world.attemptId },
    artifacts: ['conference_assessment', 'plan_activity_note'],
    filedOn: '2027-03-15',
    reference: 'ACD-77',
  });
  await ana.post(`/api/attempts/${world.attemptId}/withdraw`);

  const { page, complaints } = await open('ana', '/');
  const bandOf = (count: number) =>
    page.getByRole('region', { name: new RegExp(`^Filed, and no longer true ${count}`) });
  await bandOf(2)
    .getByText(
      'Health Home. Filed in ACD Mon 15 Mar 2027 by ana, ACD-77. The attempt was withdrawn.',
    )
    .first()
    .waitFor();
  await pictureEachWay(page, 'today-filed-no-longer-true');
  expect(await accessProblems(page)).toEqual([]);
  await bandOf(2)
    .getByRole('button', { name: /^Taken out there: Care Plan Activity Note, .*Alma Rivera$/ })
    .press('Enter');
  const dialog = page.getByRole('alertdialog', { name: 'Is it taken out of ACD?' });
  await dialog.getByText(/attempt of Mon 1 Mar 2027\. It is recorded/).waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Taken out there' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await bandOf(1).waitFor();

  const chart = await open('ana', `/clients/${world.alma.clientId}?tab=conferences`);
  const left = chart.page.getByRole('region', { name: /^Filed, and no longer true 1/ });
  await left.getByText(/ACD-77\. The attempt was withdrawn\./).waitFor();
  await pictureEachWay(chart.page, 'chart-filed-no-longer-true');
  expect(await accessProblems(chart.page)).toEqual([]);
  await left.getByRole('button', { name: /^Taken out there: Case Conference/ }).press('Enter');
  await chart.page
    .getByRole('alertdialog')
    .getByRole('button', { name: 'Taken out there' })
    .press('Enter');
  await left.waitFor({ state: 'detached' });
  expect([...complaints, ...chart.complaints]).toEqual([]);
});
