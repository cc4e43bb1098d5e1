import { afterAll, expect, test } from 'vitest';
import { cfp } from '#domain/program-policy/presets/cfp.ts';
import { conferenceToBill, policyThatBills } from '#test/billing-given.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { faultsSeen } from './eyes.ts';
import { openWorld } from './open-world.ts';

/** What the test's own hand typed. */
const typed = /(A step for|The summary of) client 1/g;
const clients = /\bclients?\b/i;

/** An agency whose programs call those they serve patients: a conference to bill, one that is planned, a past list. */
async function patients(house: House) {
  const given = givenIn(house);
  await house.at('2027-03-15T12:00:00Z');
  const agency = await given.agency('lakeside');
  const program = await given.program(agency, {
    name: 'Follow-up',
    policy: { ...policyThatBills(), vocabulary: { ...cfp.vocabulary, client: 'patient' } },
  });
  const home = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  const oversees = { roles: ['supervisor' as const], teamRole: 'supervisor' };
  await given.staff(agency, 'sue', { ...oversees, program });
  await given.staff(agency, 'sam', { ...oversees, program: home });
  const alma = await given.client(agency, { program, worker: ana });
  const late = { worker: ana, enrolledOn: '2026-05-12' };
  const bao = await given.client(agency, { ...late, program: home, name: 'Bao Chen' });
  const { providerId } = await given.provider(agency);
  const people = { agency, by: ana, beside: bo, providerId };
  const { conferenceId: closed } = await conferenceToBill(house, { ...people, clients: [alma] });
  const { body } = await house
    .as('ana')
    .post('/api/conferences', { enrollmentIds: [bao.enrollmentId] });
  const asked = await house
    .as('sam')
    .post('/api/due-snapshots', { asOf: '2027-03-01', knowledge: 'today' });
  await house.runJobs();
  return { house, closed, planned: body.conferenceId, list: asked.body.snapshotId };
}

const { world, open, close } = await openWorld(patients);
afterAll(close);

type Seen = { as: string; path: string; ready: string | RegExp };
const pages: Record<string, Seen> = {
  conferences: { as: 'sue', path: '/conferences', ready: 'Closed' },
  receipt: { as: 'ana', path: `/conferences/${world.closed}`, ready: /Alma Rivera/ },
  billing: { as: 'sue', path: '/billing', ready: '2 team, outside provider, patient' },
  'past due list': { as: 'sam', path: `/reports/due/${world.list}`, ready: 'Bao Chen' },
  'held elsewhere': { as: 'lakeside-admin', path: '/imports/held-elsewhere', ready: 'Bao Chen' },
  import: { as: 'lakeside-admin', path: '/imports', ready: /brings in patients/ },
  audit: { as: 'lakeside-admin', path: '/audit', ready: 'Patient number' },
  outbox: { as: 'lakeside-admin', path: '/outbox', ready: /None names a patient/ },
  staff: { as: 'lakeside-admin', path: '/admin/staff', ready: 'ana' },
  coordination: { as: 'ana', path: '/coordination', ready: /Contacts about your patients/ },
  'privacy incidents': { as: 'sue', path: '/privacy-incidents', ready: /what the patient had/ },
};

test.each(Object.entries(pages))(
  'where the program serves patients, %s says so and never client (REQ-142)',
  async (name, { as, path, ready }) => {
    const { page, complaints } = await open(as, path);
    await page.getByText(ready).first().waitFor();
    expect((await page.locator('body').innerText()).replace(typed, '')).not.toMatch(clients);
    expect(await faultsSeen(page, `own-words-${name.replaceAll(' ', '-')}`)).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

const tasks = {
  1: 'Patients and reasons',
  2: 'Check consents',
  3: 'Invite people',
  4: 'Date, time, place',
  5: 'Agenda and time boxes',
  6: 'Roles',
  7: 'Review and send',
};

test('the planner says patient in each of its tasks, and where the conference is given up (REQ-142)', async () => {
  const { page, complaints } = await open('ana', `/conferences/${world.planned}`);
  await page.getByText('Patients and reasons').first().waitFor();
  for (const [key, task] of Object.entries(tasks)) {
    await page.keyboard.press(key);
    await page.getByRole('heading', { name: task, level: 2 }).waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(clients);
  }
  await page.keyboard.press('6');
  await page.getByText('hears about every patient of the meeting').waitFor();
  await page.getByRole('button', { name: 'Give this draft up' }).click();
  await page.getByRole('dialog').getByText('The patients go back').waitFor();
  expect(complaints).toEqual([]);
});

test('the files of billing are headed as the screen is (REQ-142)', async () => {
  const { house } = world;
  const file = await house.as('sue').get('/api/billing/export?state=all&reason=supervision');
  expect(file.body.split('\n')[0]).toContain('Patient number');
});
