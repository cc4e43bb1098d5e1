import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { openWorld } from './open-world.ts';

const { served, world, open, close } = await openWorld(async (house) => {
  await house.at('2027-03-15T12:00:00Z');
  const given = givenIn(house);
  const agency = await given.agency('north');
  const program = await given.program(agency, { preset: 'health-home' });
  const ann = await given.staff(agency, 'ann', { roles: ['case-manager'], program, trained: [] });
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  const client = await given.client(agency, { program, worker: ann });
  const meetings = meetingsIn(house);
  const meeting = await meetings.planned('ann', [client], { ana: ann, bo });
  await meetings.invited('ann', meeting);
  await meetings.held('ann', meeting, { owner: ann });
  return meeting;
});
afterAll(close);

test('whoever has not been trained yet finds the form with the receipt too, once it is made, within reach of a finger', async () => {
  await served.house.as('ann').post(`/api/conferences/${world.conferenceId}/close`);
  const { page, complaints } = await open('ann', `/conferences/${world.conferenceId}`, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.getByRole('heading', { name: 'Closed and sent' }).waitFor();
  const form = page.getByRole('link', { name: /^Conference form of .* \(PDF\)$/ });
  expect(await form.count()).toBe(0);
  await served.house.runJobs();
  await form.waitFor();

  await expect.poll(async () => (await form.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  expect(complaints).toEqual([]);
});
