import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { readPdf } from '#test/read-pdf.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { picture } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let client: GivenClient;
let meeting: Meeting;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  await house.at('2027-03-15T12:00:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  client = await given.client(agency, { program, worker: ana });
  const { providerId } = await given.provider(agency);
  const agreed = {
    recipients: [{ kind: 'provider', id: providerId }],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    signedOn: '2027-03-01',
  };
  const kept = { form: 'DOH-5032', validUntil: '2028-03-01', exclusions: 'Never where I live.' };
  const aloud = { form: 'verbal-recorded', signature: 'verbal', validUntil: '2027-03-30' };
  const other = await given.client(agency, { program, worker: ana, name: 'Bea Quill' });
  for (const [{ clientId }, paper] of [
    [client, kept],
    [other, aloud],
  ] as const) {
    const { status } = await house
      .as('ana')
      .post(`/api/clients/${clientId}/consents`, { ...agreed, ...paper });
    if (status !== 200) throw new Error(`A consent was refused with ${status}.`);
  }
  const people = [{ kind: 'provider', id: providerId }] as const;
  meeting = await meetings.planned('ana', [client], { ana, bo, people: [...people] });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana });
  await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`);
  await house.runJobs();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const open = (path: string, options: BrowserContextOptions = {}) =>
  openPageAs(browser, served, { as: 'ana', path, ...options });
const phone = { viewport: { width: 390, height: 844 } };

test('a closed conference offers each outside person a copy of their own, and says what the client keeps back (REQ-034, REQ-037)', async () => {
  const path = `/conferences/${meeting.conferenceId}`;
  const { page, complaints } = await open(path);
  const link = page.getByRole('link', { name: 'Copy for Dr Hana Lee (PDF)' });
  await link.waitFor();
  await page.getByText('Not to be told: “Never where I live.”').waitFor();
  await page.getByText('can print their own from its link').waitFor();
  await picture(page, 'copies');
  expect(await accessProblems(page)).toEqual([]);
  const coming = page.waitForResponse(/\/form\/provider\//);
  await link.click();
  const reply = await page.context().request.get((await coming).url());
  const { text } = await readPdf(await reply.body());
  expect(text.replaceAll(/\s+/g, ' ')).toContain('Prepared for Dr Hana Lee');

  const small = await open(path, phone);
  await small.page.getByRole('link', { name: 'Copy for Dr Hana Lee (PDF)' }).waitFor();
  await picture(small.page, 'copies-phone');
  expect([...complaints, ...small.complaints]).toEqual([]);
});

test('Today asks for the signature under what was said aloud, and leads to where the paper is recorded (REQ-035)', async () => {
  const { page, complaints } = await open('/');
  await page.getByText('1 consent was said aloud and not signed yet.').waitFor();
  await page.getByRole('link', { name: 'Get it on paper' }).click();
  await page.getByRole('heading', { name: 'Said aloud, to be signed' }).waitFor();
  await page.getByText('to be signed by Thu 11 Mar 2027').waitFor();
  await page.getByRole('link', { name: /^Record the paper, Bea Quill/ }).waitFor();
  await picture(page, 'to-sign');
  expect(await accessProblems(page)).toEqual([]);
  const small = await open('/consents?show=on-paper', phone);
  await small.page.getByText('Late to be signed').waitFor();
  await picture(small.page, 'to-sign-phone');
  expect([...complaints, ...small.complaints]).toEqual([]);
});
