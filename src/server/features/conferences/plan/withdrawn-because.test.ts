import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
const reason = 'Bert Chen is in hospital.';
let conferenceId: string;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const { agency, program, ana: worker } = work;
  const nights = await given.program(agency, { name: 'Nights' });
  const seat = { roles: ['case-manager' as const], program };
  await given.staff(agency, 'di', seat);
  await given.staff(agency, 'cy', { ...seat, program: nights });
  const sue = { roles: ['supervisor' as const], program, teamRole: 'supervisor' };
  await given.staff(agency, 'sue', sue);
  await given.staff(agency, 'uri', { ...sue, trained: [] });
  const alma = await given.client(agency, { program, worker });
  const bert = await given.client(agency, { program, worker, name: 'Bert Chen' });
  const meeting = await meetings.planned('ana', [alma, bert], work);
  await meetings.invited('ana', meeting);
  conferenceId = meeting.conferenceId;
  await tell('bo', `/api/conferences/${conferenceId}/cancel`, { reason });
});

const readBy = async (name: string) =>
  (await house.as(name).get(`/api/conferences/${conferenceId}`)).body;

test('why a conference was called off is told to whoever said so, and to whoever may read each of its cases (REQ-036, EP-14)', async () => {
  for (const name of ['bo', 'ana', 'sue'])
    expect([name, (await readBy(name)).withdrawnBecause]).toEqual([name, reason]);
});

test('a colleague on the team reads that it was, and no word about anybody in it, nor does whoever was not trained (REQ-036, EP-14)', async () => {
  for (const name of ['di', 'uri']) {
    const { state, withdrawnBecause } = await readBy(name);
    expect([name, state, withdrawnBecause]).toEqual([name, 'cancelled', null]);
  }
  expect((await readBy('cy')).type).toBe('not-found');
});
