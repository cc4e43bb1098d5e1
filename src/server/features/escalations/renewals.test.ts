import { afterAll, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { rewritePolicies } from '#test/rewrite-policy.ts';
import { startHouse } from '#test/house.ts';
import { askForDigests } from './ask-for-digests.ts';

const house = await startHouse();
const { record, meet, tell, lee } = await consentScene(house);
afterAll(() => house.close());
// Of duties nobody is told here: each client would have one that is late.
await rewritePolicies(house, '{cadence,0,escalations}', []);

/** Months later everybody has signed in again. */
async function moveTo(at: string) {
  await house.at(at);
  await house.owner.query(
    `update sign_in.session set "expiresAt" = auth.now() + interval '12 hours'`,
  );
}

/** Who was written to on that day, and what. */
async function told(at: string) {
  await moveTo(at);
  house.mails.length = 0;
  await askForDigests(house.shell);
  await house.runJobs();
  await house.runJobs();
  return house.mails.map(({ to }) => to.replace('@example.org', '')).toSorted();
}
const now = async (name: string) => (await house.as(name).get('/api/today/now')).body.consents;

test('sixty, thirty and fourteen days before a consent ends its case manager is written to, on the last its supervisor too (EP-13, REQ-035)', async () => {
  await meet();
  const consentId = await record({ validUntil: '2027-02-28', classes: ['hiv'] });

  expect(await told('2026-12-29T16:00:00Z')).toEqual([]);
  expect(await told('2026-12-30T16:00:00Z')).toEqual(['ana']);
  expect(await now('ana')).toMatchObject({ ending: 0, later: 1 });
  // Bo sees the client and may not know of such a paper.
  expect(await now('bo')).toMatchObject({ ending: 0, later: 0, ended: 0 });
  expect(await told('2026-12-30T18:00:00Z')).toEqual([]);
  expect(await told('2027-01-29T16:00:00Z')).toEqual(['ana']);
  expect(await told('2027-02-14T16:00:00Z')).toEqual(['ana', 'sue']);
  expect(await now('ana')).toMatchObject({ ending: 1, later: 0 });
  expect(
    (await tell('ana', `${consentId}/renewal-not-needed`, { reason: 'leaving-care' })).status,
  ).toBe(200);
});

test('the letter names no client, no kind of information, and not what it is about (EP-04, REQ-034)', async () => {
  await moveTo('2027-03-01T16:00:00Z');
  await meet('Cora Diaz');
  await record({ validUntil: '2027-05-30', classes: ['hiv'] });
  await meet('Dora Ellis');
  await record({ validUntil: '2027-05-30', classes: ['sud'] });
  expect(await told('2027-03-31T16:00:00Z')).toEqual(['ana']);
  const [mail] = house.mails;

  expect(mail?.subject).toBe('A document is ready for you');
  expect(mail?.text).toContain('2 things on your list need you today.');
  expect(JSON.stringify(mail)).not.toMatch(
    /Cora|Diaz|Dora|Ellis|hiv|sud|substance|consent|renew|release|Lee|\/consents/i,
  );
});

test('nobody is written to for what was renewed, taken back or needs no renewal', async () => {
  // What came before is told of first, so that this letter is about theirs alone.
  await told('2027-06-01T16:00:00Z');
  await meet('Emil Fox');
  const old = await record({ validUntil: '2027-08-30' });
  await record({
    recipients: [{ kind: 'organization', id: lee.organizationId }],
    validUntil: '2028-05-01',
  });
  await meet('Fay Gold');
  const back = await record({ validUntil: '2027-08-30' });
  await tell('ana', `${back}/revoke`, { how: 'oral' });
  await meet('Gil Hart');
  const dropped = await record({ validUntil: '2027-08-30' });
  await tell('ana', `${dropped}/renewal-not-needed`, { reason: 'client-declined' });

  expect(old).toBeDefined();
  expect(await told('2027-07-01T16:00:00Z')).toEqual([]);
});

test('whoever may not know what a paper is about is not written to about it (REQ-036)', async () => {
  await moveTo('2027-09-01T16:00:00Z');
  await meet('Hans Ivers');
  await record({ validUntil: '2027-11-30', classes: ['hiv'] });
  await house.owner.query(`delete from staff_training where about = 'hiv'`);

  expect(await told('2027-10-01T16:00:00Z')).toEqual([]);
});

test('a step that fell on a day when the machine was off is told of on the first one after, and once; a step before the paper was recorded is none (EP-13, REQ-035)', async () => {
  await told('2027-12-02T16:00:00Z');
  await meet('Ines Jung');
  await record({ validUntil: '2028-02-20', classes: ['general'] });
  await meet('Jon Kerr');
  await record({ validUntil: '2027-12-22', classes: ['general'] });

  // Of Jon's, fourteen days before is 8 December; of hers, sixty is 22 December and thirty 21 January.
  expect(await told('2027-12-10T16:00:00Z')).toEqual(['ana', 'sue']);
  expect(await told('2027-12-11T16:00:00Z')).toEqual([]);
  expect(await told('2027-12-25T16:00:00Z')).toEqual(['ana']);
  expect(await told('2027-12-26T16:00:00Z')).toEqual([]);
  expect(await told('2028-01-30T16:00:00Z')).toEqual(['ana']);
});
