import { afterAll, expect, test } from 'vitest';
import { billingGiven } from '#test/billing-given.ts';
import { accessProblems } from './browser.ts';
import { choose, take } from './hands.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

const { world, open, close } = await openWorld(billingGiven);
afterAll(close);

test('after the close the page asks for the client’s agreement, and the plan holds the step once it is there (REQ-113)', async () => {
  const plan = `/clients/${world.alma.clientId}?tab=service-plan`;
  const chart = await open('ana', plan);
  await chart.page.getByText('No plan yet.').waitFor();
  await picture(chart.page, 'plan-waiting');
  expect(await accessProblems(chart.page)).toEqual([]);

  const { page, complaints } = await open('ana', `/conferences/${world.meeting.conferenceId}`);
  await page.getByText('1 step waits for the agreement of Alma Rivera.').waitFor();
  await page.getByRole('button', { name: /^Record the answer/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Record the answer' }).click();
  await dialog.getByText('Say whether they agreed or declined.').first().waitFor();
  await take(dialog, /^Agreed/);
  await choose(dialog, 'How', 'In the conference itself');
  await picture(page, 'plan-answer');
  await dialog.getByRole('button', { name: 'Record the answer' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('1 step waits for the agreement').waitFor({ state: 'detached' });

  // The chart was opened before that: its first press is refused, and says what was recorded since.
  const words = 'Agreed on Mon 15 Mar 2027: in the conference itself. Recorded by ana.';
  await chart.page.getByRole('button', { name: /^Record the answer/ }).click();
  const late = chart.page.getByRole('dialog');
  await take(late, /^Declined/);
  await choose(late, 'How', 'In the conference itself');
  await late.getByRole('button', { name: 'Record the answer' }).click();
  await late.getByText('Somebody changed this in the meantime.').waitFor();
  await late.getByText(words).waitFor();
  await late.getByRole('button', { name: 'Leave it as it is' }).click();
  await late.waitFor({ state: 'detached' });
  await chart.page.getByText(words).waitFor();
  await picture(chart.page, 'plan-agreed');
  const small = await open('ana', plan, {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  await small.page.getByText(words).waitFor();
  await picture(small.page, 'plan-phone-dark');
  expect(await accessProblems(small.page)).toEqual([]);

  await chart.page.getByRole('button', { name: /^Take back/ }).click();
  await picture(chart.page, 'plan-take-back');
  await chart.page.getByRole('button', { name: 'Take it back' }).click();
  await chart.page.getByText('No plan yet.').waitFor();
  expect([...complaints, ...chart.complaints, ...small.complaints]).toEqual([]);
});
