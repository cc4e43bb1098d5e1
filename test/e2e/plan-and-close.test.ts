import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { choose } from './hands.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

async function threePlans(house: House) {
  await house.at('2027-03-15T12:00:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const kim = await given.staff(agency, 'kim', { roles: ['case-manager'] });
  const clientOf = (name: string) =>
    given.client(agency, { program, worker: ana, name, enrolledOn: '2026-08-01' });
  const [first, second, third] = [
    await clientOf('Maximiliana Qualification'),
    await clientOf('Bernadette Constellation'),
    await clientOf('Cora Vale'),
  ];
  const asAna = house.as('ana');
  const seats: string[] = [];
  for (const { clientId } of [first, second]) {
    const put = { kind: 'staff', personId: kim.staffId, from: '2026-08-01' };
    await asAna.post(`/api/clients/${clientId}/care-team/add`, put);
    const { body } = await asAna.get(`/api/clients/${clientId}/care-team`);
    seats.push(body.members[0].careTeamMemberId);
  }
  const takeKimOff = async () => {
    for (const seat of seats)
      await asAna.post(`/api/care-team/${seat}/leave`, { until: '2027-03-14' });
  };
  const people = [{ kind: 'staff' as const, id: kim.staffId }];
  const plan = { ana, bo, on: '2027-03-15', time: '10:00' };
  const withKim = await meetings.planned('ana', [first, second], { ...plan, people });
  const { providerId } = await given.provider(agency);
  const asked = { kind: 'provider' as const, id: providerId };
  const withoutConsent = await meetings.planned('ana', [first], { ...plan, people: [asked] });
  const threeOutside: { kind: 'provider'; id: string }[] = [];
  for (const name of ['Dana Abbot', 'Eli Barnes', 'Fay Cole'])
    threeOutside.push({
      kind: 'provider',
      id: (await given.provider(agency, { name })).providerId,
    });
  const threeBlocked = await meetings.planned('ana', [second], { ...plan, people: threeOutside });
  const toSend = await meetings.planned('ana', [second], { ...plan, on: '2027-03-16' });
  const held = await meetings.planned('ana', [third], plan);
  await meetings.invited('ana', held);
  await meetings.held('ana', held, { owner: ana });
  return { withKim, withoutConsent, threeBlocked, toSend, held, third, takeKimOff };
}

const { world, served, open, close } = await openWorld(threePlans);
afterAll(close);

test('a task that is refused stays open with its reason, which trying again does not offer to mend (REQ-059, REQ-060)', async () => {
  const { page, complaints } = await open('ana', `/conferences/${world.withKim.conferenceId}`);
  await page.getByRole('button', { name: /^Roles/ }).click();
  // Offered while kim is on the care teams; nobody tells the page that they leave.
  await page.getByText('so only your own team can').waitFor();
  await page.waitForLoadState('networkidle');
  await world.takeKimOff();
  await choose(page, 'Timekeeper', /^kim/);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  const reason = page.getByText(/^Whoever holds a role has to be able to see everybody/);
  await reason.first().waitFor();
  await picture(page, 'plan-refused');

  await expect
    .poll(() => page.getByRole('button', { name: /^Timekeeper|Timekeeper$/ }).count())
    .toBe(1);
  await expect
    .poll(() => page.getByRole('status').filter({ hasText: 'Not saved.' }).innerText())
    .toMatch(/Choose somebody else/);
  await page.getByRole('button', { name: 'Try again' }).waitFor({ state: 'detached' });
  await choose(page, 'Timekeeper', /^bo/);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'Review and send' }).waitFor();
  expect(complaints).toEqual([]);
});

