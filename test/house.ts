import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createApp, jobHandlers } from '#server/app.ts';
import {
  openDatabase,
  openGuestDatabase,
  outlasting,
  type Login,
} from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { openJobs } from '#server/platform/jobs.ts';
import { openLog } from '#server/platform/log.ts';
import type { Delivery, Mail } from '#server/platform/mailer.ts';
import { loginsOf } from '#server/platform/migrate.ts';
import { keysInMemory, type MasterKeys } from '#server/platform/sealing/master-keys.ts';
import { openSignIn } from '#server/platform/sign-in/sign-in.ts';
import type { Shell } from '#server/platform/shell.ts';
import { demandDeclared } from './declared.ts';
import { demandNothingOfNeighbor, readNeighbor } from './neighbor.ts';

export const origin = 'http://localhost:4321';
let copies = 0;

/** A database of its own, copied from a migrated template. */
async function copyTemplate(isAlone: boolean): Promise<Login> {
  const template = inject(isAlone ? 'migrator' : 'besideNeighbor');
  copies += 1;
  const database = `house_${process.pid}_${copies}_${randomBytes(3).toString('hex')}`;
  const client = new pg.Client({ ...template, database: 'postgres' });
  await client.connect();
  await client.query(`create database ${database} template ${template.database}`);
  await client.end();
  return { ...template, database };
}

type Reply = { status: number; body: any; headers: Headers };

/**
 * The whole application on a database in which one agency lives that the test knows nothing of, with a mailbox that we can open. The clock
 * is the database's own and can be set: `house.at('2026-05-04T14:00:00Z')` moves it there and lets it run on.
 */
export async function startHouse({
  publicOrigin = origin,
  on,
  masterKeys = keysInMemory(),
  isAlone = false,
}: {
  publicOrigin?: string;
  /** No other agency is here, not even the neighbor's. */
  isAlone?: boolean;
  /** A migrated database of one's own in place of a copy of the template. */
  on?: Login;
  masterKeys?: MasterKeys;
} = {}) {
  const migrator = on ?? (await copyTemplate(isAlone));
  const logins = loginsOf(migrator);
  const owner = outlasting(new pg.Pool({ ...migrator, max: 2 }));
  const ownerDatabase = openDatabase(migrator, 1, masterKeys);
  const neighbor = await readNeighbor(owner);
  const mails: Mail[] = [];
  let delivery: (mail: Mail) => Promise<Delivery> = async (mail) => {
    demandNothingOfNeighbor('A mail', JSON.stringify(mail));
    mails.push(mail);
    return 'sent';
  };
  const shell: Shell = {
    database: openDatabase(logins.app, 5, masterKeys),
    workerDatabase: openDatabase(logins.worker, 2, masterKeys),
    guestDatabase: openGuestDatabase(logins.guest, 2, masterKeys),
    signIn: openSignIn(logins.auth, {
      publicOrigin,
      secret: 'a secret of thirty-two letters, for tests',
    }),
    mailer: { deliver: (mail) => delivery(mail) },
    publicOrigin,
    isSample: false,
    auditKey: Buffer.from('a key for tests, of 32 bytes ...'),
    log: openLog('silent'),
  };
  const app = createApp(shell);
  const jobs = await openJobs(logins.worker, shell, jobHandlers);

  async function ask(
    method: string,
    path: string,
    { token, body }: { token?: string | undefined; body?: unknown } = {},
  ): Promise<Reply> {
    const response = await app.request(`${publicOrigin}${path}`, {
      method,
      headers: {
        host: new URL(publicOrigin).host,
        ...(method === 'GET' ? {} : { origin: publicOrigin, 'content-type': 'application/json' }),
        ...(token ? { cookie: `session=${token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    demandNothingOfNeighbor(`${method} ${path}`, text);
    const isJson = response.headers.get('content-type')?.includes('json');
    const read = isJson ? JSON.parse(text) : text;
    if (!response.ok && isJson) demandDeclared(method, path, String(read.type));
    return { status: response.status, body: read, headers: response.headers };
  }

  const caller = (token?: string) => ({
    token,
    get: (path: string) => ask('GET', path, { token }),
    post: (path: string, body: unknown = {}) => ask('POST', path, { token, body }),
  });
  const people = new Map<string, string>();

  return {
    app,
    shell,
    owner,
    ownerDatabase,
    masterKeys,
    logins,
    migrator,
    mails,
    visitor: caller(),
    /** Somebody who was made by `given` and is signed in. */
    as: (name: string) => {
      const token = people.get(name);
      if (!token) throw new Error(`Nobody is signed in as ${name}`);
      return caller(token);
    },
    signIn: (name: string, token: string) => people.set(name, token),
    deliverBy: (by: typeof delivery) => {
      delivery = by;
    },
    runJobs: () => jobs.runWaiting(),
    /** Moves the one clock; it goes on from there, and whoever is signed in stays at work. */
    at: async (moment: string) => {
      // What is under way ends by the clock with which it began; a transaction that a test keeps open is not waited for.
      await owner.query(`
        do $$ begin
          perform set_config('lock_timeout', '3s', true);
          begin lock table auth.clock in access exclusive mode; exception when lock_not_available then null; end;
          update auth.clock set ahead = timestamptz ${pg.escapeLiteral(moment)} - clock_timestamp();
        end $$`);
      await owner.query(
        `update auth.session_scope set used_at = auth.now(), proved_at = auth.now()`,
      );
    },
    /** A user who works for agencies and has a session, without the ceremony of a password. */
    session: (userId: string, agencyId: string) => openSession(owner, userId, agencyId),
    newId: () => newId(Temporal.Now.instant()),
    close: async () => {
      const isUntouched = (await readNeighbor(owner)) === neighbor;
      await jobs.stop();
      await shell.database.destroy();
      await shell.workerDatabase.destroy();
      await shell.guestDatabase.destroy();
      await shell.signIn.close();
      await ownerDatabase.destroy();
      await owner.end();
      if (!isUntouched)
        throw new Error('Something changed in an agency that the test knows nothing of');
    },
  };
}

export type House = Awaited<ReturnType<typeof startHouse>>;

async function openSession(owner: pg.Pool, userId: string, agencyId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await owner.query(
    `insert into sign_in.session (id, "userId", token, "expiresAt") values ($1, $2, $3, auth.now() + interval '12 hours')`,
    [randomBytes(12).toString('hex'), userId, token],
  );
  const hash = createHash('sha256').update(token).digest('hex');
  const { rows } = await owner.query(`select auth.choose_agency($1, $2) as chosen`, [
    hash,
    agencyId,
  ]);
  if (!rows[0].chosen) throw new Error('That user does not work for that agency');
  return token;
}
