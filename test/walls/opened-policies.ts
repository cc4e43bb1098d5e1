import pg from 'pg';
import type { GivenStaff } from '#test/given.ts';
import type { House } from '#test/house.ts';

/** Somebody who may see none of certain rows of an agency. */
export type Onlooker = {
  agencyId: string;
  staff: Pick<GivenStaff, 'staffId'>;
  of: string;
  rows: Record<string, string>;
  /** What a row that is put there for the question says beside that. */
  also?: Record<string, string>;
  purpose?: string;
};
type Asked = { table: string; onlooker: Onlooker };

/** One transaction as the owner of the data, of which nothing stays. */
export async function asOwner<T>(
  { owner }: House,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const place = 'before_this';
type Person = Pick<Onlooker, 'agencyId' | 'staff'>;
export type Doing = { words: string; purpose?: string; before?: string };

/** Does something as the application's login for somebody, and takes it back: what it reads or changes, or the code of the refusal. */
export async function tried(
  client: pg.PoolClient,
  { agencyId, staff }: Person,
  { words, purpose = 'care-coordination', before = '' }: Doing,
): Promise<pg.QueryResult | string> {
  await client.query(`savepoint ${place}`);
  try {
    if (before !== '') await client.query(before);
    await client.query(`select auth.mint('${agencyId}', '${staff.staffId}', '${purpose}', null)`);
    await client.query('set local role roundtable_app');
    return await client.query(words);
  } catch (fault) {
    if (fault instanceof pg.DatabaseError) return fault.code ?? '';
    throw fault;
  } finally {
    await client.query(`rollback to savepoint ${place}`);
  }
}

const meant = ({ of, rows }: Onlooker) =>
  Object.entries({ agency_id: of, ...rows })
    .map(([column, value]) => `x.${column} = '${value}'`)
    .join(' and ');

/** The tables with this policy that can hold such rows. Where there is none, one is put that says nothing else. */
async function tablesWith(client: pg.PoolClient, policy: string, onlooker: Onlooker) {
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid
     where p.polname = $1 and c.relnamespace = 'public'::regnamespace
       and (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname = any($2)) = cardinality($2)
     order by c.relname collate "C"`,
    [policy, ['agency_id', ...Object.keys(onlooker.rows)]],
  );
  for (const { name } of tables) {
    const found = await client.query(`select from ${name} x where ${meant(onlooker)} limit 1`);
    if (found.rowCount === 0) await putBareRow(client, name, onlooker);
  }
  return tables.map(({ name }) => name);
}

type Column = { name: string; type: string; isKey: boolean; isMade: boolean };

async function putBareRow(client: pg.PoolClient, table: string, { of, rows, also }: Onlooker) {
  const { rows: columns } = await client.query<Column>(
    `select a.attname as name, format_type(a.atttypid, null) as type, a.attgenerated <> '' as "isMade",
       exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any(i.indkey)) as "isKey"
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [table],
  );
  const { rows: checks } = await client.query<{ name: string }>(
    `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
    [table],
  );
  const free = [
    ...checks.map(({ name }) => `drop constraint ${name}`),
    ...columns.flatMap(({ name, isKey }) => (isKey ? [] : [`alter ${name} drop not null`])),
  ];
  if (free.length > 0) await client.query(`alter table ${table} ${free.join(', ')}`);
  const given: Record<string, string> = { agency_id: of, class: 'general', ...also, ...rows };
  const values = columns.flatMap(({ name, type, isKey, isMade }) => {
    const value = given[name];
    if (isMade) return [];
    if (value !== undefined) return [[name, `'${value}'`]];
    if (!isKey) return [];
    return [
      [name, type === 'uuid' ? 'gen_random_uuid()' : type === 'date' ? `'2027-01-01'` : `'1'`],
    ];
  });
  await client.query('set local session_replication_role = replica');
  await client.query(
    `insert into ${table} (${values.map(([name]) => name).join(', ')}) values (${values.map(([, value]) => value).join(', ')})`,
  );
  await client.query('set local session_replication_role = origin');
}

/** How many of those rows they read; none where the login may not ask the table at all. */
async function read(client: pg.PoolClient, { table, onlooker }: Asked, before = '') {
  const words = `select from ${table} x where ${meant(onlooker)}`;
  const { purpose = 'care-coordination' } = onlooker;
  const answer = await tried(client, onlooker, { before, words, purpose });
  return typeof answer === 'string' ? 0 : (answer.rowCount ?? 0);
}

/** What becomes of one more such row; no trigger has a say in it, nor who wrote it, nor when. */
async function added(client: pg.PoolClient, { table, onlooker }: Asked, broken = '') {
  const { rows: columns } = await client.query<{ name: string }>(
    `select quote_ident(a.attname) as name from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0
       and not a.attisdropped and a.attgenerated = '' and has_column_privilege('roundtable_app', $1::regclass, a.attname, 'insert')`,
    [table],
  );
  if (columns.length === 0) return 'no right at all';
  const { rows } = await client.query(
    `select to_jsonb(x) as row from ${table} x where ${meant(onlooker)} limit 1`,
  );
  const names = columns.map(({ name }) => name).join(', ');
  const json = pg.escapeLiteral(JSON.stringify(rows[0].row));
  const words = `insert into ${table} (${names}) select ${names} from jsonb_populate_record(null::${table}, ${json})`;
  const before = `set local session_replication_role = replica; drop policy if exists by_its_author on ${table};
    drop policy if exists at_its_moment on ${table}; ${broken}`;
  const answer = await tried(client, onlooker, { before, words });
  return typeof answer === 'string' ? answer : 'taken';
}

type Break = (table: string) => string;
/** How many tables were asked; those that let such a row through, and those that keep it even when they are broken. */
type Findings = { asked: number; through: string[]; kept: string[] };
type Breaking = { policy: string; broken: Break; before?: string };

/** Asks each table that has this policy for the rows, whole and broken. */
export const readingPast = (
  house: House,
  onlooker: Onlooker,
  { policy, broken, before = '' }: Breaking,
): Promise<Findings> =>
  asOwner(house, async (client) => {
    if (before !== '') await client.query(before);
    const tables = await tablesWith(client, policy, onlooker);
    const found: Findings = { asked: tables.length, through: [], kept: [] };
    for (const table of tables) {
      const asked = { table, onlooker };
      if ((await read(client, asked)) > 0) found.through.push(table);
      if ((await read(client, asked, broken(table))) === 0) found.kept.push(table);
    }
    return found;
  });

/** Gives each table one more such row, whole and broken. */
export const addingPast = (
  house: House,
  onlooker: Onlooker,
  { policy, broken }: Breaking,
): Promise<Findings> =>
  asOwner(house, async (client) => {
    const found: Findings = { asked: 0, through: [], kept: [] };
    for (const table of await tablesWith(client, policy, onlooker)) {
      const asked = { table, onlooker };
      const answer = await added(client, asked);
      if (answer === 'no right at all') continue;
      found.asked += 1;
      if (answer !== '42501') found.through.push(`${table} ${answer}`);
      if ((await added(client, asked, broken(table))) === '42501') found.kept.push(table);
    }
    return found;
  });
