import type { Page } from 'playwright-core';
import { z } from 'zod';
import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';
import { brokenDays } from './whole-words.ts';

const dayOfMeeting = '2027-04-01';

/** A consent to two that ends in three days, and a conference held under it in which HIV information was heard. */
async function endingAndOwed(house: House) {
  await house.at(`${dayOfMeeting}T13:00:00Z`);
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const marcus = await given.client(agency, { program, worker: ana, name: 'Marcus Bell' });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'test', now())`,
    [agency.agencyId, marcus.clientId],
  );
  const lee = await given.provider(agency, { organization: 'Harborlight Clinic' });
  const novak = await given.provider(agency, {
    name: 'Peter Novak',
    title: 'Case manager',
    organization: 'Stepstone Housing',
  });
  const people = [lee, novak].map(({ providerId: id }) => ({ kind: 'provider' as const, id }));
  const consent = await house.as('ana').post(`/api/clients/${marcus.clientId}/consents`, {
    form: 'DOH-5032',
    recipients: people,
    classes: ['general', 'hiv'],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    validUntil: '2027-04-04',
    signedOn: '2027-03-01',
  });
  expect(consent.status).toBe(200);
  const meeting = await meetings.planned('ana', [marcus], {
    ana,
    bo,
    people: people.slice(0, 1),
    on: dayOfMeeting,
  });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, {
    from: `${dayOfMeeting}T14:00:00Z`,
    owner: ana,
    dueOn: '2027-04-12',
  });
  const closed = await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`, {});
  expect(closed.status).toBe(200);
  await house.runJobs();
}

const { open, close } = await openWorld(endingAndOwed);
afterAll(close);

/** From the top of each line of a row to the next one. */
const stepsOf = async (page: Page) =>
  z.array(z.number()).parse(
    await page.evaluate(() => {
      const row = document.querySelector('.rows .row-text');
      const tops = new Set<number>();
      const walk = document.createTreeWalker(row ?? document, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(node);
        if (node.textContent?.trim() !== '')
          for (const { top } of range.getClientRects()) tops.add(Math.round(top));
      }
      const sorted = [...tops].toSorted((one, other) => one - other);
      return sorted.slice(1).map((top, index) => top - (sorted[index] ?? 0));
    }),
  );

test.each([
  ['/consents', 'Ends in 3 days'],
  ['/statements', 'Due by Sun 11 Apr 2027'],
])(
  'on a phone and on a tablet the lines of a row of %s stand close, and on a phone how it stands is the first of them (REQ-036)',
  async (path, standing) => {
    const { page, complaints } = await open('ana', path, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    const status = page.locator('.rows .row-text > .status');
    await status.getByText(standing).waitFor();

    const steps = await stepsOf(page);
    expect(steps.length).toBeGreaterThan(1);
    expect(await brokenDays(page)).toEqual([]);
    for (const step of steps) expect(step).toBeLessThan(27);
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const step of await stepsOf(page)) expect(step).toBeLessThan(27);
    await page.setViewportSize({ width: 390, height: 844 });
    const separator = await page
      .locator('.rows .row-text > .status + .sep')
      .evaluate((element) => getComputedStyle(element, '::before').content);
    expect(separator).toBe('none');
    await pictureEachWay(page, `rows${path.replace('/', '-')}`);
    expect(complaints).toEqual([]);
  },
);
