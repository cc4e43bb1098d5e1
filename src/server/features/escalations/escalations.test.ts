import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { askForDigests } from './ask-for-digests.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let ana: GivenStaff;

beforeAll(async () => {
  await house.at('2026-05-01T15:00:00Z');
  here = await given.agency('here');
  const program = await given.program(here, { name: 'Comprehensive' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program });
  await given.staff(here, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(here, 'bo', { roles: ['case-manager'], program });
  const there = await given.agency('there');
  await given.staff(there, 'otto', {
    roles: ['case-manager'],
    program: await given.program(there),
  });
  // 180 days later is 1 June 2026: told 30 days before to the worker, on the day to the supervisor too, a week later above.
  await given.client(here, { program, worker: ana, name: 'Alma Rivera', enrolledOn: '2025-12-03' });
});

async function told(at: string) {
  await house.at(at);
  house.mails.length = 0;
  await askForDigests(house.shell);
  await house.runJobs();
  await house.runJobs();
  return house.mails.map(({ to }) => to).toSorted();
}

const addresses = { ana: 'ana@example.org', sue: 'sue@example.org' };

test('a rule tells the worker before, the supervisor on the day, and the administrator a week after', async () => {
  expect(await told('2026-05-02T15:00:00Z')).toEqual([addresses.ana]);
  expect(await told('2026-05-20T15:00:00Z')).toEqual([]);
  expect(await told('2026-06-01T15:00:00Z')).toEqual([addresses.ana, addresses.sue]);
  expect(await told('2026-06-08T15:00:00Z')).toEqual(['here-admin@example.org']);
});

test('a day has one letter, however often it is asked for, and none before seven in the morning', async () => {
  const program = await given.program(here, { name: 'Second' });
  await given.client(here, { program, worker: ana, name: 'Bao Chen', enrolledOn: '2025-12-13' });
  // Due on 11 June. Eleven o'clock in Greenwich is seven in New York.
  expect(await told('2026-06-11T10:30:00Z')).toEqual([]);
  expect(await told('2026-06-11T11:30:00Z')).toEqual([addresses.ana]);
  expect(await told('2026-06-11T16:30:00Z')).toEqual([]);
});

test('the letter names no client, no program and no rule (EP-04, REQ-034)', async () => {
  const program = await given.program(here, { name: 'Positive Futures HIV Care' });
  await given.client(here, { program, worker: ana, name: 'Cora Diaz', enrolledOn: '2025-12-23' });
  await told('2026-06-21T16:00:00Z');
  const [mail] = house.mails;
  expect(mail).toMatchObject({ subject: 'A document is ready for you' });
  expect(mail?.text).toContain('One thing on your list needs you today.');
  expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Cora|Diaz|HIV|Positive|180|conference/i);
});

test('only the service may ask for the letters of others', async () => {
  await expect(
    house.owner.query(`select auth.ask_for_digests('2026-06-21', 'write-escalation-digest')`),
  ).rejects.toThrow('not allowed');
});
