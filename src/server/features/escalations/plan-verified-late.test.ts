import { afterAll, expect, test } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import { startHouse } from '#test/house.ts';
import { rewritePolicies } from '#test/rewrite-policy.ts';
import { askForDigests } from './ask-for-digests.ts';

const house = await startHouse();
afterAll(() => house.close());
// Held on 15 March, to be verified until the 22nd by ana, who closed it.
const { alma, reviewId } = await filingsGiven(house);
// Of duties nobody is told here.
await rewritePolicies(house, '{cadence,0,escalations}', []);
await house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);
await house.runJobs();

const path = `/api/clients/${alma.clientId}/service-plan/verifications`;

/** Who was written to on that day. */
async function told(on: string) {
  await house.at(`${on}T16:00:00Z`);
  house.mails.length = 0;
  await askForDigests(house.shell);
  await house.runJobs();
  await house.runJobs();
  return house.mails.map(({ to }) => to.replace('@example.org', '')).toSorted();
}
const rows = async () => (await house.as('ana').get(path)).body.rows;
async function find(result: 'missing' | 'reflected', on: string) {
  const [{ steps, found }] = await rows();
  const actionItemIds = steps.map(({ actionItemId }: { actionItemId: string }) => actionItemId);
  const seen = found?.verificationId ?? null;
  return house.as('ana').post(path, { reviewId, result, actionItemIds, seen, on });
}
const takeBack = async () =>
  house.as('ana').post(`${path}/take-back`, {
    verificationId: (await rows())[0].found.verificationId,
  });

test('on the day after the last one worker and supervisor are told once of a plan that nobody verified (REQ-158)', async () => {
  expect(await told('2027-03-22')).toEqual([]);
  expect(await told('2027-03-23')).toEqual(['ana', 'sue']);
  expect(await told('2027-03-24')).toEqual([]);
});

test('the letter says that there is one thing, and not for whom, in which program or what (EP-04, REQ-034)', async () => {
  await house.owner.query('delete from letter_told');
  await told('2027-03-25');
  const [mail] = house.mails;

  expect(mail?.subject).toBe('A document is ready for you');
  expect(mail?.text).toContain('One thing on your list needs you today.');
  expect(JSON.stringify(mail)).not.toMatch(
    /Alma|Rivera|Health Home|plan|verif|conference|patient/i,
  );
});

test('what was found missing is told no second time; what is verified and taken back is told again (REQ-158)', async () => {
  expect((await find('missing', '2027-03-25')).status).toBe(200);
  expect(await told('2027-03-26')).toEqual([]);
  expect((await find('reflected', '2027-03-26')).status).toBe(200);
  expect(await told('2027-03-27')).toEqual([]);
  expect((await takeBack()).status).toBe(200);
  expect(await told('2027-03-28')).toEqual(['ana', 'sue']);
});

test('of what is only recommended, of what is long past and of what may not be known nobody is told (REQ-158, REQ-036)', async () => {
  await house.owner.query('delete from letter_told');
  await house.owner.query(`update program set class = 'hiv' where name = 'Health Home'`);
  await house.owner.query(`delete from staff_training where about = 'hiv'`);
  expect(await told('2027-03-30')).toEqual([]);
  await house.owner.query(`update program set class = 'general'`);

  await rewritePolicies(house, '{planUpdate,verification}', 'recommended');
  expect(await told('2027-03-31')).toEqual([]);
  await rewritePolicies(house, '{planUpdate,verification}', 'required');
  expect(await told('2027-07-01')).toEqual([]);
});
