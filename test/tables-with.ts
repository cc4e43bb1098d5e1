import type { House } from '#test/house.ts';

/** Tables of every schema, ours and of the tools beside us, in which this stands. */
export async function tablesWith(house: House, word: string): Promise<string[]> {
  const { rows } = await house.owner.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await house.owner.query(
      `select 1 from ${name} t where to_jsonb(t)::text like '%' || $1 || '%' limit 1`,
      [word],
    );
    if (rowCount !== 0) found.push(name);
  }
  return found;
}
