import { afterAll, expect, test } from 'vitest';
import { monday, openingsScene } from '#test/given-openings.ts';
import { startHouse } from '#test/house.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

const house = await startHouse();
const { north, rae, sue, nia, aud, alma, rosa } = await openingsScene(house);
afterAll(() => house.close());

test('the functions ask by themselves who may know, and each way to forget it is noticed (S3, REQ-178)', async () => {
  const { agencyId } = north;
  // Named in the trail among others that were found, which is no opening.
  await house.as('rae').post('/api/clients/search', { text: 'Alma' });
  const { rows: admins } = await house.owner.query(
    `select staff_id as "staffId" from staff_role where agency_id = $1 and role = 'administrator'`,
    [agencyId],
  );
  const admin = { staffId: String(admins[0].staffId) };
  const names = JSON.stringify([
    { staffId: rae.staffId, surname: 'rivera', whole: 'raerivera' },
    { staffId: nia.staffId, surname: 'rivera', whole: 'nia' },
    { staffId: sue.staffId, surname: 'rivera', whole: 'sue' },
  ]);
  const listed = `select coalesce(string_agg(kind || times || coalesce(client_id::text, '-') || coalesce(staff_id::text, '-'), ' ' order by kind, times), '') as told
    from auth.openings_of_weeks('${names}', array['${monday}'::date])`;
  const judged = (clientId: string, staffId: string) =>
    `select auth.review_opening('${staffId}', '${clientId}', '${monday}', 'reported') as told`;
  const asks = [
    { staff: sue, words: listed },
    { staff: nia, words: listed },
    { staff: aud, words: listed },
    { staff: rae, words: listed },
    { staff: sue, words: judged(alma.clientId, rae.staffId) },
    { staff: sue, words: judged(alma.clientId, sue.staffId) },
    { staff: sue, words: judged(rosa.clientId, rae.staffId) },
    { staff: nia, words: judged(alma.clientId, sue.staffId) },
    { staff: admin, words: judged(alma.clientId, sue.staffId) },
    { staff: aud, words: judged(alma.clientId, sue.staffId) },
    { staff: rae, words: judged(alma.clientId, sue.staffId) },
    { staff: sue, words: 'select count(*) as told from opening_review' },
  ];
  const answers = (broken: string) =>
    asOwner(house, async (client) => {
      if (broken !== '') await client.query(broken);
      const told: unknown[] = [];
      for (const { staff, words } of asks) {
        const found = await tried(client, { agencyId, staff }, { words, purpose: 'oversight' });
        told.push(typeof found === 'string' ? found : found.rows[0]?.told);
      }
      return told;
    });
  const right = await answers('');
  expect(right.slice(1, 4)).toEqual(['', '42501', '42501']);
  expect(right.slice(4)).toEqual([
    null,
    'not-your-own-opening',
    'not-found',
    'not-found',
    null,
    '42501',
    '42501',
    '42501',
  ]);

  for (const [name, breaks] of Object.entries({
    'auth.openings_of_weeks(jsonb, date[])': [
      `not (is_admin or auth.has_role('supervisor'))`,
      'p.staff_id <> me',
      'is_admin or c.program_ids && mine',
    ],
    'auth.review_opening(uuid, uuid, date, text)': [
      `not (is_admin or auth.has_role('supervisor'))`,
      'opener = me',
      '(is_admin or c.program_ids && mine)',
      'o.staff_id = opener',
    ],
  })) {
    const { rows } = await house.owner.query(
      'select pg_get_functiondef($1::regprocedure) as text',
      [name],
    );
    const text = String(rows[0].text);
    for (const from of breaks) {
      expect(text).toContain(from);
      const to = /^not|^opener/.test(from) ? 'false' : 'true';
      expect.soft([from, await answers(text.replaceAll(from, to))]).not.toEqual([from, right]);
    }
  }
});

test('eight weeks of openings are asked for without reading the trail (REQ-178, S8)', async () => {
  const names = JSON.stringify([{ staffId: rae.staffId, surname: 'rivera', whole: 'raerivera' }]);
  // Lines of others about somebody else, as rows alone.
  const manyLines = `
    set local session_replication_role = replica;
    insert into audit (agency_id, audit_id, at, actor_id, purpose, operation, outcome, ids, hmac)
    select a.agency_id, gen_random_uuid(), a.at + n * interval '1 second', a.actor_id, a.purpose, a.operation, a.outcome,
      array[gen_random_uuid()], a.hmac
    from (select * from audit where ids @> array['${rosa.clientId}'::uuid] limit 1) a, generate_series(1, 20000) n;
    analyze audit;
    set local session_replication_role = origin;`;
  const words = `explain (analyze, buffers, format json) select * from auth.openings_of_weeks('${names}',
    array(select '${monday}'::date - 7 * n from generate_series(0, 7) n))`;
  const plan = await asOwner(house, (client) =>
    tried(
      client,
      { agencyId: north.agencyId, staff: sue },
      { words, purpose: 'oversight', before: manyLines },
    ),
  );
  if (typeof plan === 'string') throw new Error(plan);
  const read = plan.rows[0]['QUERY PLAN'][0].Plan;

  expect(read['Actual Rows']).toBe(1);
  expect(read['Shared Hit Blocks'] + read['Shared Read Blocks']).toBeLessThan(300);
});
