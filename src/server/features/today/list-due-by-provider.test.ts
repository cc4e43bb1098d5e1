import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let here: GivenAgency;
let program: GivenProgram;
let pia: GivenStaff;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  here = await given.agency('here');
  program = await given.program(here, { name: 'By provider' });
  pia = await given.staff(here, 'pia', { roles: ['case-manager'], program });
  await given.staff(here, 'stranger', { roles: ['case-manager'] });
  const there = await given.agency('there');
  await given.staff(there, 'otto', {
    roles: ['case-manager'],
    program: await given.program(there),
  });
});

const names = async (who: string, query: string) =>
  (await house.as(who).get(`/api/today/due${query}`)).body.rows.map(
    (row: { name: string }) => row.name,
  );

test('the list is narrowed to the clients whom an outside provider serves, and never shows more than that (REQ-033, REQ-142)', async () => {
  const served = await given.client(here, {
    program,
    worker: pia,
    name: 'Served One',
    enrolledOn: '2025-06-01',
  });
  const left = await given.client(here, {
    program,
    worker: pia,
    name: 'Left Two',
    enrolledOn: '2025-06-02',
  });
  await given.client(here, {
    program,
    worker: pia,
    name: 'Other Three',
    enrolledOn: '2025-06-03',
  });
  const { providerId } = await given.provider(here);
  const join = async (clientId: string) => {
    const reply = await house.as('pia').post(`/api/clients/${clientId}/care-team/add`, {
      kind: 'provider',
      personId: providerId,
      servesAs: 'Physician',
      from: '2026-01-10',
    });
    expect(reply.status).toBe(200);
  };
  await join(served.clientId);
  await join(left.clientId);
  const care = (await house.as('pia').get(`/api/clients/${left.clientId}/care-team`)).body;
  const [{ careTeamMemberId }] = care.members;
  const ended = await house.as('pia').post(`/api/care-team/${careTeamMemberId}/leave`, {
    until: '2026-05-01',
  });
  expect(ended.status).toBe(200);

  const query = `?scope=mine&providerId=${providerId}`;
  expect(await names('pia', query)).toEqual(['Served One']);
  const { body } = await house.as('pia').get(`/api/today/counts${query}`);
  expect(body.provider).toEqual({ providerId, name: 'Dr Hana Lee' });
  const total = body.buckets.reduce(
    (sum: number, each: { required: number }) => sum + each.required,
    0,
  );
  expect(total).toBe(1);
  const saved = await house.as('pia').get(`/api/today/due/export${query}&reason=supervision`);
  expect(saved.body).toContain('Served One');
  expect(saved.body).not.toContain('Other Three');

  // A worker without these clients and another agency see neither clients nor, from outside, the name.
  expect(await names('stranger', `?scope=all&providerId=${providerId}`)).toEqual([]);
  expect(await names('otto', `?scope=all&providerId=${providerId}`)).toEqual([]);
  const outside = await house.as('otto').get(`/api/today/counts?providerId=${providerId}`);
  expect(outside.body.provider).toBeNull();
});
