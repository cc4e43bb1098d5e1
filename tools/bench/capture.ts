import { Kysely, type Driver } from 'kysely';
import type pg from 'pg';
import { createApp } from '#server/app.ts';
import { openPool } from '#server/platform/database.ts';
import { openLog } from '#server/platform/log.ts';
import { migrate } from '#server/platform/migrate.ts';
import { masterKeysOf } from '#server/platform/sealing/master-keys.ts';
import { SealingDialect } from '#server/platform/sealing/sealing-dialect.ts';
import { openSignIn } from '#server/platform/sign-in/sign-in.ts';
import type { DB } from '#server/platform/tables.ts';
import type { Stage } from './stage.ts';

export type Statement = { sql: string; parameters: unknown[] };

const origin = 'http://localhost:4391';

/** A dialect whose transactions never commit: what the product would do is written down, and not done. */
class Rehearsal extends SealingDialect {
  override createDriver(): Driver {
    const driver = super.createDriver();
    const rollback = driver.rollbackTransaction.bind(driver);
    driver.commitTransaction = rollback;
    return driver;
  }
}

const isTransaction = /^\s*(begin|commit|rollback|start|savepoint|release)\b/i;

/** What goes over the wire, so words are sealed in it already. */
function watch(client: pg.PoolClient, onQuery: (statement: Statement) => void) {
  const { query } = client;
  Object.defineProperty(client, 'query', {
    value: (...given: unknown[]): unknown => {
      const [text, values] = given;
      if (typeof text === 'string' && !isTransaction.test(text))
        onQuery({ sql: text, parameters: Array.isArray(values) ? values : [] });
      return Reflect.apply(query, client, given);
    },
  });
}

/** The statements that one request runs, in order, with what it was given. */
export async function openCapture({ migrator, keyFile }: Pick<Stage, 'migrator' | 'keyFile'>) {
  const logins = await migrate(migrator);
  let seen: Statement[] = [];
  const pool = openPool(logins.app, 1).on('connect', (client) =>
    watch(client, (statement) => void seen.push(statement)),
  );
  const database = new Kysely<DB>({
    dialect: new Rehearsal({ pool }, masterKeysOf(keyFile)),
  });
  const signIn = openSignIn(logins.auth, {
    publicOrigin: origin,
    secret: 'a secret of thirty-two letters, for the bench',
  });
  const app = createApp({
    database,
    workerDatabase: database,
    guestDatabase: database,
    signIn,
    mailer: undefined,
    publicOrigin: origin,
    auditKey: Buffer.from('bench'),
    isSample: false,
    log: openLog('error'),
  });
  return {
    statementsOf: async (path: string, token: string, body?: unknown): Promise<Statement[]> => {
      seen = [];
      const response = await app.request(`${origin}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { host: new URL(origin).host, origin, cookie: `session=${token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok)
        throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return seen.map((statement) => ({
        ...statement,
        parameters: statement.parameters.map(plain),
      }));
    },
    close: async () => {
      await database.destroy();
      await signIn.close();
    },
  };
}

/** What travels to another process: pg writes a moment, a date and bytes from their text alike. */
function plain(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate)
    return value.toString();
  return Array.isArray(value) ? value.map(plain) : value;
}
