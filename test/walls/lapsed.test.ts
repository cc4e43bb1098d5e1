import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let clientId = '';
let session = '';
let service = '';

beforeAll(async () => {
  const agency = await given.agency('North');
  const program = await given.program(agency);
  const worker = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  clientId = (await given.client(agency, { program, worker })).clientId;
  const hash = createHash('sha256').update(house.as('ana').token ?? '');
  session = `select auth.enter('${hash.digest('hex')}', 'care-coordination')`;
  service = `select auth.enter_service('${agency.agencyId}', 'daily-projection')`;
});
afterAll(() => house.close());

const changed = async (name: string, change: (definition: string) => string) => {
  const { rows } = await house.owner.query<{ usual: string }>(
    `select pg_get_functiondef(oid) as usual from pg_proc where oid = $1::regprocedure`,
    [name],
  );
  const usual = rows[0]?.usual ?? '';
  expect(change(usual)).not.toBe(usual);
  await house.owner.query(change(usual));
  return async () => void (await house.owner.query(usual));
};

/** A quarter of an hour is long for a test. */
const shortVisits = () =>
  changed('auth.longest_visit(name)', (usual) => usual.replace("'00:15:00'", "'00:00:01'"));

/** The row of who asks as a login reads it, by this clock. */
const ownRow = (clock: string) => `alter policy may_read on auth.asking using (
  xid = pg_current_xact_id_if_assigned() and backend = pg_backend_pid() and began = transaction_timestamp()
    and (lapses_at > ${clock} or auth.lapsed()))`;

const wait = 'select 1';
const tooLongAgo = 'this transaction was entered too long ago';

/** What came of the last of these statements in one transaction: its first value, or why it failed. */
async function inOneVisit(login: pg.ClientConfig, ...words: string[]): Promise<unknown> {
  const client = new pg.Client(login);
  await client.connect();
  try {
    await client.query('begin');
    let last: unknown = null;
    for (const word of words) {
      if (word === wait) await pause(1_100);
      const { rows } = await client.query<Record<string, unknown>>(word);
      last = Object.values(rows[0] ?? {})[0] ?? null;
    }
    return last;
  } catch (error) {
    return error instanceof Error ? error.message : error;
  } finally {
    await client.end();
  }
}

const clients = 'select count(*)::int from client';
const reach = () => `select count(*)::int from auth.in_reach where client_id = '${clientId}'`;
const hours = 'select ((auth.who_asks()).lapses_at - transaction_timestamp())::text';
/** Looks again and again within one statement, of which the moment of its beginning does not move. */
const lasting = `do $$ begin
  perform from client;
  if not found then raise exception 'never seen'; end if;
  perform pg_sleep(1.1);
  perform from client;
end $$`;

test('who entered with a session is known for a quarter of an hour, a service for half a day (S3b)', async () => {
  expect(await inOneVisit(house.logins.app, session, hours)).toBe('00:15:00');
  expect(await inOneVisit(house.logins.worker, service, hours)).toBe('12:00:00');
});

test('a transaction that is held open too long reads nothing more, also in one statement or entered anew (S3b)', async () => {
  const { app } = house.logins;
  const back = await shortVisits();
  // A second is short on a slow machine: whoever comes in time sees it.
  await expect.poll(() => inOneVisit(app, session, clients)).toBe(1);
  await expect.poll(() => inOneVisit(app, session, reach())).toBe(1);
  const failed = await Promise.all([
    inOneVisit(app, session, clients, wait, clients),
    inOneVisit(app, session, wait, 'select auth.who_asks()'),
    inOneVisit(app, session, wait, 'select auth.context()'),
    inOneVisit(app, session, wait, session, clients),
    inOneVisit(app, session, lasting),
  ]);
  const outOfReach = await inOneVisit(app, session, wait, reach());
  await back();

  expect(failed).toEqual(failed.map(() => tooLongAgo));
  expect(outOfReach).toBe(0);
});

test('long work of a service outlasts what a session may (S3b)', async () => {
  const back = await shortVisits();
  const seen = await inOneVisit(house.logins.worker, service, clients, wait, clients);
  await back();

  expect(seen).toBe(1);
});

test('control: a door that asks no clock, or that of the statement, is open as long as somebody holds it (S3b)', async () => {
  const { app } = house.logins;
  const back: (() => Promise<unknown>)[] = [await shortVisits()];
  const asking = async (clock: string) => {
    await house.owner.query(ownRow(clock));
    return changed('auth.who_asks()', (usual) =>
      usual.replace(/\w+_timestamp\(\) then/, `${clock} then`),
    );
  };
  back.push(() => house.owner.query(ownRow('clock_timestamp()')));
  back.push(await asking('statement_timestamp()'));
  const held = await inOneVisit(app, session, clients, wait, clients);
  await expect.poll(() => inOneVisit(app, session, lasting)).toBe(null);
  back.push(await asking('transaction_timestamp()'));
  const forever = await inOneVisit(app, session, clients, wait, clients);
  for (const one of back.toReversed()) await one();

  expect([held, forever]).toEqual([tooLongAgo, 1]);
});
