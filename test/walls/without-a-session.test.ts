import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram } from '#test/given.ts';
import { rowsAfter } from '#test/walls/rows-after.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const clientTables = [
  'client',
  'enrollment',
  'consent',
  'conference',
  'obligation',
  'record_entry',
  'agency',
  'staff',
  'audit',
];
const logins = [house.logins.app, house.logins.worker, house.logins.guest, house.logins.auth];
let token = '';
let agencyId = '';
let agency: GivenAgency;
let program: GivenProgram;

beforeAll(async () => {
  agency = await given.agency('North');
  agencyId = agency.agencyId;
  program = await given.program(agency);
  const worker = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.client(agency, { program, worker });
  token = house.as('ana').token ?? '';
});
afterAll(() => house.close());

const hash = () => createHash('sha256').update(token).digest('hex');
const enter = (secret: string, purpose = 'care-coordination') => [
  `select auth.enter(${secret}, '${purpose}')`,
];
const roles = ['roundtable_owner', 'roundtable_app', 'roundtable_worker', 'pg_read_all_data'];
const forged = ['auth.agency', 'auth.actor', 'app.agency_id', 'app.purpose', 'roundtable.session'];

test('control: with a session the same reading finds the client (S3b)', async () => {
  expect(await rowsAfter(house.logins.app, enter(`'${hash()}'`), 'client')).toBe(1);
});

test('control: without row security the client would be read (S3b)', async () => {
  await house.owner.query('alter table client disable row level security');
  const read = await rowsAfter(house.logins.app, [], 'client');
  await house.owner.query('alter table client enable row level security');

  // A neighboring agency has one too.
  expect(read).toBeGreaterThan(0);
});

/** Words by which somebody without a session tries to read; each is tried by each login. */
const tricks: [string, () => string[]][] = [
  ['nothing said at all', () => []],
  ['an unknown session', () => enter(`'${'0'.repeat(64)}'`)],
  ['an empty session', () => enter(`''`)],
  ['no session', () => enter('null')],
  ['the session itself in place of its digest', () => enter(`'${token}'`)],
  ['a purpose that there is not', () => enter(`'${hash()}'`, 'curiosity')],
  ['an empty purpose', () => enter(`'${hash()}'`, '')],
  ['reset role', () => ['reset role']],
  ...roles.map((role): [string, () => string[]] => [
    `set role ${role}`,
    () => [`set role ${role}`],
  ]),
  ['session authorization', () => ['set session authorization roundtable_owner']],
  ['row security off', () => ['set local row_security = off']],
  [
    'settings that were forged',
    () => forged.map((name) => `select set_config('${name}', '${agencyId}', true)`),
  ],
  [
    'a function of their own',
    () => [
      `create function pg_temp.f() returns setof client language sql security definer as 'select * from client'`,
    ],
  ],
  [
    'a view of their own before the table',
    () => [
      'create temp view client as select * from public.client',
      'set local search_path = pg_temp, public',
    ],
  ],
  [
    'a table of their own in place of who asks',
    () => [
      `create temp table asking as select pg_current_xact_id() as xid, '${agencyId}'::uuid as agency`,
      'set local search_path = pg_temp, auth, public',
    ],
  ],
  [
    'minting directly',
    () => [
      `select auth.mint('${'0'.repeat(8)}-0000-0000-0000-000000000000', null, 'care-coordination', 'daily-projection')`,
    ],
  ],
  [
    'a job that there is not',
    () => [`select auth.enter_job('${'0'.repeat(8)}-0000-0000-0000-000000000000')`],
  ],
];

describe.each(logins.map((login) => [login.user, login] as const))('%s', (_, login) => {
  test.each(tricks)('sees nothing with %s (S3b)', async (_name, words) => {
    for (const table of clientTables) expect(await rowsAfter(login, words(), table)).toBe(0);
  });
});

const stale: [string, string][] = [
  ['has ended', 'delete from sign_in.session where token = $1'],
  [
    'ran out',
    `update sign_in.session set "expiresAt" = auth.now() - interval '1 second' where token = $1`,
  ],
  [
    'was left alone',
    `update auth.session_scope set used_at = auth.now() - interval '1 day'
     where session_id = (select id from sign_in.session where token = $1)`,
  ],
  [
    'was locked',
    `update auth.session_scope set locked = true
     where session_id = (select id from sign_in.session where token = $1)`,
  ],
  [
    'is of somebody who was deactivated',
    `update staff set deactivated_at = auth.now()
     where user_id = (select "userId" from sign_in.session where token = $1)`,
  ],
];

test.each(stale)(
  'a session that %s reads nothing from then on, and did before (S3b)',
  async (_how, words) => {
    const { userId } = await given.staff(agency, `cy-${_how}`, {
      roles: ['case-manager'],
      program,
    });
    const theirs = await house.session(userId, agencyId);
    const digest = createHash('sha256').update(theirs).digest('hex');
    const read = () => rowsAfter(house.logins.app, enter(`'${digest}'`), 'client');
    const before = await read();
    await house.owner.query(words, [theirs]);

    expect([before, await read()]).toEqual([1, 0]);
  },
);
