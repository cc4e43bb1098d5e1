import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { isOfThisRelease, migrate } from '#server/platform/migrate.ts';

const template = inject('migrator');
const firstStep = '0000-queue (pg-boss 12.35)';
const folder = new URL('../migrations/', import.meta.url);
const steps = readdirSync(folder).filter((name) => name.endsWith('.sql'));

async function emptyDatabase(): Promise<pg.ClientConfig & typeof template> {
  const database = `two_${randomBytes(4).toString('hex')}`;
  const server = new pg.Client({ ...template, database: 'postgres' });
  await server.connect();
  await server.query(`create database ${database} template template0`);
  await server.end();
  return { ...template, database };
}

test('two servers that start at once on one empty database bring it up together, and each step runs once', async () => {
  const migrator = await emptyDatabase();
  const watcher = new pg.Client(migrator);
  await watcher.connect();

  const logins = await Promise.all([migrate(migrator), migrate(migrator)]);

  expect(logins[0]).toEqual(logins[1]);
  expect(await isOfThisRelease(migrator)).toBe(true);
  const { rows } = await watcher.query(
    `select name, count(*)::integer as times from migration.done where name like '%.sql' group by name order by name`,
  );
  expect(rows).toEqual(steps.toSorted().map((name) => ({ name, times: 1 })));
  await watcher.end();
});

test('a server touches nothing while another brings the database up', async () => {
  const migrator = await emptyDatabase();
  const other = new pg.Client(migrator);
  await other.connect();
  await other.query(`select pg_advisory_lock(hashtext('roundtable-migrate'))`);
  const waits = () =>
    other.query(
      `select 1 from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`,
    );
  const begun = migrate(migrator);

  await expect.poll(async () => (await waits()).rowCount).toBe(1);
  const { rows } = await other.query(`select to_regclass('migration.done') as there`);
  expect(rows).toEqual([{ there: null }]);
  await other.query(`select pg_advisory_unlock(hashtext('roundtable-migrate'))`);
  await begun;
  expect(await isOfThisRelease(migrator)).toBe(true);
  await other.end();
});

test('a server is not stopped by another that changes the same roles for a database of its own', async () => {
  const migrator = await emptyDatabase();
  const other = new pg.Client(template);
  await other.connect();
  await other.query('begin');
  await other.query('alter role roundtable_app with login');
  const begun = migrate(migrator, firstStep);

  const watcher = new pg.Client(migrator);
  await watcher.connect();
  const waits = () =>
    watcher.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
  await expect.poll(async () => (await waits()).rowCount).toBe(1);
  await other.query('commit');
  await expect(begun).resolves.toHaveProperty('app');
  await watcher.end();
  await other.end();
});