test('whoever leaves a plan to record a consent is led back to it, whether they record it or not (REQ-035, REQ-053)', async () => {
  const path = `/conferences/${world.withoutConsent.conferenceId}`;
  const { page, complaints } = await open('ana', path);
  await page.getByRole('link', { name: /^Record the consent of/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a consent' });
  await dialog.getByRole('button', { name: 'Leave without recording' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Back to the plan' }).click();
  await page.getByRole('heading', { name: 'Plan a conference' }).waitFor();

  expect(new URL(page.url()).pathname).toBe(path);
  expect(complaints).toEqual([]);
});

test('what was chosen for somebody whom consent does not cover holds, whatever is opened next (REQ-053, EP-01)', async () => {
  const path = `/conferences/${world.threeBlocked.conferenceId}`;
  const { page, complaints } = await open('ana', path);
  const leaveOut = (name: string) =>
    page.getByRole('radio', { name: new RegExp(`^Leave ${name} out`) });
  const outside = async () => {
    const { attendees } = (await served.house.as('ana').get(`/api${path}`)).body;
    return attendees
      .filter(({ person }: { person: { kind: string } }) => person.kind === 'provider')
      .map(({ name }: { name: string }) => name)
      .toSorted();
  };
  await leaveOut('Dana Abbot').check({ force: true });
  await page.getByRole('button', { name: /^Invite people/ }).click();
  const people = page.getByRole('region', { name: 'From outside' });
  await expect
    .poll(() => people.locator('.strong').allInnerTexts())
    .toEqual(['Eli Barnes', 'Fay Cole']);
  await expect.poll(outside).toEqual(['Eli Barnes', 'Fay Cole']);

  await page.getByRole('button', { name: /^Check consents/ }).click();
  await leaveOut('Eli Barnes').check({ force: true });
  await expect.poll(() => leaveOut('Dana Abbot').count()).toBe(0);
  await picture(page, 'plan-way-chosen');
  const other = page.locator('.issue').filter({ hasText: 'and Fay Cole' });
  await other.getByRole('link', { name: /^Record the consent of/ }).click();
  await page.getByRole('dialog', { name: 'Add a consent' }).waitFor();
  await expect.poll(outside).toEqual(['Fay Cole']);
  expect(complaints).toEqual([]);
});

test('the names above who may hear about whom keep apart, however long they are (REQ-053)', async () => {
  const { page } = await open('ana', `/conferences/${world.withKim.conferenceId}`);
  const heads = page
    .getByRole('table', { name: /Consent for each person/ })
    .getByRole('columnheader');
  await heads.first().waitFor();
  const beyond = await heads.evaluateAll((all) =>
    all.map((head) => {
      const range = document.createRange();
      range.selectNodeContents(head);
      return head.getBoundingClientRect().right - range.getBoundingClientRect().right;
    }),
  );

  expect(Math.min(...beyond)).toBeGreaterThan(3);
});

test('invitations that another window has sent already are shown as sent, and not offered once more (REQ-055)', async () => {
  const path = `/conferences/${world.toSend.conferenceId}`;
  const windows = [await open('ana', path), await open('ana', path)];
  for (const { page } of windows) {
    await page
      .getByRole('button', { name: /^Send invitations/ })
      .first()
      .waitFor();
  }
  for (const { page } of windows) {
    await page
      .getByRole('button', { name: /^Send invitations/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Start the conference' }).first().waitFor();
    await page.getByText('Who answers by the link in their mail stands here').waitFor();
  }
  for (const { complaints } of windows) expect(complaints).toEqual([]);
});

test('what is due next is told by the close, and never by what was read before it (REQ-027, REQ-021)', async () => {
  const { page, complaints } = await open('ana', `/clients/${world.third.clientId}`);
  await page.getByRole('link', { name: 'Conferences' }).first().click();
  await page
    .getByRole('link', { name: /Cora Vale/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Close and send' }).waitFor();
  const gate = Promise.withResolvers<void>();
  await page.route(/\/api\/clients\/[0-9a-f-]+$/, async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Close and send now' }).click();
  await page.getByRole('heading', { name: 'Closed and sent' }).waitFor();
  const next = page.locator('dt:text-is("Next due") + dd');
  await next.waitFor();

  await expect.poll(() => next.innerText()).toContain('Looking…');
  gate.resolve();
  await expect.poll(() => next.innerText()).toContain('28 Jan 2027');
  expect(complaints).toEqual([]);
});
