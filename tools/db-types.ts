import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { startThrowAwayPostgres } from '#server/platform/embedded-postgres/throw-away-postgres.ts';
import { migrate } from '#server/platform/migrate.ts';

// Writes src/server/platform/tables.ts from the migrations, so that a column cannot be misspelt.
const postgres = await startThrowAwayPostgres();
await migrate(postgres.connect);
const client = new pg.Client(postgres.connect);
await client.connect();
const { rows } = await client.query<{
  schema: string;
  table_name: string;
  name: string;
  type: string;
  nullable: boolean;
  has_default: boolean;
}>(`
  select n.nspname as schema, c.relname as table_name, a.attname as name,
    format_type(case when t.typtype = 'd' then t.typbasetype else a.atttypid end, null) as type,
    not a.attnotnull as nullable, a.atthasdef as has_default
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
  where n.nspname in ('public', 'sign_in', 'auth') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
  order by n.nspname, c.relname, a.attnum`);
await client.end();
await postgres.stop();

const scriptTypes: Record<string, string> = {
  uuid: 'string',
  xid8: 'string',
  text: 'string',
  integer: 'number',
  bigint: 'number',
  boolean: 'boolean',
  date: 'Temporal.PlainDate',
  'timestamp with time zone': 'Temporal.Instant',
  bytea: 'Buffer',
  jsonb: 'Json',
  'text[]': 'string[]',
  'uuid[]': 'string[]',
  'timestamp with time zone[]': 'Temporal.Instant[]',
  interval: 'string',
};
// The trigger gives these their class where the writer leaves it out.
const classed = new Set([
  'review_entry',
  'review_summary',
  'review_reason',
  'review_note',
  'action_item',
  'review_closing_reason',
  'coordination_contact',
]);

const tables = Map.groupBy(rows, (row) =>
  row.schema === 'public' ? row.table_name : `${row.schema}.${row.table_name}`,
);
const lines = [...tables].map(([table, columns]) => {
  const fields = columns.map(({ name, type, nullable, has_default, table_name }) => {
    const plain = scriptTypes[type];
    if (!plain) throw new Error(`No type for ${type} of ${table}.${name}`);
    if (plain === 'Json' && has_default) return `    ${name}: OptionalJson;`;
    const whole = nullable ? `${plain} | null` : plain;
    const optional = has_default || (name === 'class' && classed.has(table_name));
    return `    ${/^\w+$/.test(name) ? name : `'${name}'`}: ${optional ? `Generated<${whole}>` : whole};`;
  });
  return `  '${table}': {\n${fields.join('\n')}\n  };`;
});

await writeFile(
  new URL('../src/server/platform/tables.ts', import.meta.url),
  `// Made from the migrations by tools/db-types.ts.
import type { ColumnType, Generated } from 'kysely';

/** Reads as any JSON, and is written as its text. */
type Json = ColumnType<unknown, string, string>;
type OptionalJson = ColumnType<unknown, string | undefined, string>;

export type DB = {
${lines.join('\n')}
};
`,
);
