import { createHash, createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { jobNames } from '#contract/jobs.ts';
import type { Login } from './database.ts';
import { queueSchema, retries } from './jobs-schema.ts';

export type Logins = Record<'app' | 'guest' | 'worker' | 'auth', Login>;

const kinds = ['app', 'guest', 'worker', 'auth'] as const;
const folder = fileURLToPath(new URL('../../../migrations/', import.meta.url));

/**
 * Brings the database up to this release, one migrator at a time, and answers the logins that the product uses. With the name of a
 * step it stops there, as an earlier release did.
 */
export async function migrate(migrator: Login, last?: string): Promise<Logins> {
  const client = new pg.Client(migrator);
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('roundtable-migrate'))`);
    await makeRolesBesideOthers(client, migrator);
    await migrateSchema(client, last);
  } finally {
    await client.end();
  }
  return loginsOf(migrator);
}

/** Whether every step of this release has run here, so that what it asks is there. */
export async function isOfThisRelease(migrator: Login): Promise<boolean> {
  const client = new pg.Client(migrator);
  await client.connect();
  try {
    const { rows } = await client.query<{ is_there: boolean }>(
      `select to_regclass('migration.done') is not null as is_there`,
    );
    if (!rows[0]?.is_there) return false;
    const done = await client.query<{ name: string }>(`select name from migration.done`);
    const names = new Set(done.rows.map(({ name }) => name));
    return (await steps()).every(({ name }) => names.has(name));
  } finally {
    await client.end();
  }
}

/** Derived from the migrator's secret, so that several servers agree and nothing is written down. */
export function loginsOf(migrator: Login): Logins {
  const login = (kind: string): Login => ({
    ...migrator,
    user: `roundtable_${kind}`,
    password: createHmac('sha256', migrator.password).update(kind).digest('hex'),
  });
  return { app: login('app'), guest: login('guest'), worker: login('worker'), auth: login('auth') };
}

/** What the server answers to the second of two who change one role at once. */
const changedBesideUs = new Set(['XX000', '42710', '23505']);

/** Roles belong to the whole server, and a lock to one database: another of its databases may be brought up just now. */
async function makeRolesBesideOthers(client: pg.Client, migrator: Login, triesLeft = 20) {
  try {
    await makeRoles(client, migrator);
  } catch (error) {
    const isBesideUs = error instanceof pg.DatabaseError && changedBesideUs.has(error.code ?? '');
    if (!isBesideUs || triesLeft === 0) throw error;
    await setTimeout(50 + 50 * Math.random());
    await makeRolesBesideOthers(client, migrator, triesLeft - 1);
  }
}

async function makeRoles(client: pg.Client, migrator: Login) {
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname like 'roundtable%'`,
  );
  const there = new Set(rows.map(({ rolname }) => rolname));
  if (!there.has('roundtable_owner')) await client.query('create role roundtable_owner nologin');
  const logins = loginsOf(migrator);
  for (const kind of kinds) {
    const { user, password } = logins[kind];
    const verb = there.has(user) ? 'alter' : 'create';
    await client.query(
      `${verb} role ${user} with login noinherit nobypassrls nocreatedb nocreaterole password '${password}'`,
    );
    await client.query(
      `grant connect on database ${pg.escapeIdentifier(migrator.database)} to ${user}`,
    );
  }
  // Without it a migrator that is not a superuser could not hand the tables over.
  await client.query(`grant roundtable_owner to current_user`);
}

/** Steps that stood in two wordings for a while: whatever the other one adds, a later step gives to both. */
const otherWordings: ReadonlyMap<string, string> = new Map([
  ['0049-emergency-access.sql', '6d1ceb5ccf125a4e79140743f63934963f49dc590c413e7d31ae61262bf803d6'],
  [
    '0057-what-a-paper-tells.sql',
    '275cb5f80a9ee4cf8e3b0e5753b9f72ed87c332c9f05f158779f78e096bde644',
  ],
]);

async function migrateSchema(client: pg.Client, last?: string) {
  await client.query(`create schema if not exists migration`);
  await client.query(
    `create table if not exists migration.done (name text primary key, hash text not null, done_at timestamptz not null default now())`,
  );
  const { rows } = await client.query<{ name: string; hash: string }>(
    `select name, hash from migration.done`,
  );
  const done = new Map(rows.map(({ name, hash }) => [name, hash]));

  const all = await steps();
  const wanted = last === undefined ? all : all.slice(0, all.findIndex((s) => s.name === last) + 1);
  for (const { name, text } of wanted) {
    const hash = createHash('sha256').update(text).digest('hex');
    const before = done.get(name);
    if (before && [hash, otherWordings.get(name)].includes(before)) continue;
    if (before)
      throw new Error(`The migration ${name} was changed after it had run. Add a new one instead.`);
    await client.query('begin');
    try {
      await client.query(text);
      await client.query(`insert into migration.done (name, hash) values ($1, $2)`, [name, hash]);
      await client.query(handOver);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`The migration ${name} failed: ${why}`, { cause: error });
    }
  }
  for (const name of jobNames) {
    await client.query(
      `select queue.create_queue($1, $2) where not exists (select 1 from queue.queue where name = $1)`,
      [name, JSON.stringify({ policy: 'standard', ...retries })],
    );
  }
}

async function steps() {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(`${folder}${name}`, 'utf8') })),
  );
  return [{ name: '0000-queue (pg-boss 12.35)', text: queueSchema() }, ...files];
}

// The logins own nothing, and neither does the migrator: everything belongs to a role that cannot log in.
const handOver = `
do $$
declare thing record;
begin
  for thing in
    select format('alter schema %I owner to roundtable_owner', nspname) as command from pg_namespace
      where nspname in ('auth', 'sign_in', 'queue', 'guest')
    union all
    select format('alter %s %s owner to roundtable_owner',
        case c.relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end, c.oid::regclass)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'auth', 'sign_in', 'queue', 'guest') and c.relkind in ('r', 'p', 'v')
        and c.relowner <> 'roundtable_owner'::regrole
    union all
    select format('alter routine %s owner to roundtable_owner', p.oid::regprocedure)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'auth', 'queue', 'guest') and p.proowner <> 'roundtable_owner'::regrole
    union all
    select format('alter type %s owner to roundtable_owner', t.oid::regtype)
      from pg_type t join pg_namespace n on n.oid = t.typnamespace
      where n.nspname in ('public', 'queue') and t.typtype in ('d', 'e') and t.typowner <> 'roundtable_owner'::regrole
  loop
    execute thing.command;
  end loop;
end $$`;
