import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
let scene: Awaited<ReturnType<typeof consentScene>>;
beforeAll(async () => {
  scene = await consentScene(house);
});
afterAll(() => house.close());

const moves = async (providerId: string, organizationId: string) => {
  const about = { fullName: 'Dr Hana Lee', title: 'Physician', providerClass: 'medical' };
  const reply = await house.as('ana').post(`/api/directory/providers/${providerId}`, {
    ...about,
    organizationId,
    from: '2026-05-04',
  });
  if (reply.status !== 200) throw new Error(`The move was refused with ${reply.status}.`);
};

/** What the client's chart says of one kind for somebody, and what may be told of it today. */
async function seen(clientId: string, { providerId, name }: { providerId: string; name: RegExp }) {
  const chart = (await house.as('ana').get(`/api/clients/${clientId}/consents`)).body;
  const row = chart.matrix.find(({ party }: { party: { name: string } }) => name.test(party.name));
  const told = (
    await house.as('ana').get(`/api/clients/${clientId}/may-tell?providerId=${providerId}`)
  ).body;
  return {
    gone: chart.consents.map(({ recipients }: { recipients: { hasLeft: boolean }[] }) =>
      recipients.some(({ hasLeft }) => hasLeft),
    ),
    cell: row?.cells[0].state,
    told: told.kinds[0].state,
  };
}

test('a paper for somebody who has left the organization says so, in the list and in the table (REQ-035)', async () => {
  const { lee, mo } = scene;
  const clientId = await scene.meet();
  await scene.record({ classes: ['general'], purposes: ['care_coordination'] });
  const ofLee = { providerId: lee.providerId, name: /Lee/ };
  expect(await seen(clientId, ofLee)).toEqual({ gone: [false], cell: 'until', told: 'ok' });

  await moves(lee.providerId, mo.organizationId);

  expect(await seen(clientId, ofLee)).toEqual({ gone: [true], cell: 'left', told: 'none' });
  await moves(lee.providerId, lee.organizationId);
});

test('whoever the client said no to is told nothing in another organization either (REQ-035, REQ-178)', async () => {
  const { lee, mo } = scene;
  const clientId = await scene.meet('Cleo Stone');
  const about = { classes: ['general'], purposes: ['care_coordination'] };
  await scene.record({ ...about, isRefusal: true });
  await scene.record({ ...about, recipients: [{ kind: 'organization', id: mo.organizationId }] });
  const north = { providerId: lee.providerId, name: /North Clinic$/ };
  expect((await seen(clientId, north)).told).toBe('none');

  await moves(lee.providerId, mo.organizationId);

  expect((await seen(clientId, north)).told).toBe('none');
  expect((await seen(clientId, { ...north, providerId: mo.providerId })).told).toBe('ok');
});
