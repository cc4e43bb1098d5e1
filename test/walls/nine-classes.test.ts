import { afterAll, beforeAll, expect, test } from 'vitest';
import { restrictedClasses, sensitivityClasses } from '#domain/people.ts';
import { givenIn, type GivenAgency, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

// Ana has the case and every training; una has it with her and lacks one; di is on the team.
const house = await startHouse();
const given = givenIn(house);
let north: GivenAgency;
let client: GivenClient;
let una: GivenStaff;
let lee: string;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  north = await given.agency('north');
  const program = await given.program(north);
  const ana = await given.staff(north, 'ana', { roles: ['case-manager'], program });
  await given.staff(north, 'di', { roles: ['case-manager'], program });
  una = await given.staff(north, 'una', {
    roles: ['supervisor'],
    program,
    teamRole: 'supervisor',
    trained: [],
  });
  client = await given.client(north, { program, worker: ana });
  lee = (await given.provider(north)).providerId;
  for (const each of restrictedClasses) await note('ana', each);
});

const path = () => `/api/clients/${client.clientId}`;
const said = (each: string) => `The zebra of ${each}.`;
const note = (who: string, each: string) =>
  house.as(who).post(`${path()}/contacts`, {
    partner: { kind: 'provider', id: lee },
    activity: 'arranging-access',
    channel: 'phone',
    on: '2027-03-12',
    note: said(each),
    class: each,
  });
const read = async (who: string) => {
  const { status, body } = await house.as(who).get(`${path()}/record`);
  expect(status).toBe(200);
  const text = JSON.stringify(body);
  return restrictedClasses.filter((each) => text.includes(said(each)));
};
const askTraining = (each: string, from: string | null) =>
  house.owner.query(
    `update class_access set training_from = $3 where agency_id = $1 and restricted = $2`,
    [north.agencyId, each, from],
  );

test('rules and database name the same classes, and agree which is stricter (REQ-036)', async () => {
  const { rows } = await house.owner.query(
    `select auth.restricted_classes() as restricted, auth.case_classes() as "ofCases"`,
  );

  expect(rows).toEqual([
    {
      restricted: [...restrictedClasses],
      ofCases: restrictedClasses.filter((each) => !each.endsWith('_notes')),
    },
  ]);
  expect(new Set(sensitivityClasses)).toEqual(new Set(['general', ...restrictedClasses]));
});

test('no function and no check of the database keeps a list of its own (REQ-036)', async () => {
  const { rows } = await house.owner.query(
    `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'auth' and p.prosrc like '%''mental_health''%'
     union all
     select conname from pg_constraint where pg_get_constraintdef(oid) like '%mental_health%'
     union all
     select polname || ' on ' || polrelid::regclass from pg_policy
       where coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '') like '%mental_health%'`,
  );

  expect(rows).toEqual([{ name: 'restricted_classes' }]);
});

test('an agency has a rule for each, new ones too (REQ-036, EP-15)', async () => {
  const { body } = await house.as('north-admin').get('/api/staff-access');

  expect(body.rules.map((rule: { class: string }) => rule.class)).toEqual([...restrictedClasses]);
});

test('words of each class are there for who has the case and for no colleague (REQ-178, EP-07)', async () => {
  expect(await read('ana')).toEqual([...restrictedClasses]);
  expect(await read('di')).toEqual([]);
});

test.each(restrictedClasses)(
  'where training about %s is asked for, nobody reads it without (REQ-036, EP-15)',
  async (each) => {
    await askTraining('hiv', null);
    await askTraining(each, '2027-03-01');
    const without = await read('una');
    const training = {
      staffId: una.staffId,
      about: each,
      completedOn: '2027-03-01',
      expiresOn: '2027-12-31',
    };
    const kept = await house.as('north-admin').post('/api/staff-access/trainings', training);
    const trained = await read('una');
    await askTraining(each, null);

    expect(without).toEqual(restrictedClasses.filter((other) => other !== each));
    expect(kept.status).toBe(200);
    expect(trained).toEqual([...restrictedClasses]);
  },
);

test.each(restrictedClasses)(
  'what was written of %s lies sealed, each with its class (REQ-178)',
  async (each) => {
    const { rows } = await house.owner.query(
      `select position($2 in encode(body, 'escape')) as found from coordination_contact where client_id = $1 and class = $3`,
      [client.clientId, 'zebra', each],
    );
    expect(rows).toEqual([{ found: 0 }]);
  },
);

test('no case and no program is about the notes of a session (REQ-036)', async () => {
  for (const notes of ['psychotherapy_notes', 'sud_counseling_notes']) {
    const held = house.owner.query(
      `insert into client_class values ($1, $2, $3, 'test', auth.now())`,
      [north.agencyId, client.clientId, notes],
    );
    await expect(held).rejects.toThrow('client_class');
    const program = { name: notes, preset: 'supportive', goLiveOn: '2027-03-15', class: notes };
    const made = await house.as('north-admin').post('/api/programs', program);
    expect(made.body.type).toBe('bad-input');
  }
});
