import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import { roles, type Role } from '#domain/access/abilities.ts';
import type { AgencyId, StaffId } from '#domain/people.ts';
import { civilDate } from './civil-date.ts';
import { keepPlan, keepPlans } from './database-plans.ts';
import { GatheringSocket } from './gathering-socket.ts';
import { Refused } from './refused.ts';
import type { MasterKeys } from './sealing/master-keys.ts';
import { SealingDialect } from './sealing/sealing-dialect.ts';
import type { DB } from './tables.ts';

export type Tx = Transaction<DB>;
export type Database = Kysely<DB>;
export type SignInDatabase = Kysely<DB>;
export type Login = {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  /** Encrypted on the way, and whether its certificate is checked. */
  ssl?: { rejectUnauthorized: boolean; ca?: string };
  /** Settings that each connection begins with. */
  options?: string;
};

export type Purpose =
  | 'care-coordination'
  | 'administration'
  | 'oversight'
  | 'own-account'
  | 'emergency';

/** Who asks: a session or a way back in by the hash of its code, a job by its id, or a named service of one agency. */
export type Asker =
  | { kind: 'session'; tokenHash: string }
  | { kind: 'recovery'; codeHash: string }
  | { kind: 'job'; jobId: string }
  | { kind: 'service'; agencyId: AgencyId; service: 'daily-projection' | 'audit-seal' };

/** What the door answers: somebody, somewhere, at the one moment that all rules and stamps of this transaction use. */
export type Entered = {
  agencyId: AgencyId;
  /** Null for a service. */
  staffId: StaffId | null;
  userId: string | null;
  roles: Role[];
  teamIds: string[];
  supervisedProgramIds: string[];
  at: Temporal.Instant;
  /** The date on which the agency's offices then are. */
  today: Temporal.PlainDate;
};

const minted = z.object({
  agency: z.string(),
  actor: z.string().nullable(),
  user: z.string().optional(),
  roles: z.array(z.enum(roles)),
  teams: z.array(z.string()),
  supervised: z.array(z.string()),
  at: z.string(),
  today: z.string(),
});
const answer = z.union([
  z.object({ locked: z.literal(true), agency: z.undefined().optional() }),
  minted,
]);

// pg asks a value for its own text by this name; without it a Temporal value would travel as quoted JSON.
for (const kind of [Temporal.Instant, Temporal.PlainDate]) {
  Object.defineProperty(kind.prototype, 'toPostgres', {
    value(this: { toString(): string }) {
      return this.toString();
    },
  });
}

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8 = 20;
const asInstant = (text: string) => Temporal.Instant.from(text.replace(' ', 'T'));
const readers = new Map<number, (text: string) => unknown>([
  [DATE, civilDate],
  [TIMESTAMPTZ, asInstant],
  [INT8, Number],
]);

/** A pool whose dates are civil dates and whose moments are instants, in whatever zone the server stands. */
export const openPool = (login: Login, size: number) =>
  outlasting(
    new pg.Pool({
      ...login,
      max: size,
      // A statement may be sent before the one ahead of it is answered.
      pipeline: true,
      stream: () => new GatheringSocket(),
      types: {
        getTypeParser: (oid: number, format?: 'text' | 'binary') =>
          (format !== 'binary' && readers.get(oid)) ||
          pg.types.getTypeParser(oid, format ?? 'text'),
      },
    }),
  ).on('connect', keepPlans);

/**
 * A connection that breaks while nobody uses it is no fault: the pool opens another when it is asked. Where somebody does, their
 * statement fails and says so; the connection tells it once more, and what nobody hears would end the process. A
 * connection that was let go of tells it too, where its server is stopped before it has read so.
 */
export const outlasting = (pool: pg.Pool) =>
  pool.on('error', saysNothing).on('connect', (client) => client.on('error', saysNothing));

const saysNothing = () => {};

/** Without keys what is sealed stays so, and nothing can be sealed. */
export function openDatabase(login: Login, size: number, masterKeys?: MasterKeys): Database {
  const pool = openPool(login, size);
  return new Kysely<DB>({
    dialect: masterKeys ? new SealingDialect({ pool }, masterKeys) : new PostgresDialect({ pool }),
  });
}

/** What guests come by: names without a schema mean the few that are theirs. */
export const openGuestDatabase = (login: Login, size: number, masterKeys: MasterKeys): Database =>
  openDatabase({ ...login, options: '-c search_path=guest' }, size, masterKeys);

// It works beside an open transaction of ours: should it ever wait for a row that we hold, this ends, for the database sees no circle.
const SIGN_IN_OPTIONS = '-c search_path=sign_in -c lock_timeout=10s';

/** The sign-in library's own login and schema; it compares dates of its own kind, so ours are not read here. */
export const openSignInDatabase = (login: Login): SignInDatabase =>
  new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: outlasting(new pg.Pool({ ...login, max: 4, options: SIGN_IN_OPTIONS })),
    }),
  });

/** The one door to the data: a transaction, entered by somebody for a purpose. Row security reads both. */
export function transact<T>(
  database: Database,
  { asker, purpose }: { asker: Asker; purpose: Purpose },
  work: (tx: Tx, entered: Entered) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (tx) => work(tx, await enter(tx, asker, purpose)));
}

async function enter(tx: Tx, asker: Asker, purpose: Purpose): Promise<Entered> {
  const { rows } = await entering(asker, purpose).execute(tx);
  const found = answer.nullable().parse(rows[0]?.context ?? null);
  if (!found) throw new Refused('not-signed-in');
  if (found.agency === undefined) throw new Refused('session-locked');
  return {
    agencyId: found.agency,
    staffId: found.actor,
    userId: found.user ?? null,
    roles: found.roles,
    teamIds: found.teams,
    supervisedProgramIds: found.supervised,
    at: Temporal.Instant.from(found.at),
    today: Temporal.PlainDate.from(found.today),
  };
}

function entering(asker: Asker, purpose: Purpose) {
  switch (asker.kind) {
    case 'session':
      return sql<{
        context: unknown;
      }>`select auth.enter(${asker.tokenHash}, ${purpose}) as context ${keepPlan}`;
    case 'recovery':
      return sql<{ context: unknown }>`select auth.enter_recovery(${asker.codeHash}) as context`;
    case 'job':
      return sql<{ context: unknown }>`select auth.enter_job(${asker.jobId}) as context`;
    case 'service':
      return sql<{
        context: unknown;
      }>`select auth.enter_service(${asker.agencyId}, ${asker.service}) as context`;
  }
}

/** Asks the database one small thing, and does not wait longer than two seconds for the answer. */
export async function isReachable(database: Database): Promise<boolean> {
  const asked = sql`select 1`.execute(database).then(
    () => true,
    () => false,
  );
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, 2_000, false).unref());
  return Promise.race([asked, late]);
}

/** When the holder of this session last showed that it is they; the database knows it from then on, too. */
export async function noteProof(tx: Tx, tokenHash: string): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select auth.note_proof(${tokenHash}) as at`.execute(tx);
  return rows[0]?.at ?? null;
}
