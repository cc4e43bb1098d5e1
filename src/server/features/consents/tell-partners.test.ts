import { afterAll, beforeEach, expect, test } from 'vitest';
import { consentScene, type ListedNotice } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { given, agency, lee, mo, meet, record, tell, stop, notices } = await consentScene(house);
beforeEach(async () => {
  await meet();
});
afterAll(() => house.close());

const healthHome = {
  form: 'DOH-5055',
  validUntil: '',
  recipients: [{ kind: 'organization', id: lee.organizationId }],
};

test('each partner of a Health Home form has to hear of its end, and whoever told them says when and how (REQ-035)', async () => {
  const paper = await record({
    ...healthHome,
    recipients: [
      { kind: 'organization', id: lee.organizationId },
      { kind: 'organization', id: mo.organizationId },
    ],
  });
  await tell('ana', `${paper}/revoke`, { how: 'oral' });
  const [first, second] = await notices('ana');
  const told = (name: string, body: object) =>
    house.as(name).post(`/api/revocation-notices/${first?.noticeId}/told`, body);

  expect(new Set([first?.party, second?.party])).toEqual(
    new Set(['North Clinic', 'Riverside Clinic']),
  );
  for (const on of ['2026-05-03', '2026-05-05'])
    expect(await told('ana', { on, how: 'telephone' })).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'on' }] },
    });
  expect((await told('ana', { on: '2026-05-04' })).body.fields[0].message).toBe(
    'Say how they were told.',
  );
  expect((await told('ana', { on: '2026-05-04', how: 'telephone' })).status).toBe(200);
  expect((await told('ana', { on: '2026-05-04', how: 'fax' })).body.type).toBe(
    'notice-already-given',
  );
  expect(await notices('ana')).toHaveLength(1);
  expect(await notices('ana', 'told')).toMatchObject([
    { told: { on: '2026-05-04', how: 'telephone', byName: 'ana' } },
  ]);
});

test('strangers learn of no partner who has to be told, nor may say that one was (REQ-178)', async () => {
  await tell('ana', `${await record({ ...healthHome, classes: ['hiv'] })}/revoke`);
  const [notice] = await notices('ana');
  const path = `/api/revocation-notices/${notice?.noticeId}/told`;

  for (const stranger of ['cy', 'hal', 'bo']) {
    expect(await notices(stranger)).toEqual([]);
    expect((await house.as(stranger).post(path, { on: '2026-05-04', how: 'mail' })).status).toBe(
      404,
    );
  }
  expect((await house.as('riverbend-admin').get('/api/revocation-notices')).status).toBe(403);
  for (const stranger of ['cy', 'hal']) expect((await stop(stranger)).status).toBe(404);
  expect(await notices('ana')).toHaveLength(1);
});

test('a long list of partners to tell is read page by page, and says how many there are (REQ-035)', async () => {
  const clientId = await meet();
  const organizations: string[] = [];
  for (let count = 1; count <= 60; count += 1)
    organizations.push(
      (await given.provider(agency, { organization: `Clinic ${count}` })).organizationId,
    );
  for (let from = 0; from < organizations.length; from += 20) {
    const recipients = organizations
      .slice(from, from + 20)
      .map((id) => ({ kind: 'organization', id }));
    await tell('ana', `${await record({ ...healthHome, recipients })}/revoke`);
  }
  const path = `/api/revocation-notices?show=open&clientId=${clientId}`;
  const first = (await house.as('ana').get(path)).body;
  const rest = (await house.as('ana').get(`${path}&after=${first.next}`)).body;
  const all = [...first.notices, ...rest.notices].map(({ noticeId }: ListedNotice) => noticeId);

  expect([first.notices.length, first.open, rest.notices.length]).toEqual([50, 60, 10]);
  expect(rest.next).toBeNull();
  expect(new Set(all).size).toBe(60);
});
