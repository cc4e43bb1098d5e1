import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { openBrowser, openPageAs, serveHouse, type ServedHouse } from './browser.ts';
import { faultsSeen } from './eyes.ts';
import { choose, typeDate, typeTime } from './hands.ts';

let browser: Browser;
let served: ServedHouse;
let page: Page;
let complaints: string[];
let alma: GivenClient;
let ana: GivenStaff;
let agency: GivenAgency;
let program: GivenProgram;
let providerId: string;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-05-07T15:00:00Z');
  agency = await given.agency('riverbend');
  program = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  alma = await given.client(agency, { program, worker: ana, enrolledOn: '2026-01-05' });
  ({ providerId } = await given.provider(agency, {}));
  await given.consent(agency, { client: alma, providerId, by: ana });
  await house.as('ana').post(`/api/clients/${alma.clientId}/care-team/add`, {
    kind: 'provider',
    personId: providerId,
    servesAs: 'Primary care',
    from: '2026-02-01',
  });
  const viewport = { width: 1440, height: 1000 };
  ({ page, complaints } = await openPageAs(browser, served, { as: 'ana', viewport }));
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const look = async (name: string) => expect(await faultsSeen(page, name)).toEqual([]);

async function putOnRecord(who: RegExp, on: string, text: string) {
  await page.getByRole('button', { name: 'Add an email' }).click();
  await choose(page, 'Who wrote it?', who);
  await typeDate(page, 'Its date', on);
  await typeTime(page, 'Its time', '0930am');
  await page.getByRole('textbox', { name: 'What it says' }).fill(text);
  await page.getByRole('button', { name: 'Put it on record' }).click();
  await page.getByText(text).waitFor();
}

test('a conference by email is written down from the chart to the close (REQ-143, REQ-161, REQ-162)', async () => {
  await page.goto(`${served.origin}/clients/${alma.clientId}?tab=conferences`);
  await page.getByRole('button', { name: 'Set up a case conference' }).click();
  await page.getByRole('menuitem', { name: /Record one held by email/ }).click();
  await page.getByText('No email is on record yet.').waitFor();
  await page.getByRole('button', { name: 'Add an email' }).click();
  await page.getByRole('button', { name: 'Put it on record' }).click();
  await page.getByText('Give the time that the email bears.').first().waitFor();
  await look('email-form');
  await page.getByRole('button', { name: 'Leave it' }).click();

  await putOnRecord(/^ana/, '2026-05-01', 'May she take half of it?');
  await page.getByText('no answer yet').waitFor();
  await putOnRecord(/^Dr Hana Lee/, '2026-05-06', 'Half of it, from Monday.');
  await page.getByText('held on Wed 6 May 2026').waitFor();
  await look('email-room');

  const { conferenceId, reviewId } = await fromAddress();
  const tell = async (where: string, body: object = {}) => {
    const path = `/api/conferences/${conferenceId}${where}`;
    const reply = await served.house.as('ana').post(path, body);
    expect(reply.status, `${where} ${JSON.stringify(reply.body)}`).toBe(200);
  };
  const review = `/reviews/${reviewId}`;
  await tell(`${review}/entries`, { kind: 'need', text: 'Another dose' });
  await tell(`${review}/summary`, { text: 'The dose is changed', how: 'each-agreed' });
  await tell(`${review}/action-items`, {
    needId: null,
    text: 'Tell her',
    owner: { kind: 'staff', id: ana.staffId },
    dueOn: '2026-05-20',
    followUp: { on: '2026-05-27', how: 'By telephone', by: ana.staffId },
  });
  await tell('/end');
  await page.reload();
  await page.getByRole('button', { name: /Emails and who wrote/ }).click();
  await page.getByText('Half of it, from Monday.').waitFor();
  await look('email-close');
  await page.getByRole('button', { name: 'Close and send now' }).first().click();
  await page.getByRole('heading', { name: 'Closed and sent' }).waitFor();
  await look('email-receipt');
  await page.goto(`${served.origin}/clients/${alma.clientId}`);
  await page.getByText(/By email, 2 people/).waitFor();
  await page.getByText(/6 Nov/).first().waitFor();
  expect(complaints).toEqual([]);
});

async function fromAddress() {
  const conferenceId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { body } = await served.house.as('ana').get(`/api/conferences/${conferenceId}`);
  const [{ reviewId }] = body.reviews;
  return { conferenceId, reviewId: String(reviewId) };
}

test('an email that was put there by mistake is taken off again (REQ-161)', async () => {
  await page.goto(`${served.origin}/clients/${alma.clientId}?tab=conferences`);
  await page.getByRole('button', { name: 'Set up a case conference' }).click();
  await page.getByRole('menuitem', { name: /Record one held by email/ }).click();
  await page.getByText('No email is on record yet.').waitFor();
  await putOnRecord(/^ana/, '2026-05-02', 'Meant for somebody else');
  await page.getByRole('button', { name: /^Take off the email of ana/ }).click();
  await page.getByText('No email is on record yet.').waitFor();
  expect(complaints).toEqual([]);
});

