import { afterAll, expect, test } from 'vitest';
import { hasOperationWords } from '#domain/audit/operation-words.ts';
import { routes } from '#server/app.ts';
import {
  foundedAgency,
  goodPassword,
  joined,
  openWindow,
  totp,
  type Window,
} from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';
import { askForLink, useLink } from '#test/recovery.ts';
import { ofGuests } from '#test/walls/authorization-of-guests.ts';

const house = await startHouse();
afterAll(() => house.close());

/** What is written down while this happens. */
async function eventsOf(work: () => Promise<unknown>): Promise<string[]> {
  await house.runJobs();
  await house.owner.query('delete from audit');
  await work();
  const { rows } = await house.owner.query(
    `select operation, outcome from audit where operation not like 'job %' order by at, audit_id`,
  );
  expect(rows.filter(({ operation }) => !hasOperationWords(operation))).toEqual([]);
  return rows.map(({ operation, outcome }) => `${operation}: ${outcome}`);
}

const email = 'eve@riverbend.example';
const wrong = 'wrong-kettle-orchard-11';

test('whoever comes in, goes or is turned away is written down, once (S16, REQ-036)', async () => {
  let admin: Window | undefined;
  let agencyId = '';
  expect(
    await eventsOf(async () => {
      const founded = await foundedAgency(house, 'first@riverbend.example');
      ({ window: admin, agencyId } = founded);
    }),
  ).toEqual(['found the agency: done']);
  if (!admin) throw new Error('no administrator');
  const by = admin;
  expect(await eventsOf(() => joined(house, by, { email }))).toEqual([
    'POST /api/staff/invite: done',
    'accept an invitation: done',
  ]);

  const eve = openWindow(house);
  const say = (path: string, body: unknown) => () => eve.post(path, body);
  const cases: [string, () => Promise<unknown>, string[]][] = [
    ['sign in', () => eve.signIn(email, wrong), ['sign in with a password: denied']],
    ['sign in', () => eve.signIn(email), ['sign in with a password: done']],
    ['lock', say('/api/session/lock', {}), ['lock the session: done']],
    ['locked twice', say('/api/session/lock', {}), []],
    ['unlock', say('/api/session/unlock', { password: wrong }), ['unlock the session: denied']],
    [
      'unlock',
      say('/api/session/unlock', { password: goodPassword }),
      ['unlock the session: done'],
    ],
    ['prove', say('/api/session/prove', { password: wrong }), ['show that it is they: denied']],
    [
      'prove',
      say('/api/session/prove', { password: goodPassword }),
      ['show that it is they: done'],
    ],
    ['agency', say('/api/session/agency', { agencyId }), ['choose an agency: done']],
    ['sign out', say('/api/sign-out', {}), ['sign out: done']],
  ];
  for (const [name, work, events] of cases)
    expect([name, ...(await eventsOf(work))]).toEqual([name, ...events]);
});

test('a second step and a link for a new password are written down too (S16)', async () => {
  const eve = openWindow(house);
  await eve.signIn(email);
  const { secret } = (await eve.post('/api/account/codes/start', { password: goodPassword })).body;
  await eve.post('/api/account/codes/confirm', { code: totp(secret) });
  const again = openWindow(house);
  await again.signIn(email);

  expect(await eventsOf(() => again.post('/api/sign-in/code', { code: '000000' }))).toEqual([
    'sign in with a password and a code: denied',
  ]);
  expect(await eventsOf(() => again.post('/api/sign-in/code', { code: totp(secret, 1) }))).toEqual([
    'sign in with a password and a code: done',
  ]);
  const { code } = await askForLink(house, email);
  expect(await eventsOf(() => useLink(openWindow(house), code))).toEqual([
    'recover the sign-in (link by mail): done',
  ]);
});

/** What these tell concerns no agency yet, or nothing that somebody did. */
const withoutEvent = [
  'GET /api/health',
  'GET /api/session',
  'POST /api/first-run/check',
  'POST /api/invitation/read',
  'POST /api/recovery/ask',
  'POST /api/recovery/read',
  'POST /api/session/keep',
  'POST /api/sign-in/passkey/options',
];
const withEvent = [
  'POST /api/first-run',
  'POST /api/invitation/accept',
  'POST /api/recovery/use',
  'POST /api/session/agency',
  'POST /api/session/lock',
  'POST /api/session/prove',
  'POST /api/session/unlock',
  'POST /api/sign-in',
  'POST /api/sign-in/code',
  'POST /api/sign-in/passkey/verify',
  'POST /api/sign-out',
];

test('every operation that asks for nobody’s ability is one of these (S16)', () => {
  const open = routes.filter(({ rights }) => typeof rights === 'string');
  expect(open.map(({ endpoint: { method, path } }) => `${method} ${path}`).toSorted()).toEqual(
    // What guests leave is looked at for each of theirs (audit-guests.test.ts).
    [...withoutEvent, ...withEvent, ...ofGuests.keys()].toSorted(),
  );
});
