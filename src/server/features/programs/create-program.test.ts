import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { presetIds } from '#domain/program-policy/presets/presets.ts';
import { programPolicy } from '#contract/program-policy.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const admin = () => house.as('riverbend-admin');

beforeAll(async () => {
  const agency = await given.agency('riverbend');
  await given.agency('hillside');
  await given.staff(agency, 'worker', { roles: ['case-manager', 'supervisor'] });
});
afterAll(() => house.close());

const program = {
  name: 'Open door',
  preset: 'supportive',
  timeZone: 'America/Chicago',
  goLiveOn: '2026-02-01',
};

test.each(presetIds)(
  '%s is adopted as a whole document, in the program’s own time zone',
  async (preset) => {
    const { body } = await admin().post('/api/programs', {
      ...program,
      name: `Program ${preset}`,
      preset,
    });
    const { rows } = await house.owner.query(
      `select document, effective_from::text from program_policy where program_id = $1`,
      [body.programId],
    );
    const document = programPolicy.parse(rows[0].document);

    expect(document.timeZone).toBe('America/Chicago');
    expect(rows[0].effective_from).toBe(document.effectiveFrom.toString());
  },
);

test('a new program has a first team, and more can be added', async () => {
  const { body } = await admin().post('/api/programs', program);
  await admin().post('/api/programs/team', { programId: body.programId, name: 'Nights' });
  const { programs } = (await admin().get('/api/programs')).body;
  const made = programs.find((one: { programId: string }) => one.programId === body.programId);

  expect(made).toMatchObject({ name: 'Open door', goLiveOn: '2026-02-01', class: 'general' });
  expect(made.policyTitle.length).toBeGreaterThan(5);
  expect(made.teams.map(({ name }: { name: string }) => name)).toEqual(['Nights', 'Team 1']);
});

test('two programs or teams of one name would be confused, so the second is refused', async () => {
  const { body } = await admin().post('/api/programs', { ...program, name: 'Harbor' });
  const again = await admin().post('/api/programs', { ...program, name: 'HARBOR' });
  const team = await admin().post('/api/programs/team', {
    programId: body.programId,
    name: 'Team 1',
  });

  expect(again).toMatchObject({ status: 409, body: { type: 'program-name-taken' } });
  expect(team).toMatchObject({ status: 409, body: { type: 'team-name-taken' } });
});

test('a name is one name however its letters are composed and its words are set apart', async () => {
  const name = 'Casa de la Ni\u00f1ez';
  const { body } = await admin().post('/api/programs', { ...program, name: `  ${name} ` });
  const others = [name.normalize('NFD'), 'Casa  de\u00a0la Ni\u00f1ez', `${name}\t`];
  const again = await Promise.all(
    others.map((other) => admin().post('/api/programs', { ...program, name: other })),
  );
  const teams = [];
  for (const team of [name, ...others])
    teams.push(await admin().post('/api/programs/team', { programId: body.programId, name: team }));
  const { programs } = (await admin().get('/api/programs')).body;

  expect(again.map(({ status }) => status)).toEqual([409, 409, 409]);
  expect(teams.map(({ status }) => status)).toEqual([200, 409, 409, 409]);
  expect(programs.map((one: { name: string }) => one.name)).toContain(name);
});

test('names and titles that stand already are put right once', async () => {
  const { body } = await admin().post('/api/programs', { ...program, name: 'Abri' });
  const older = 'Maison  du Che\u0302ne ';
  await house.owner.query('update program set name = $2 where program_id = $1', [
    body.programId,
    older,
  ]);
  await house.owner.query('update staff_version set title = $1', ['Infirmie\u0300re']);
  await house.owner.query(readFileSync('migrations/0371-names-that-look-alike.sql', 'utf8'));
  const { programs } = (await admin().get('/api/programs')).body;
  const titles = await house.owner.query('select distinct title from staff_version');

  expect(programs.map(({ name }: { name: string }) => name)).toContain('Maison du Ch\u00eane');
  expect(titles.rows).toEqual([{ title: 'Infirmi\u00e8re' }]);
});

test('another agency may use the same name, and cannot add a team here', async () => {
  const { body } = await admin().post('/api/programs', { ...program, name: 'Lantern' });
  const theirs = house.as('hillside-admin');

  expect((await theirs.post('/api/programs', { ...program, name: 'Lantern' })).status).toBe(200);
  expect(
    (await theirs.post('/api/programs/team', { programId: body.programId, name: 'X' })).status,
  ).toBe(404);
});

test('only an administrator may do so', async () => {
  expect((await house.as('worker').post('/api/programs', program)).status).toBe(403);
  expect((await house.as('worker').get('/api/programs')).status).toBe(403);
  expect((await house.visitor.get('/api/programs')).status).toBe(401);
});

test.each([
  ['name', ''],
  ['preset', 'my-own'],
  ['timeZone', 'Nowhere'],
  ['goLiveOn', '1 February'],
  ['class', 'gossip'],
])('a wrong %s is refused by its field', async (field, value) => {
  const reply = await admin().post('/api/programs', { ...program, name: 'Wrong', [field]: value });

  expect(reply.status).toBe(400);
  expect(reply.body.fields[0].path).toBe(field);
});
