import { afterAll, beforeEach, expect, test } from 'vitest';
import { sensitivityClasses } from '#domain/people.ts';
import { consentScene } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { lee, mo, forLee, meet, record, tell, list, stop, standings } = await consentScene(house);
beforeEach(async () => {
  await meet();
});
afterAll(() => house.close());

test('a paper says which others go on when it is taken back, and they end with the same word (REQ-035, EP-12)', async () => {
  const first = await record();
  const second = await record({ signedOn: '2026-05-02', classes: ['general'] });
  const clinic = await record({
    recipients: [{ kind: 'organization', id: lee.organizationId }],
    classes: ['general'],
  });
  const elsewhere = await record({ recipients: [{ kind: 'provider', id: mo.providerId }] });
  const shown = (await list()).find(({ consentId }) => consentId === first);

  expect(new Set(shown?.overlaps)).toEqual(new Set([second, clinic]));
  expect((await tell('ana', `${first}/revoke`, { also: [second, clinic] })).status).toBe(200);
  expect(await standings()).toEqual({
    [first]: 'revoked',
    [second]: 'revoked',
    [clinic]: 'revoked',
    [elsewhere]: 'holds',
  });
});

test('"nothing more to her" ends what names her alone, and no other paper reaches her any more (REQ-035, EP-12)', async () => {
  const alone = await record();
  const doubled = await record({ classes: ['hiv'], signedOn: '2026-05-03' });
  const together = await record({
    recipients: [...forLee, { kind: 'provider', id: mo.providerId }],
  });
  const clinic = await record({ recipients: [{ kind: 'organization', id: lee.organizationId }] });

  expect((await stop('ana')).status).toBe(200);
  const after = await list();
  const refusal = after.find(({ isRefusal }) => isRefusal);
  expect(refusal).toMatchObject({
    standing: 'holds',
    recipients: [{ name: expect.stringContaining('Dr Hana Lee') }],
    classes: [...sensitivityClasses],
  });
  expect(await standings()).toMatchObject({
    [alone]: 'revoked',
    [doubled]: 'revoked',
    [together]: 'holds',
    [clinic]: 'holds',
  });
  expect(after.find(({ consentId }) => consentId === together)?.heldBack).toEqual([
    'general',
    'hiv',
  ]);
  await stop('ana');
  expect((await list()).filter(({ isRefusal }) => isRefusal)).toHaveLength(1);
});

test('a colleague who ends a paper that they may not know of is not told how many it named (REQ-035)', async () => {
  const clinic = { kind: 'organization', id: lee.organizationId };
  const healthHome = { form: 'DOH-5055', validUntil: '', recipients: [clinic] };
  const restricted = await record({ ...healthHome, classes: ['hiv'] });
  const toTell = async () => (await stop('bo', { recipient: clinic })).body.toTell;

  expect(await toTell()).toBe(0);
  expect(await standings()).toMatchObject({ [restricted]: 'revoked' });
  await meet();
  const general = await record({ ...healthHome, classes: ['general'] });
  expect(await toTell()).toBe(1);
  expect(await standings()).toMatchObject({ [general]: 'revoked' });
});

test('two who take back the same papers in opposite order both get an answer (REQ-035)', async () => {
  const [one, other] = [await record(), await record({ signedOn: '2026-05-02' })];
  const answers = await Promise.all([
    tell('ana', `${one}/revoke`, { also: [other] }),
    tell('ana', `${other}/revoke`, { also: [one] }),
  ]);

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
});

test('whom a paper named as never to be told stays so when the paper is taken back (REQ-035)', async () => {
  const paper = await record({
    recipients: [{ kind: 'organization', id: lee.organizationId }],
    excluded: [{ kind: 'provider', id: mo.providerId }],
  });
  await tell('ana', `${paper}/revoke`);

  expect(await list()).toContainEqual(
    expect.objectContaining({
      isRefusal: true,
      standing: 'holds',
      classes: ['general', 'hiv'],
      recipients: [expect.objectContaining({ name: 'Mo Chen, North Clinic' })],
    }),
  );
});

test('whom a paper named as never to be told stays so when a newer paper takes its place (REQ-035)', async () => {
  const paper = await record({
    recipients: [{ kind: 'organization', id: lee.organizationId }],
    excluded: [{ kind: 'provider', id: mo.providerId }],
  });
  await record({ replaces: [paper] });

  expect(await standings()).toMatchObject({ [paper]: 'superseded' });
  expect(await list()).toContainEqual(
    expect.objectContaining({
      isRefusal: true,
      standing: 'holds',
      recipients: [expect.objectContaining({ name: 'Mo Chen, North Clinic' })],
    }),
  );
});

test('whom a paper named as never to be told stays so when what ends it has come (REQ-035)', async () => {
  const paper = await record({
    recipients: [{ kind: 'organization', id: lee.organizationId }],
    excluded: [{ kind: 'provider', id: mo.providerId }],
    validUntil: '',
    endsWith: 'end-of-treatment',
  });
  expect((await tell('ana', `${paper}/end`, { on: '2026-05-04' })).status).toBe(200);

  expect(await list()).toContainEqual(
    expect.objectContaining({
      isRefusal: true,
      standing: 'holds',
      recipients: [expect.objectContaining({ name: 'Mo Chen, North Clinic' })],
    }),
  );
});

test('a day that has not come is no day on which it was said (REQ-035)', async () => {
  const refused = await tell('ana', `${await record()}/revoke`, { saidOn: '2026-05-05' });

  expect(refused).toMatchObject({ status: 400, body: { fields: [{ path: 'saidOn' }] } });
});