test('what is half typed waits, there is no clock, and what nobody answers is recorded as not held (REQ-157, REQ-160)', async () => {
  const begin = async () => {
    await page.goto(`${served.origin}/clients/${alma.clientId}?tab=conferences`);
    await page.getByRole('button', { name: 'Set up a case conference' }).click();
    await page.getByRole('menuitem', { name: /Record one held by email/ }).click();
    await page.getByText('No email is on record yet.').waitFor();
  };
  await begin();
  expect(await page.getByRole('timer').count()).toBe(0);
  await page.getByRole('button', { name: 'Add an email' }).click();
  const said = page.getByRole('textbox', { name: 'What it says' });
  await said.fill('Did the new dose help');
  await page.getByRole('link', { name: 'Leave' }).click();
  await page.goBack();
  await expect.poll(() => said.inputValue()).toBe('Did the new dose help');
  await page.getByRole('button', { name: 'Leave it' }).click();
  await putOnRecord(/^ana/, '2026-05-03', 'Did the new dose help her?');
  await page.getByText(/no answer for 4 days/).waitFor();
  await look('email-waits');

  const { conferenceId, reviewId } = await fromAddress();
  const asAna = served.house.as('ana');
  const path = `/api/conferences/${conferenceId}`;
  await asAna.post(`${path}/reviews/${reviewId}/entries`, { kind: 'need', text: 'To hear of it' });
  await asAna.post(`${path}/end`);
  await page.reload();
  // The first thing that is missing is unfolded: an answer.
  await page.getByText(/No provider has answered yet/).waitFor();
  expect(await page.getByRole('radiogroup', { name: /here or absent/ }).count()).toBe(0);
  await look('email-unanswered');
  await page.getByRole('button', { name: 'Record as not held' }).click();
  await page.getByRole('textbox', { name: 'Why it was not held' }).fill('Nobody answered');
  await page.getByRole('dialog').getByRole('button', { name: 'Record as not held' }).click();
  await page.getByText(/recorded as not held/).waitFor();
  await page.getByText('Did the new dose help her?').waitFor();
  await page.getByText('To hear of it').waitFor();
  await look('email-not-held');
  await page.getByRole('button', { name: 'Log the request as an attempt' }).click();
  await page.getByRole('dialog').getByText('Log an attempt').first().waitFor();
  expect(complaints).toEqual([]);
});

test('of two clients in one exchange the one about whom nobody answered is left out only when asked, and stays to be read (REQ-157)', async () => {
  const { house } = served;
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  const enrolled = { program, worker: ana, enrolledOn: '2026-01-05' };
  const cleo = await given.client(agency, { ...enrolled, name: 'Cleo Park' });
  const bea = await given.client(agency, { ...enrolled, name: 'Bea Moss' });
  await given.consent(agency, { client: cleo, providerId, by: ana });
  const { conferenceId, reviewIds, version } = await meetings.planned('ana', [cleo, bea], {
    ana,
    bo,
    people: [{ kind: 'provider', id: providerId }],
    on: '2026-05-07',
  });
  const tell = async (where: string, body: object = {}) => {
    const reply = await house.as('ana').post(`/api/conferences/${conferenceId}${where}`, body);
    expect(reply.status, `${where} ${JSON.stringify(reply.body)}`).toBe(200);
  };
  const timeZone = 'America/New_York';
  const schedule = { on: '2026-05-07', time: '12:00', minutes: 60, timeZone, mode: 'email' };
  await tell('/schedule', { version: await version(), schedule });
  await tell('/invitations', { version: await version() });
  await tell('/start');
  const wrote = { isSubstantive: true, isCopy: true };
  const me = { kind: 'staff', id: ana.staffId };
  for (const reviewId of reviewIds) {
    await tell(`/reviews/${reviewId}/activate`);
    await tell(`/reviews/${reviewId}/exchange`, {
      ...wrote,
      from: me,
      sentAt: '2026-05-01T14:00:00Z',
      text: `Is the dose right for ${reviewId === reviewIds[0] ? 'Cleo' : 'Bea'}?`,
    });
  }
  await tell('/end');
  await page.goto(`${served.origin}/conferences/${conferenceId}`);
  // Requests alone are something: what is missing is the answer.
  await page
    .getByText(/No provider has answered yet/)
    .first()
    .waitFor();
  expect(await page.getByText('Nothing was written down.').count()).toBe(0);
  const first = `/reviews/${reviewIds[0]}`;
  await tell(`${first}/exchange`, {
    ...wrote,
    from: { kind: 'provider', id: providerId },
    sentAt: '2026-05-06T14:00:00Z',
    text: 'It is right.',
  });
  await tell(`${first}/entries`, { kind: 'need', text: 'The same dose' });
  await tell(`${first}/summary`, { text: 'The dose stays', how: 'each-agreed' });
  await tell(`${first}/explanations`, { what: 'no-action', reason: 'Nothing changes' });
  await tell(`/reviews/${reviewIds[1]}/entries`, { kind: 'need', text: 'To hear about Bea' });

  const leaveOut = page.getByRole('button', { name: 'Nobody answered about Bea Moss' });
  await leaveOut.click();
  const question = page.getByRole('alertdialog');
  await look('email-leave-out');
  await question.getByRole('button', { name: 'Go back' }).click();
  await leaveOut.click();
  await question.getByRole('button', { name: 'Leave Bea Moss out' }).click();
  await page.getByText('Bea Moss was not covered.').waitFor();
  await page.getByRole('button', { name: 'Close and send now' }).first().click();
  await page.getByRole('heading', { name: 'Closed and sent' }).waitFor();
  await page.getByText('Is the dose right for Bea?').waitFor();
  await page.getByText('To hear about Bea').waitFor();
  await page.getByText('no answer came').waitFor();
  await page
    .getByText(/An answer that still comes/)
    .first()
    .waitFor({ state: 'detached' });
  await look('email-left-out');
  await page.getByRole('button', { name: 'Log the request as an attempt' }).click();
  await page
    .getByRole('dialog')
    .getByText(/^Bea Moss\./)
    .waitFor();
  expect(complaints).toEqual([]);
});
