import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';

type Table = 'obligation' | 'due_snapshot_row';

/** Lists of many: Ana takes them out; Sue and Kim oversee with her, and the administrator of another agency with nobody here. */
export async function longLists(house: House) {
  const given = givenIn(house);
  await house.at('2026-11-02T15:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  const ana = await given.staff(agency, 'ana', {
    roles: ['case-manager', 'supervisor'],
    teamRole: 'supervisor',
    program,
  });
  await given.client(agency, { program, worker: ana });
  await house.runJobs();
  const asked = { asOf: '2026-11-02', knowledge: 'today' };
  const { snapshotId } = (await house.as('ana').post('/api/due-snapshots', asked)).body;
  await house.runJobs();

  /** So many lines more than there are: rows alone, since nobody opens them. */
  const linesMore = (table: Table, howMany: number) =>
    house.owner.query(
      `with columns as (select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as names
         from information_schema.columns where table_name = $1 and is_generated = 'NEVER')
       select format('insert into %1$I (%2$s) select %2$s from (select (jsonb_populate_record(null::%1$I, to_jsonb(o)
           || jsonb_build_object(''enrollment_id'', i.id, ''client_id'', i.id))).* from (select t.* from %1$I t where t.agency_id = %4$L and t.strength = ''required''
             and coalesce(to_jsonb(t) ->> ''state'', ''open'') = ''open'' limit 1) o,
           lateral (select gen_random_uuid() as id from generate_series(1, %3$s)) i) r', $1::text, names, $2::int, $3::uuid) as words
       from columns`,
      [table, howMany, agency.agencyId],
    );

  /** Without the keys that lead elsewhere. */
  async function addLines(table: Table, howMany: number) {
    const client = await house.owner.connect();
    try {
      await client.query('begin');
      await client.query('set local session_replication_role = replica');
      const { rows } = await linesMore(table, howMany);
      await client.query(rows[0].words);
      if (table === 'obligation')
        await client.query(
          `insert into client select (jsonb_populate_record(null::client, to_jsonb(c) || jsonb_build_object('client_id', o.client_id,
             'client_number', 5000 + row_number() over ()))).* from obligation o,
             lateral (select * from client where agency_id = o.agency_id and legal_family = 'Rivera' limit 1) c
           where not exists (select from client x where x.client_id = o.client_id)`,
        );
      await client.query('commit');
    } finally {
      client.release();
    }
  }
  return { given, agency, program, ana, snapshotId: String(snapshotId), addLines };
}
