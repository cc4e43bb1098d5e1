import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
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

test('days on which the machine was off are told of on the first one after, and once (REQ-142)', async () => {
  const program = await given.program(here, { name: 'Third' });
  const tim = await given.staff(here, 'tim', { roles: ['case-manager'], program });
  await given.client(here, { program, worker: tim, name: 'Dora Ellis', enrolledOn: '2025-12-14' });
  await told('2026-06-11T17:00:00Z');

  // Due on 12 June: the day itself passes unseen.
  expect(await told('2026-06-14T15:00:00Z')).toEqual(['tim@example.org']);
  expect(await told('2026-06-15T15:00:00Z')).toEqual([]);
});

test('what comes to lie in the past by a correction is told of on the next morning, and again when it comes back (REQ-142, C-15)', async () => {
  const program = await given.program(here, { name: 'Fourth' });
  const ida = await given.staff(here, 'ida', { roles: ['case-manager'], program });
  const client = await given.client(here, {
    program,
    worker: ida,
    name: 'Emil Fox',
    enrolledOn: '2025-06-01',
  });
  const heldOn = (on: string) => givenHeldElsewhere(house, here, { client, on, by: ida });
  const idaIsTold = async (at: string) => (await told(at)).includes('ida@example.org');
  await heldOn('2026-06-10');
  expect(await idaIsTold('2026-06-16T15:00:00Z')).toBe(false);

  await heldOn('2025-10-01');
  expect(await idaIsTold('2026-06-17T15:00:00Z')).toBe(true);
  expect(house.mails[0]?.text).toContain('One thing on your list needs you today.');
  expect(await idaIsTold('2026-06-18T15:00:00Z')).toBe(false);

  await heldOn('2026-06-10');
  expect(await idaIsTold('2026-06-19T15:00:00Z')).toBe(false);
  await heldOn('2025-10-01');
  expect(await idaIsTold('2026-06-20T15:00:00Z')).toBe(true);
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

test('nobody is told to call themselves: the letter that a rule writes names the agency for questions (REQ-142)', async () => {
  const [mail] = house.mails;

  expect(mail?.to).toBe(addresses.ana);
  // One name before the number: the agency's.
  expect(mail?.text).toMatch(/Questions\? Call [^,\n]+, at [^,\n]+\. Please/);
});

test('only the service may ask for the letters of others', async () => {
  await expect(
    house.owner.query(`select auth.ask_for_digests('2026-06-21', 'write-escalation-digest')`),
  ).rejects.toThrow('not allowed');
});
