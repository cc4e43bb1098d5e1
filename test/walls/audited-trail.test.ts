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
test('a page of their trail does not read the trail through (EP-17, S8)', async () => {
  const [explained]: Plan[] = await asked(
    `explain (analyze, buffers, format json) select * from ${page}`,
    manyLines,
  );
  const read = explained?.['QUERY PLAN'][0]?.Plan ?? {};

  expect(read['Actual Rows']).toBeGreaterThan(0);
  expect((read['Shared Hit Blocks'] ?? 0) + (read['Shared Read Blocks'] ?? 0)).toBeLessThan(30_000);
});

test.for([
  ['few clients', manyLines],
  ['very many clients', manyLines + manyClients],
])(
  'lines that lie behind very many of others are found for an auditor of a program of %s (EP-17, S16)',
  async ([, before = '']) => {
    expect(await asked(clientsRead, before)).toEqual([
      { told: [numbers['Alma Rivera'], numbers['Cleo Stone']] },
    ]);
  },
);
