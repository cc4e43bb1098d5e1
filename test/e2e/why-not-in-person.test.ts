import { afterAll, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { spokenModes } from '#domain/program-policy/presets/standard-parts.ts';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';
import { faultsSeen } from './eyes.ts';
import { choose } from './hands.ts';
import { openWorld } from './open-world.ts';

/** Held by video in a program that asks why. */
async function heldByVideo(house: House) {
  await house.at('2027-03-15T12:00:00Z');
  const meetings = meetingsIn(house);
  const policy = { ...comprehensive, modes: spokenModes };
  const { agency, program, ana, bo } = await meetings.agencyAtWork('riverbend', { policy });
  const alma = await givenIn(house).client(agency, { program, worker: ana, name: 'Alma Rivera' });
  const meeting = await meetings.planned('ana', [alma], { ana, bo });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana });
  return meeting;
}

const { world, served, open, close } = await openWorld(heldByVideo);
afterAll(close);

test('the page for closing asks why people did not meet in person, where the program asks, and keeps the answer (REQ-040, REQ-102)', async () => {
  const path = `/conferences/${world.conferenceId}`;
  const { page, complaints } = await open('ana', path);
  await page.getByText('Not said: why not in person').waitFor();
  await page.getByText('The program asks why it was not held in person.').waitFor();
  expect(await faultsSeen(page, 'close-mode-asked')).toEqual([]);

  await choose(page, 'Why not in person', 'The way is too far');
  await page
    .getByText('The program asks why it was not held in person.')
    .waitFor({ state: 'detached' });
  await page.getByText('Not said: why not in person').waitFor({ state: 'detached' });
  expect(await faultsSeen(page, 'close-mode-said')).toEqual([]);
  const { body } = await served.house.as('ana').get(`/api${path}`);
  expect(body.schedule.modeReason).toBe('distance');
  expect(complaints).toEqual([]);
});
