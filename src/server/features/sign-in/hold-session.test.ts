import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  foundedAgency,
  goodPassword,
  joined,
  openWindow,
  type Window,
} from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
let admin: Window;
let mine: Window;
let count = 0;
let email = '';
let staffId = '';

beforeAll(async () => {
  admin = (await foundedAgency(house, 'first@riverbend.example')).window;
});
beforeEach(async () => {
  await house.owner.query(`update auth.clock set ahead = interval '0'`);
  count += 1;
  ({
    email,
    staffId,
    window: mine,
  } = await joined(house, admin, {
    email: `ben${count}@riverbend.example`,
  }));
});
afterAll(() => house.close());

const token = (window: Window) => window.jar.get('session') ?? '';

describe('a session (S15)', () => {
  test('without one the answer says so, and nothing else', async () => {
    expect((await openWindow(house).get('/api/session')).body).toEqual({
      state: 'signed-out',
      isFirstRun: false,
      isSample: false,
      person: null,
      agency: null,
      roles: [],
      abilities: [],
      mayTakeLists: false,
      agencies: [],
    });
  });

  test('an invented token is nobody', async () => {
    const window = openWindow(house);
    window.jar.set('session', 'x'.repeat(32));

    expect(await window.state()).toBe('signed-out');
    expect((await window.get('/api/account')).status).toBe(401);
  });

  test('the hash of a token is not a token', async () => {
    const { rows } = await house.owner.query(
      `select encode(sha256(token::bytea), 'hex') as hash from sign_in.session limit 1`,
    );
    const window = openWindow(house);
    window.jar.set('session', rows[0].hash);

    expect(await window.state()).toBe('signed-out');
  });

  test('signing in gives a new token and ends the one that was there', async () => {
    const before = token(mine);
    await mine.signIn(email);
    const old = openWindow(house);
    old.jar.set('session', before);

    expect(token(mine)).not.toBe(before);
    expect(await old.state()).toBe('signed-out');
  });

  test('a token that somebody planted in the browser is not taken over', async () => {
    const window = openWindow(house);
    window.jar.set('session', 'planted-by-somebody-else-0000000');
    await window.signIn(email);

    expect(token(window)).not.toContain('planted');
  });

  test('it ends after 12 hours, however busy it was', async () => {
    await house.owner.query(`update auth.clock set ahead = interval '11 hours 58 minutes'`);
    await house.owner.query(`update auth.session_scope set used_at = auth.now()`);
    expect(await mine.state()).toBe('signed-in');
    await house.owner.query(`update auth.clock set ahead = interval '12 hours 1 minute'`);

    expect(await mine.state()).toBe('signed-out');
    expect((await mine.get('/api/account')).status).toBe(401);
  });

  test('signing out ends it on the server, not only in the browser', async () => {
    const copy = openWindow(house);
    copy.jar.set('session', token(mine));
    await mine.post('/api/sign-out');

    expect(mine.jar.has('session')).toBe(false);
    expect(await copy.state()).toBe('signed-out');
  });

  test('signing out twice, or without a session, is harmless', async () => {
    expect((await openWindow(house).post('/api/sign-out')).status).toBe(200);
  });

  test('deactivation ends every session with the change itself', async () => {
    const other = openWindow(house);
    await other.signIn(email);
    expect((await admin.post('/api/staff/deactivate', { staffId })).status).toBe(200);

    expect((await mine.get('/api/account')).status).toBe(401);
    expect((await other.get('/api/account')).status).toBe(401);
    expect(await mine.state()).toBe('signed-out');
  });

  test('whoever is deactivated may sign in, and then works for no agency', async () => {
    await admin.post('/api/staff/deactivate', { staffId });
    const window = openWindow(house);
    const { body } = await window.signIn(email);

    expect(body.session).toMatchObject({ state: 'choose-agency', agencies: [], abilities: [] });
    expect((await window.get('/api/account')).status).toBe(401);
  });

  test('who comes back gets in again', async () => {
    await admin.post('/api/staff/deactivate', { staffId });
    await admin.post('/api/staff/reactivate', { staffId });

    expect((await openWindow(house).signIn(email)).body.session.state).toBe('signed-in');
  });

  test('a change of roles holds with the next request', async () => {
    const before = (await mine.get('/api/session')).body;
    expect(before.abilities).not.toContain('audit:read');
    await admin.post('/api/staff/change', {
      staffId,
      fullName: 'Ben Ode',
      title: 'Auditor',
      roles: ['auditor'],
      auditorScope: 'every',
      auditorPeriod: 'any',
      auditorSample: 'everybody',
      auditorUntil: Temporal.Now.plainDateISO().add({ months: 1 }).toString(),
    });

    expect((await mine.get('/api/audit')).status).toBe(200);
    expect((await mine.get('/api/session')).body.person.fullName).toBe('Ben Ode');
  });
});

