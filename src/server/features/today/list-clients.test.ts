import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let ana: GivenStaff;
let alma: GivenClient;
const programs = new Map<string, Awaited<ReturnType<typeof given.program>>>();
const programOf = (name: string) => {
  const program = programs.get(name);
  if (!program) throw new Error(`no program ${name}`);
  return program;
};

const enroll = async (client: GivenClient, program: string, startedOn: string, who = 'ana') => {
  const { programId, teamId } = programOf(program);
  const reply = await house.as('here-admin').post(`/api/clients/${client.clientId}/enrollments`, {
    programId,
    teamId,
    ...(who === 'ana' && { workerId: ana.staffId }),
    startedOn,
  });
  expect(reply).toMatchObject({ status: 200 });
};

const join = async (teamId: string) => {
  const member = { staffId: ana.staffId, teamId, teamRole: 'case-manager' };
  expect((await house.as('here-admin').post('/api/staff/join-team', member)).status).toBe(200);
};

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  here = await given.agency('here');
  for (const [name, preset] of [
    ['Comprehensive', 'comprehensive'],
    ['Health Home', 'health-home'],
    ['Adult day care', 'comprehensive'],
    ['Food', 'comprehensive'],
    ['Housing', 'health-home'],
  ] as const)
    programs.set(name, await given.program(here, { name, preset }));
  const program = programOf('Comprehensive');
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program });
  await given.staff(here, 'bo', { roles: ['case-manager'], program: programOf('Housing') });
  await given.staff(here, 'sue', {
    roles: ['supervisor'],
    program: programOf('Health Home'),
    teamRole: 'supervisor',
  });
  for (const [name, { teamId }] of programs) if (name !== 'Comprehensive') await join(teamId);
  alma = await given.client(here, { program, worker: ana, enrolledOn: '2025-12-01' });
  await enroll(alma, 'Health Home', '2025-11-20');
  await enroll(alma, 'Adult day care', '2025-10-01');
  await enroll(alma, 'Food', '2025-12-20');
  await enroll(alma, 'Housing', '2025-12-31', 'nobody');
  const there = await given.agency('there');
  const elsewhere = await given.program(there);
  const otto = await given.staff(there, 'otto', { roles: ['case-manager'], program: elsewhere });
  await given.client(there, { program: elsewhere, worker: otto, enrolledOn: '2025-01-01' });
});
beforeEach(() => house.at('2026-05-04T15:00:00Z'));

const due = async (who: string, query = '') => {
  const { status, body } = await house.as(who).get(`/api/today/due${query}`);
  expect(status).toBe(200);
  return body;
};
const brief = ({ rows }: { rows: any[] }) =>
  rows.map(({ name, programName, due: on }) => `${name}, ${programName}: ${on}`);
const beside = async (who: string) =>
  (await house.as(who).post('/api/today/due/beside', { clientIds: [alma.clientId] })).body.clients;
const bucketsOf = async (who: string, query = '') => {
  const { body } = await house.as(who).get(`/api/today/counts${query}`);
  return body.buckets.flatMap(({ key, required, recommended }: any) =>
    required + recommended === 0 ? [] : [`${key}: ${required} and ${recommended}`],
  );
};

test('a client of five programs is one row, by the duty that comes first, with the others beside it (REQ-142)', async () => {
  expect(brief(await due('ana', '?when=all'))).toEqual(['Alma Rivera, Adult day care: Mon 30 Mar']);
  expect(await beside('ana')).toMatchObject([
    {
      owed: [
        { programName: 'Adult day care', due: 'Mon 30 Mar', left: '35 days late' },
        { programName: 'Health Home', due: 'Wed 20 May', left: 'In 16 days' },
        { programName: 'Comprehensive', due: 'Sat 30 May', strength: 'required' },
        { programName: 'Food', due: 'Thu 18 Jun' },
        { programName: 'Housing', due: 'Tue 30 Jun' },
      ],
    },
  ]);
  expect(await bucketsOf('ana')).toEqual(['late: 1 and 0']);
});

test('each of a client’s duties is explained by its own rule (REQ-142, REQ-163)', async () => {
  const [{ owed }] = await beside('ana');
  const reasons = [];
  for (const { id, enrollmentId } of owed) {
    const obligationKey = id.slice(enrollmentId.length + 1);
    const path = `/api/enrollments/${enrollmentId}/why`;
    const { status, body } = await house.as('ana').post(path, { obligationKey });
    expect(status).toBe(200);
    reasons.push(`${body.programName}: ${body.arithmetic}`);
  }

  expect(reasons.slice(0, 2)).toEqual([
    expect.stringMatching(/^Adult day care: .*1 Oct 2025 \+ 180 days = 30 Mar 2026/),
    expect.stringMatching(/^Health Home: .*20 Nov 2025 \+ 6 calendar months = 20 May 2026/),
  ]);
});

test('with a filter a client stands by the first of what it means, and the counts with it (REQ-142)', async () => {
  const { programId } = programOf('Food');
  expect(brief(await due('ana', `?when=all&programId=${programId}`))).toEqual([
    'Alma Rivera, Food: Thu 18 Jun',
  ]);
  expect(await bucketsOf('ana', `?programId=${programId}`)).toEqual(['later: 1 and 0']);
  expect(brief(await due('ana', '?when=late'))).toHaveLength(1);
  // What comes later for a client who is late already stands within that row, not in a second one.
  expect(brief(await due('ana', '?when=week-3'))).toEqual([]);
  expect(brief(await due('ana', '?when=later'))).toEqual([]);
});

