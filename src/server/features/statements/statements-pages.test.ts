import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

type Listed = { statementId: string; standing: string; dueOn: string };

test('very many go on page by page, those still to be given first, none lost and none twice (REQ-036)', async () => {
  await house.at('2027-04-12T15:00:00Z');
  const { agency, program, ana } = await meetingsIn(house).agencyAtWork();
  const alma = await given.client(agency, { program, worker: ana });
  const { providerId } = await given.provider(agency);
  await house.owner.query(
    `set local session_replication_role = replica;
     insert into owed_statement (agency_id, statement_id, client_id, enrollment_id, emergency_id, provider_id, laws, class,
       heard_from, heard_until, heard_on, escalate_on, due_on, made_at, made_by, state, not_needed_why, settled_at, settled_by)
     select '${agency.agencyId}', gen_random_uuid(), '${alma.clientId}', '${alma.enrollmentId}', gen_random_uuid(), '${providerId}', '{hiv-27f}', 'hiv',
       day, day, day, day + 7, day + 10, '2027-04-01Z', '${ana.staffId}', case when settles then 'not-needed' else 'open' end,
       case when settles then 'was-not-there' end, case when settles then timestamptz '2027-04-02Z' end, case when settles then uuid '${ana.staffId}' end
       from (select date '2027-04-01' - n / 4 as day, n % 2 = 1 as settles from generate_series(1, 45) n) days;
     set local session_replication_role = origin;`,
  );
  const pages = async (query: string) => {
    const all: Listed[] = [];
    const sizes: number[] = [];
    let after = '';
    do {
      const { body } = await house.as('ana').get(`/api/statements${query}${after}`);
      expect(body.open).toBe(22);
      all.push(...body.statements);
      sizes.push(body.statements.length);
      after = body.next === null ? '' : `&after=${body.next}`;
    } while (after !== '');
    return { all, sizes };
  };
  const { all, sizes } = await pages(`?show=all&clientId=${alma.clientId}`);
  const dues = all.map(({ dueOn }) => dueOn);

  expect(sizes).toEqual([20, 20, 5]);
  expect(new Set(all.map(({ statementId }) => statementId)).size).toBe(45);
  expect(all.slice(0, 22).every(({ standing }) => standing === 'late')).toBe(true);
  expect(dues.slice(0, 22)).toEqual(dues.slice(0, 22).toSorted());
  expect(dues.slice(22)).toEqual(dues.slice(22).toSorted().toReversed());
  expect((await pages('?show=open')).all).toHaveLength(22);
  expect((await pages('?show=settled')).all).toHaveLength(23);
  const made = await house.as('ana').get('/api/statements?show=all&after=open_0000-01-01_x');
  expect(made.body).toMatchObject({ status: 400, fields: [{ path: 'after' }] });
});