describe('the idle lock (S15)', () => {
  test('a locked session keeps its name and reads nothing', async () => {
    await mine.post('/api/session/lock');
    const { body } = await mine.get('/api/session');

    expect(body).toMatchObject({ state: 'locked', person: { email } });
    for (const path of ['/api/account', '/api/staff', '/api/programs'])
      expect(await mine.get(path)).toMatchObject({ status: 401, body: { type: 'session-locked' } });
  });

  test('whoever locks and walks away has locked, also where the trail cannot be written', async () => {
    await house.owner.query('revoke insert on audit from roundtable_app');
    try {
      expect((await mine.post('/api/session/lock')).status).toBe(500);
    } finally {
      await house.owner.query('grant insert on audit to roundtable_app');
    }

    expect((await mine.get('/api/session')).body.state).toBe('locked');
  });

  test('a locked session changes nothing, its own account included', async () => {
    await mine.post('/api/session/lock');
    const tries = [
      mine.post('/api/account/password', { current: goodPassword, next: 'ladder-copper-meadow-7' }),
      mine.post('/api/account/codes/start', { password: goodPassword }),
      mine.post('/api/account/sessions/end'),
    ];

    for (const reply of await Promise.all(tries)) expect(reply.status).toBe(401);
  });

  test('its own password unlocks it, under the same token', async () => {
    const before = token(mine);
    await mine.post('/api/session/lock');
    const reply = await mine.post('/api/session/unlock', { password: goodPassword });

    expect(reply.body.state).toBe('signed-in');
    expect(token(mine)).toBe(before);
    expect((await mine.get('/api/account')).status).toBe(200);
  });

  test('a wrong password leaves it locked, and five lock the account', async () => {
    await mine.post('/api/session/lock');
    const password = 'not the password at all';
    for (let time = 0; time < 5; time += 1)
      expect((await mine.post('/api/session/unlock', { password })).status).toBe(403);

    expect((await mine.post('/api/session/unlock', { password: goodPassword })).status).toBe(429);
    expect(await mine.state()).toBe('locked');
  });

  test('another session of the same person stays open', async () => {
    const other = openWindow(house);
    await other.signIn(email);
    await mine.post('/api/session/lock');

    expect(await other.state()).toBe('signed-in');
  });

  test('choosing an agency is no way around the lock', async () => {
    const { agency } = (await mine.get('/api/session')).body;
    await mine.post('/api/session/lock');
    const reply = await mine.post('/api/session/agency', { agencyId: agency.agencyId });

    expect(reply).toMatchObject({ status: 401, body: { type: 'session-locked' } });
  });

  test('a quarter of an hour without use locks it, though no window asked for that', async () => {
    const ahead = (span: string) => house.owner.query(`update auth.clock set ahead = $1`, [span]);
    await ahead('14 minutes');
    expect((await mine.get('/api/account')).status).toBe(200);
    await ahead('29 minutes');
    expect((await mine.post('/api/session/keep')).body.state).toBe('signed-in');
    await ahead('44 minutes');
    expect((await mine.get('/api/account')).status).toBe(200);
    await ahead('61 minutes');

    expect(await mine.state()).toBe('locked');
    expect((await mine.post('/api/session/keep')).body.state).toBe('locked');
    expect(await mine.get('/api/account')).toMatchObject({
      status: 401,
      body: { type: 'session-locked' },
    });
    await mine.post('/api/session/unlock', { password: goodPassword });
    expect((await mine.get('/api/account')).status).toBe(200);
  });

  test('a locked session can be given up', async () => {
    await mine.post('/api/session/lock');
    await mine.post('/api/sign-out');

    expect(await mine.state()).toBe('signed-out');
  });
});
