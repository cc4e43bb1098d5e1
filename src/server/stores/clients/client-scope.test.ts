import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

const others = 5_000;

test('who sees a client is written anew without a look at the other clients of the agency', async () => {
  const agency = await given.agency('Many');
  const program = await given.program(agency);
  const { enrollmentId } = await given.client(agency, { program });
  await house.owner.query(
    `insert into client (agency_id, client_id, client_number, legal_given, legal_family, given_key, family_key, preferred_key, created_at)
     select $1, gen_random_uuid(), 100000 + n, 'Other', 'Client', 'other', 'client', '', now() from generate_series(1, $2) n`,
    [agency.agencyId, others],
  );
  await house.owner.query('analyze client');

  const connection = await house.owner.connect();
  await connection.query('begin');
  await connection.query(
    `update enrollment_version set recorded_at = recorded_at where agency_id = $1 and enrollment_id = $2`,
    [agency.agencyId, enrollmentId],
  );
  const { rows } = await connection.query<{ read: number }>(
    `select (seq_tup_read + idx_tup_fetch)::integer as read from pg_stat_xact_user_tables where relname = 'client'`,
  );
  await connection.query('rollback');
  connection.release();

  expect(rows[0]?.read).toBeGreaterThan(0);
  expect(rows[0]?.read).toBeLessThan(50);
});
