import { afterAll, expect, test } from 'vitest';
import { auditedScene } from '#test/audited-scene.ts';
import { startHouse } from '#test/house.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

const house = await startHouse();
afterAll(() => house.close());
const { agency, harbor, june, people, numbers } = await auditedScene(house);

/** Later lines of others about nobody of Harbor: a page that walked through all of them would look each of them up. */
const manyLines = `
  set local session_replication_role = replica;
  insert into audit (agency_id, audit_id, at, actor_id, purpose, operation, outcome, ids, hmac)
  select a.agency_id, gen_random_uuid(), a.at + n * interval '1 second', a.actor_id, a.purpose, a.operation, a.outcome,
    array['${people['Bao Chen']?.clientId}'::uuid, gen_random_uuid()], a.hmac
  from (select * from audit where ids @> array['${people['Bao Chen']?.clientId}'::uuid] limit 1) a, generate_series(1, 20000) n;
  analyze audit;
  set local session_replication_role = origin;`;
/** Whoever was enrolled in Harbor as well, of whom the trail says nothing. */
const manyClients = `
  set local session_replication_role = replica;
  insert into enrollment (agency_id, enrollment_id, client_id, program_id, created_at)
  select '${agency.agencyId}', gen_random_uuid(), gen_random_uuid(), '${harbor.programId}', auth.now() from generate_series(1, 101);
  analyze enrollment;
  set local session_replication_role = origin;`;
const page = `auth.audit_page(null, null, null, null, null, 51)`;

const asked = (words: string, before: string) =>
  asOwner(house, async (client) => {
    const person = { agencyId: agency.agencyId, staff: june };
    const answer = await tried(client, person, { words, purpose: 'oversight', before });
    if (typeof answer === 'string') throw new Error(answer);
    return answer.rows;
  });
const clientsRead = `select array_agg(distinct n order by n) as told from ${page} l, unnest(l.clients) n`;

type Plan = { 'QUERY PLAN': { Plan: Record<string, number> }[] };
test.for([
  ['few clients', manyLines],
  ['very many clients', manyLines + manyClients],
])(
  'lines that lie behind very many of others are found for an auditor of a program of %s, and those others are not read (EP-17, S8, S16)',
  async ([, before = '']) => {
    expect(await asked(clientsRead, before)).toEqual([
      { told: [numbers['Alma Rivera'], numbers['Cleo Stone']] },
    ]);
    const [explained]: Plan[] = await asked(
      `explain (analyze, buffers, format json) select * from ${page}`,
      before,
    );
    const read = explained?.['QUERY PLAN'][0]?.Plan ?? {};
    expect(read['Actual Rows']).toBeGreaterThan(0);
    expect((read['Shared Hit Blocks'] ?? 0) + (read['Shared Read Blocks'] ?? 0)).toBeLessThan(1500);
  },
);

const bao = people['Bao Chen']?.clientId ?? '';
const alma = people['Alma Rivera']?.clientId ?? '';
const lineAbout = (ids: readonly string[], at: string) => `
  insert into audit (agency_id, audit_id, at, actor_id, purpose, operation, outcome, ids, hmac)
  select agency_id, gen_random_uuid(), ${at}, actor_id, purpose, 'GET /api/clients', outcome, '{${ids.join()}}', hmac
  from audit where ids @> array['${bao}'::uuid] limit 1;`;
const joinsHarbor = `
  set local session_replication_role = replica;
  insert into enrollment (agency_id, enrollment_id, client_id, program_id, created_at)
    values ('${agency.agencyId}', gen_random_uuid(), '${bao}', '${harbor.programId}', auth.now());
  set local session_replication_role = origin;`;
const linesOn = (name: string) =>
  `select count(*)::integer as told from auth.audit_page(null, ${numbers[name]}, null, null, null, 51)`;

test('a line about clients of two programs is one of both, and tells the number of their own client alone (EP-17, S16)', async () => {
  const [latest] = await asked(
    `select l.clients as told from ${page} l order by l.at desc limit 1`,
    lineAbout([alma, bao], `auth.now() + interval '1 hour'`),
  );
  expect(latest).toEqual({ told: [numbers['Alma Rivera']] });
});

test('of a client who joined the program they read what was done since, and nothing of before (EP-17, EP-14)', async () => {
  const after = lineAbout([bao], `auth.now() + interval '1 hour'`);
  expect(await asked(linesOn('Bao Chen'), after)).toEqual([{ told: 0 }]);
  expect(await asked(linesOn('Bao Chen'), joinsHarbor)).toEqual([{ told: 0 }]);
  expect(await asked(linesOn('Bao Chen'), joinsHarbor + after)).toEqual([{ told: 1 }]);
});

test('which programs a line concerns, and which record was opened with it, follow from the trail (S16)', async () => {
  const { rows } = await house.owner.query(`
    with concerned as (select distinct a.agency_id, e.program_id, a.at, a.audit_id, a.actor_id
        from audit a join enrollment e on e.agency_id = a.agency_id and e.client_id = any(a.ids)),
      opened as (select a.agency_id, a.actor_id, c.client_id, a.at, a.audit_id
        from audit a join client c on c.agency_id = a.agency_id and c.client_id = any(a.ids)
        where a.outcome = 'done' and a.actor_id is not null and auth.is_opening(a.operation))
    select (select count(*)::integer from concerned) > 0 and (select count(*)::integer from opened) > 0 as some,
      (select count(*)::integer from (table concerned except table auth.audit_program) x) as missing,
      (select count(*)::integer from (table auth.audit_program except table concerned) x) as more,
      (select count(*)::integer from (table opened except table auth.opening) x) as unopened,
      (select count(*)::integer from (table auth.opening except table opened) x) as invented`);
  expect(rows).toEqual([{ some: true, missing: 0, more: 0, unopened: 0, invented: 0 }]);
});
