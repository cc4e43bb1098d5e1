import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { accessProblems } from './browser.ts';
import { choose } from './hands.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';

/** Somebody who was sent something every ten days, twenty-four times, and whose chart is opened now and then. */
async function longTold(house: House) {
  await house.at('2027-03-15T16:00:00Z');
  const given = givenIn(house);
  const { agency, program, ana } = await meetingsIn(house).agencyAtWork();
  const alma = await given.client(agency, { program, worker: ana });
  const { providerId, organizationId } = await given.provider(agency);
  await house.owner.query(
    `insert into disclosure (agency_id, disclosure_id, client_id, provider_id, organization_id, classes, description, purpose, channel,
       basis, texts, disclosed_at, disclosed_by)
     select $1, gen_random_uuid(), $2, $3, $4, '{general}', 'Invitation to a case conference', 'case_conference', 'email', 'emergency', '{}',
       timestamptz '2027-03-12 14:00Z' - each * interval '10 days', $5 from generate_series(0, 23) each`,
    [agency.agencyId, alma.clientId, providerId, organizationId, ana.staffId],
  );
  for (let each = 0; each < 48; each += 1)
    await house.as('ana').get(`/api/clients/${alma.clientId}`);
  // Twice a day; a line of each day.
  await house.owner.query(
    `update audit a set at = a.at - (o.nth / 2) * interval '2 days' - (o.nth % 2) * interval '64 minutes' from (select audit_id, row_number() over (order by at) as nth
       from audit where actor_id = $1 and operation = 'GET /api/clients/:clientId') o where o.audit_id = a.audit_id`,
    [ana.staffId],
  );
  await house.owner.query(
    `set local session_replication_role = replica;
     insert into owed_statement (agency_id, statement_id, client_id, enrollment_id, emergency_id, provider_id, organization_id, laws, class,
       heard_from, heard_until, heard_on, escalate_on, due_on, made_at, made_by)
     select '${agency.agencyId}', gen_random_uuid(), '${alma.clientId}', '${alma.enrollmentId}', gen_random_uuid(), '${providerId}', '${organizationId}', '{hiv-27f}', 'hiv',
       day + time '14:00' at time zone 'UTC', day + time '14:00' at time zone 'UTC', day, day + 7, day + 10, '2027-03-14Z', '${ana.staffId}'
       from (select date '2027-03-12' - each as day from generate_series(0, 23) each) days;
     set local session_replication_role = origin;`,
  );
  return `/clients/${alma.clientId}?tab=disclosures`;
}

const { world, open, close } = await openWorld(longTold);
afterAll(close);

test('what was disclosed and who looked stand by month, the latest first, twenty at a time, and each law is a view of it (EP-18, REQ-178)', async () => {
  const { page, complaints } = await open('ana', world, {
    viewport: { width: 1440, height: 1000 },
  });
  const told = page.getByRole('region', { name: /^Disclosures/ });
  const looked = page.getByRole('region', { name: 'Who looked at the record' });
  const lines = (list: typeof told) => list.getByRole('listitem').count();
  const months = (list: typeof told) => list.getByRole('heading', { level: 3 }).allInnerTexts();
  await told.getByRole('list', { name: 'Disclosures, March 2027' }).waitFor();
  await looked.getByRole('list', { name: 'Who looked, March 2027' }).waitFor();

  expect(await lines(told)).toBe(20);
  expect(await months(told)).toEqual([
    'March 2027',
    'February 2027',
    'January 2027',
    'December 2026',
    'November 2026',
    'October 2026',
    'September 2026',
  ]);
  expect(await lines(looked)).toBe(20);
  await expect
    .poll(() => told.getByRole('listitem').first().innerText())
    .toMatch(/9:00\u00a0am Eastern/);
  expect(await months(looked)).toEqual(['March 2027', 'February 2027']);
  await expect
    .poll(() => looked.getByText('Read: the chart, 2 times.').count())
    .toBeGreaterThan(10);
  expect(await accessProblems(page)).toEqual([]);
  await pictureEachWay(page, 'disclosures-by-month');

  await told.getByRole('button', { name: 'Earlier ones' }).click();
  await told.getByRole('list', { name: 'Disclosures, July 2026' }).waitFor();
  expect(await lines(told)).toBe(4);
  await choose(page, 'Which', /^HIV/);
  await told.getByText('Nothing of this kind was disclosed.').waitFor();
  expect(complaints).toEqual([]);
});

test('written statements go on page by page, those due first before the others, and say how many are to be given in all (REQ-036)', async () => {
  const { page, complaints } = await open('ana', world);
  const owed = page.getByRole('region', { name: /^Written statements/ });
  const late = owed.getByRole('listitem');
  await owed.getByText('24 to give').waitFor();
  await expect.poll(() => late.count()).toBe(20);

  await owed.getByRole('button', { name: 'Next ones' }).click();
  await expect.poll(() => late.count()).toBe(4);
  await owed.getByText('24 to give').waitFor();
  await pictureEachWay(page, 'statements-next');
  await owed.getByRole('button', { name: 'Those before' }).click();
  await expect.poll(() => late.count()).toBe(20);
  expect(complaints).toEqual([]);
});
