import pg from 'pg';
import type { TestProject } from 'vitest/node';
import type { Login } from '#server/platform/database.ts';
import { startThrowAwayPostgres } from '#server/platform/embedded-postgres/throw-away-postgres.ts';
import { migrate } from '#server/platform/migrate.ts';
import { settleNeighbor } from '#test/settle-neighbor.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    migrator: Login;
    /** The same, with an agency in it that no test knows of. */
    besideNeighbor: Login;
  }
}

const template = 'roundtable_template';
const neighbored = 'roundtable_template_neighbored';

/** One server for the whole run, migrated once into a template that each test file copies; most copy the one with a neighbor in it. */
export async function setup(project: TestProject) {
  const address = process.env['TEST_DATABASE_URL'];
  const server = address ? undefined : await startThrowAwayPostgres();
  const login = server ? server.connect : loginOf(address ?? '');
  const migrator: Login = { ...login, database: template };
  const client = new pg.Client(login);
  await client.connect();
  for (const name of [template, neighbored])
    await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${template}`);
  await migrate(migrator);
  await client.query(`create database ${neighbored} template ${template}`);
  await client.end();
  const besideNeighbor = { ...login, database: neighbored };
  await settleNeighbor(besideNeighbor);
  project.provide('migrator', migrator);
  project.provide('besideNeighbor', besideNeighbor);
  return async () => {
    await server?.stop();
  };
}

function loginOf(address: string): Login {
  const url = URL.parse(address);
  if (url?.protocol !== 'postgres:' && url?.protocol !== 'postgresql:')
    throw new Error(
      'TEST_DATABASE_URL is not the address of a PostgreSQL server, for example TEST_DATABASE_URL=postgres://owner:secret@localhost:5432/postgres',
    );
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1) || 'postgres',
  };
}