test('whoever sees one program of a client sees the first duty of that program (REQ-142)', async () => {
  expect(brief(await due('bo', '?scope=team&when=all'))).toEqual([
    'Alma Rivera, Housing: Tue 30 Jun',
  ]);
  expect(brief(await due('sue', '?scope=all&when=all'))).toEqual([
    'Alma Rivera, Health Home: Wed 20 May',
  ]);
  expect(await bucketsOf('bo', '?scope=team')).toEqual(['later: 1 and 0']);
  expect(brief(await due('here-admin', '?scope=all&when=all'))).toEqual([
    'Alma Rivera, Adult day care: Mon 30 Mar',
  ]);
  expect(brief(await due('otto', '?when=all'))).not.toContain('Alma');
  expect(await beside('otto')).toEqual([]);
});

test('a crisis comes before what is late, and a restricted one leads only the row of those who may know (REQ-146, REQ-036)', async () => {
  const mina = await given.client(here, {
    program: programOf('Comprehensive'),
    worker: ana,
    name: 'Mina Holt',
    enrolledOn: '2025-10-01',
  });
  await enroll(mina, 'Health Home', '2026-01-15');
  const rowOf = async (who: string, query: string) =>
    (await due(who, query)).rows.filter(({ name }: { name: string }) => name === 'Mina Holt');
  expect(await rowOf('ana', '')).toMatchObject([{ programName: 'Comprehensive', kind: 'first' }]);

  const told = await house.as('ana').post(`/api/clients/${mina.clientId}/changes`, {
    code: 'suicidal_ideation',
    on: '2026-05-03',
    wantsConference: true,
  });
  expect(told.status).toBe(200);

  const { rows } = await due('ana');
  expect(rows[0]).toMatchObject({ name: 'Mina Holt', severity: 'crisis' });
  expect(await rowOf('ana', '')).toHaveLength(1);
  expect(await bucketsOf('ana')).toContain('crisis: 1 and 0');
  await given.staff(here, 'cal', {
    roles: ['case-manager'],
    program: programOf('Comprehensive'),
  });
  expect(await rowOf('cal', '?scope=team')).toMatchObject([{ kind: 'first' }]);
});

test('pages of clients follow one another without a gap or a repeat, and the file has each client once (REQ-142)', async () => {
  const { programId, teamId } = await given.program(here, { name: 'Large' });
  const lou = await given.staff(here, 'lou', {
    roles: ['case-manager'],
    program: { programId, teamId },
  });
  const pattern = await given.client(here, {
    program: { programId, teamId },
    worker: lou,
    name: 'Pattern Client',
    enrolledOn: '2025-11-20',
  });
  // Each owes two things, far apart, so that the second ones of early clients stand among the first ones of late ones.
  await house.owner.query(`
    create function pg_temp.known(name text) returns uuid language sql immutable
      as $$ select overlay(overlay(md5(name) placing '4' from 13) placing '8' from 17)::uuid $$;
    set session_replication_role = replica;
    insert into client (agency_id, client_id, client_number, legal_given, legal_family, given_key, family_key, preferred_key, staff_ids, created_at)
      select agency_id, pg_temp.known('many' || n), 50000 + n, 'Given', 'N' || n, 'given', 'n', '', array['${lou.staffId}'::uuid], now()
      from client, generate_series(1, 620) n where client_id = '${pattern.clientId}';
    insert into enrollment (agency_id, enrollment_id, client_id, program_id, created_at)
      select agency_id, pg_temp.known(k || 'case' || n), pg_temp.known('many' || n), program_id, now()
      from enrollment, generate_series(1, 620) n, generate_series(0, 1) k where enrollment_id = '${pattern.enrollmentId}';
    insert into obligation (agency_id, enrollment_id, obligation_key, client_id, program_id, team_id, worker_id, kind, strength, state, due_on, explanation)
      select agency_id, pg_temp.known(k || 'case' || n), obligation_key, pg_temp.known('many' || n), program_id, team_id, worker_id, kind, strength, state,
        due_on + n / 3 + 90 * k, explanation || jsonb_build_object('dueOn', due_on + n / 3 + 90 * k)
      from obligation, generate_series(1, 620) n, generate_series(0, 1) k where enrollment_id = '${pattern.enrollmentId}';
    reset session_replication_role;`);

  const seen: { id: string; clientId: string; dueOn: string }[] = [];
  for (let after = ''; ;) {
    const page = await due('lou', `?when=all${after}`);
    seen.push(...page.rows);
    if (page.next === null) break;
    expect(page.rows).toHaveLength(50);
    after = `&after=${page.next}`;
  }

  expect(seen).toHaveLength(621);
  expect(new Set(seen.map(({ clientId }) => clientId)).size).toBe(621);
  expect(seen.map(({ dueOn }) => dueOn)).toEqual(
    seen.map(({ dueOn }) => dueOn).toSorted((one, other) => one.localeCompare(other)),
  );
  expect(await bucketsOf('lou')).toEqual(
    expect.arrayContaining([expect.stringMatching(/^later: /)]),
  );
  const { body } = await house.as('lou').get('/api/today/due/export?when=all&reason=supervision');
  const lines = body.trim().split('\r\n');
  expect(lines).toHaveLength(622);
  expect(new Set(lines.map((line: string) => line.split(',')[0])).size).toBe(622);
  expect(lines[2]).toContain('Large: First case conference, required');
});
