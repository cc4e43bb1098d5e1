import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { askToRemindOfTraining } from './remind-of-training.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let ana: GivenStaff;

beforeAll(async () => {
  await house.at('2026-01-05T15:00:00Z');
  agency = await given.agency('north');
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], trained: [] });
  await given.staff(agency, 'bo', { roles: ['case-manager'] });
  const other = await given.agency('south');
  await given.staff(other, 'una', { roles: ['case-manager'] });
});
beforeEach(async () => {
  await house.at('2026-01-05T15:00:00Z');
  await house.owner.query('delete from training_reminder');
  await house.owner.query('delete from staff_training where staff_id = $1', [ana.staffId]);
  house.mails.length = 0;
});
afterAll(() => house.close());

const train = (who: GivenStaff, expiresOn: string, about = 'hiv') =>
  house.as('north-admin').post('/api/staff-access/trainings', {
    staffId: who.staffId,
    about,
    completedOn: '2025-12-01',
    expiresOn,
  });

/** Who is written to when this day has begun in New York. */
async function toldOn(day: string) {
  await house.at(`${day}T15:00:00Z`);
  house.mails.length = 0;
  await askToRemindOfTraining(house.shell);
  await house.runJobs();
  return house.mails
    .map(({ to }) => to.split('@')[0])
    .toSorted((a = '', b = '') => a.localeCompare(b));
}

test('sixty, thirty and fourteen days before a training ends, whoever has it and the administrator are told once each (REQ-036)', async () => {
  await train(ana, '2026-12-31');
  const told: string[] = [];
  for (const day of [
    '2026-10-31',
    '2026-11-01',
    '2026-11-15',
    '2026-12-01',
    '2026-12-02',
    '2026-12-17',
    '2026-12-18',
    '2027-01-01',
  ])
    told.push(`${day} ${(await toldOn(day)).join(' ')}`.trim());

  expect(told).toEqual([
    '2026-10-31',
    '2026-11-01 ana north-admin',
    '2026-11-15',
    '2026-12-01 ana north-admin',
    '2026-12-02',
    '2026-12-17 ana north-admin',
    '2026-12-18',
    '2027-01-01',
  ]);
});

test('after a standstill one mail says it, and two rounds at once write it once (REQ-036)', async () => {
  await train(ana, '2026-12-31');
  await house.at('2026-12-20T15:00:00Z');
  await Promise.all([askToRemindOfTraining(house.shell), askToRemindOfTraining(house.shell)]);
  await house.runJobs();

  expect(house.mails).toHaveLength(2);
});

test('whoever was trained anew, or whose class asks for no training, hears nothing (REQ-036)', async () => {
  await train(ana, '2026-12-31');
  await train(ana, '2027-12-31');
  await train(ana, '2026-12-31', 'sud');

  expect(await toldOn('2026-11-01')).toEqual([]);
});

test('the mail tells nothing of what the training is about (REQ-036, EP-04)', async () => {
  await train(ana, '2026-12-31');
  await toldOn('2026-11-01');

  expect(house.mails.length).toBe(2);
  for (const { subject, text } of house.mails) {
    expect(subject).toBe('A document is ready for you');
    expect(text).not.toMatch(/hiv|training|confidential/i);
  }
});

test('no login but the worker’s, as the service, asks for these mails (S23)', async () => {
  const login = new pg.Client(house.logins.app);
  await login.connect();
  await expect(
    login.query(`select auth.ask_for_training_reminders('2026-12-01', 'write-training-reminder')`),
  ).rejects.toThrow('permission denied');
  await login.end();
});
