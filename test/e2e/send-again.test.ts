import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { accessProblems } from './browser.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

const address = 'lee@clinic.example';

/** A provider who was invited to two meetings: one lies ahead, the other is closed. */
async function twoMeetings(house: House) {
  await house.at('2027-03-15T12:00:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  await given.staff(agency, 'sue', { roles: ['supervisor'], teamRole: 'supervisor', program });
  const [alma, bao] = [
    await given.client(agency, { program, worker: ana, name: 'Alma Rivera' }),
    await given.client(agency, { program, worker: ana, name: 'Bao Chen' }),
  ];
  const { providerId } = await given.provider(agency, { email: address });
  const people = [{ kind: 'provider' as const, id: providerId }];
  await given.consent(agency, { client: alma, providerId, by: ana });
  const consentId = await given.consent(agency, { client: bao, providerId, by: ana });
  const closed = await meetings.planned('ana', [bao], { ...work, people });
  const ahead = await meetings.planned('ana', [alma], { ...work, people, on: '2027-03-22' });
  for (const meeting of [closed, ahead]) await meetings.invited('ana', meeting);
  await meetings.held('ana', closed, { owner: ana });
  await house.as('ana').post(`/api/conferences/${closed.conferenceId}/close`, {});
  await house.runJobs();
  return { closed, ahead, consentId };
}

const { world, served, open, close } = await openWorld(twoMeetings);
afterAll(close);

const sendAgain = 'Send again: the mail to Dr Hana Lee';
const asked = () => served.house.mails.filter(({ to }) => to === address).length;

test('who planned a meeting sends an invitation again that left and did not come (REQ-055, EP-01)', async () => {
  const { page, complaints } = await open('ana', `/conferences/${world.ahead.conferenceId}`);
  const mails = page.getByRole('list', { name: 'Mails of this conference' });
  const theirs = mails.getByRole('listitem').filter({ hasText: 'Dr Hana Lee' });
  const again = mails.getByRole('button', { name: sendAgain });
  await expect.poll(() => again.count()).toBe(1);
  const before = asked();
  await again.click();
  const dialog = page.getByRole('alertdialog', { name: 'Send this mail again?' });
  await dialog.getByText('Ask first whether it arrived').waitFor();
  await picture(page, 'send-again');
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Send it again' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => theirs.count()).toBe(2);
  await theirs.filter({ hasText: 'It was sent again since.' }).waitFor();
  await served.house.runJobs();

  expect(asked()).toBe(before + 1);
  await expect
    .poll(() => theirs.filter({ hasText: 'Was handed to the mail server.' }).count())
    .toBe(2);
  await expect.poll(() => again.count()).toBe(1);
  await picture(page, 'sent-again');
  expect(complaints).toEqual([]);
});

test('where consent was taken back since, it is said that nothing is sent (EP-12, T16)', async () => {
  const { page } = await open('ana', `/conferences/${world.closed.conferenceId}`);
  const mails = page.getByRole('list', { name: 'Mails of this conference' });
  const again = mails.getByRole('button', { name: sendAgain });
  await expect.poll(() => again.count()).toBe(1);
  const before = asked();
  const taken = await served.house
    .as('sue')
    .post(`/api/consents/${world.consentId}/revoke`, { how: 'oral' });
  expect(taken.status).toBe(200);
  await again.click();
  const dialog = page.getByRole('alertdialog', { name: 'Send this mail again?' });
  await dialog.getByRole('button', { name: 'Send it again' }).click();
  await dialog.getByText('This person may not be written to any more').waitFor();
  await picture(page, 'send-again-refused');
  await served.house.runJobs();

  expect(asked()).toBe(before);
});
