import pg from 'pg';
import type { House } from '#test/house.ts';

const schemas = ['public', 'auth', 'sign_in'];
// Who asks in a transaction is no part of the world.
const ofTransactions = 'asking';
type Kept = { id: number; name: string; columns: string };

/** Keeps all rows as they are now, and gives a way back to them: whoever is asked next finds the same world again. */
export async function keepWorld({ owner }: House): Promise<() => Promise<void>> {
  const { rows } = await owner.query<Kept>(
    `select format('%I.%I', table_schema, table_name)::regclass::oid::integer as id,
      format('%I.%I', table_schema, table_name) as name,
      string_agg(format('%I', column_name), ', ' order by ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where table_schema = any($1) and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and table_name <> $2 group by 1, 2`,
    [schemas, ofTransactions],
  );
  await owner.query(`
    create schema kept;
    create unlogged table kept.touched (id integer);
    create function kept.touch() returns trigger language plpgsql security definer as
      $$ begin insert into kept.touched values (tg_relid::integer); return null; end $$;
    grant usage on schema kept to public;`);
  for (const { id, name, columns } of rows)
    await owner.query(`
      create unlogged table kept.t${id} as select ${columns} from ${name};
      create trigger zz_touched after insert or update or delete on ${name}
        for each statement execute function kept.touch()`);
  const tables = new Map(rows.map((row) => [row.id, row]));
  const restore = async (): Promise<void> => {
    const { rows: touched } = await owner.query<{ id: number }>(
      'select distinct id from kept.touched',
    );
    const back = touched.map(({ id }) => {
      const { name, columns } = tables.get(id) ?? {};
      return `lock table ${name}; delete from ${name}; insert into ${name} (${columns}) overriding system value select * from kept.t${id};`;
    });
    // What was there goes back without its rules being asked once more.
    await owner.query(
      `begin; set local session_replication_role = replica; ${back.join('\n')} delete from kept.touched; commit`,
    );
  };
  // Long work goes on writing after its answer, and may stand across the way.
  return async () => {
    for (let again = 5; ; again -= 1)
      try {
        return await restore();
      } catch (error) {
        const isDeadlock = error instanceof pg.DatabaseError && error.code === '40P01';
        if (!isDeadlock || again === 0) throw error;
      }
  };
}
