import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { confirm, discard, previewOf, usualChoices } from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(() => house.at('2026-08-20T14:00:00Z'));

/** The program of the file's own project, which tells this by its name. */
const choicesWith = (sensitivity: string) => ({
  ...usualChoices,
  projects: usualChoices.projects.map((one) =>
    one.id === 'PA' ? { ...one, becomes: { ...one.becomes, class: sensitivity } } : one,
  ),
});

async function imported(name: string, sensitivity: string) {
  const { importId, body } = await previewOf(house, `${name}-admin`, {
    choices: choicesWith(sensitivity),
  });
  const applied = await confirm(house, `${name}-admin`, {
    importId,
    previewKey: body.previewKey,
  });
  return {
    promised: body.report.waitingSeats,
    left: applied.body.report.waitingSeats,
    kept: (await house.as(`${name}-admin`).get(`/api/imports/${importId}`)).body.report
      .waitingSeats,
  };
}

const inTeam = async (name: string) => {
  const { body } = await house.as(name).post('/api/clients/search', { scope: 'team' });
  return body.clients.map((client: { name: string }) => client.name).toSorted();
};

describe('a seat in a program whose name tells what is restricted', () => {
  let agency: GivenAgency;
  let wanda: GivenStaff;
  let unassigned: string;

  beforeAll(async () => {
    agency = await given.agency('seats');
    await given.agency('beside');
    await given.staff(agency, 'sue', { roles: ['supervisor'] });
    // By the address that the file gives its worker U1.
    wanda = await given.staff(agency, 'wanda', { roles: ['case-manager'] });
  });

  test('waits for a second person: the preview and the result say how many do (S1, EP-20)', async () => {
    expect(await imported('seats', 'hiv')).toEqual({ promised: 1, left: 1, kept: 1 });
    const { rows } = await house.owner.query(
      `select client_id as id from client where agency_id = $1 and legal_given = 'Unnamed client'`,
      [agency.agencyId],
    );
    unassigned = rows[0].id;
  });

  test('shows whoever waits for it nothing of the team’s clients, and the other agency nothing at all (S1, S4)', async () => {
    expect(await inTeam('wanda')).toEqual([]);
    expect((await house.as('wanda').get(`/api/clients/${unassigned}`)).status).toBe(404);
    const { body } = await house.as('wanda').post('/api/clients/search', { scope: 'all' });
    expect(JSON.stringify(body)).not.toContain('Unnamed client');
    expect((await house.as('beside-admin').get(`/api/clients/${unassigned}`)).status).toBe(404);
    expect((await house.as('beside-admin').get('/api/staff')).body.staff).toHaveLength(1);
  });

  test('is asked for on the staff page and given by somebody else; control: then it opens the team’s clients (S1)', async () => {
    const { body } = await house.as('seats-admin').get('/api/programs');
    const asked = await house.as('seats-admin').post('/api/staff/join-team', {
      staffId: wanda.staffId,
      teamId: body.programs[0].teams[0].teamId,
      teamRole: 'case-manager',
    });
    expect(asked.body).toMatchObject({ outcome: 'waiting' });
    expect(await inTeam('wanda')).toEqual([]);

    const { changes } = (await house.as('sue').get('/api/staff-changes')).body;
    const { status } = await house
      .as('sue')
      .post('/api/staff-changes/confirm', { changeId: changes[0].changeId });
    expect(status).toBe(200);
    expect(await inTeam('wanda')).toEqual(['Hollis Sample', 'Kit Sample', 'Unnamed client C5']);
  });
});

test.each([
  ['plain', 'general', true],
  ['without-second', 'hiv', false],
])(
  'control: a seat that takes one person is given at once: %s',
  async (name, sensitivity, hasSecond) => {
    const agency = await given.agency(name);
    if (hasSecond) await given.staff(agency, `${name}-sue`, { roles: ['supervisor'] });
    const worker = await given.staff(agency, `${name}-wanda`, { roles: ['case-manager'] });
    await house.owner.query(`update staff set email = 'wanda@example.org' where staff_id = $1`, [
      worker.staffId,
    ]);

    expect(await imported(name, sensitivity)).toEqual({ promised: 0, left: 0, kept: 0 });
    expect(await inTeam(`${name}-wanda`)).toContain('Unnamed client C5');
  },
);

test('a program that is there already is asked for its seats, too, and one that is taken does not wait', async () => {
  const agency = await given.agency('there');
  await given.staff(agency, 'there-sue', { roles: ['supervisor'] });
  const program = await given.program(agency);
  await house.owner.query(`update program set class = 'sud' where program_id = $1`, [
    program.programId,
  ]);
  const choices = {
    ...usualChoices,
    projects: [{ id: 'PA', becomes: { kind: 'existing', programId: program.programId } }],
  };
  const seatsOf = async () => {
    const { importId, body } = await previewOf(house, 'there-admin', { choices });
    await discard(house, 'there-admin', importId);
    return body.report.waitingSeats;
  };
  const worker = await given.staff(agency, 'there-wanda', { roles: ['case-manager'] });
  await house.owner.query(`update staff set email = 'wanda@example.org' where staff_id = $1`, [
    worker.staffId,
  ]);

  expect(await seatsOf()).toBe(1);
  await house.owner.query(
    `insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, $2, $3, $4)`,
    [agency.agencyId, house.newId(), program.teamId, worker.staffId],
  );
  expect(await seatsOf()).toBe(0);
});
