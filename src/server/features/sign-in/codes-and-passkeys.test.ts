import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  foundedAgency,
  goodPassword,
  joined,
  openWindow,
  totp,
  type Window,
} from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
let admin: Window;
let mine: Window;
let count = 0;
let email = '';

beforeAll(async () => {
  admin = (await foundedAgency(house, 'first@riverbend.example')).window;
});
beforeEach(async () => {
  count += 1;
  ({ email, window: mine } = await joined(house, admin, {
    email: `cleo${count}@riverbend.example`,
  }));
});
afterAll(() => house.close());

const quietMinute = () =>
  house.owner.query(`update auth.session_scope set used_at = used_at - interval '1 minute'`);

async function withCodes() {
  const started = (await mine.post('/api/account/codes/start', { password: goodPassword })).body;
  await mine.post('/api/account/codes/confirm', { code: totp(started.secret) });
  return started;
}

describe('sign-in codes (S15)', () => {
  test('they begin with a first right code, and the session goes on under a new token', async () => {
    const before = mine.jar.get('session');
    const { secret, picture, recoveryCodes } = await withCodes();

    expect(secret).toMatch(/^[A-Z2-7]{20,}$/);
    expect(picture).toHaveLength(picture[0].length);
    expect(recoveryCodes).toHaveLength(10);
    expect(mine.jar.get('session')).not.toBe(before);
    expect((await mine.get('/api/account')).body.hasCodes).toBe(true);
  });

  test('a code is taken in two groups of three, as apps show it (REQ-178)', async () => {
    const { secret } = (await mine.post('/api/account/codes/start', { password: goodPassword }))
      .body;
    const code = totp(secret).replace(/^.{3}/, '$& ');

    expect((await mine.post('/api/account/codes/confirm', { code })).status).toBe(200);
  });

  test('they begin also for whoever took a minute to type the code', async () => {
    const { secret } = (await mine.post('/api/account/codes/start', { password: goodPassword }))
      .body;
    await quietMinute();
    const reply = await mine.post('/api/account/codes/confirm', { code: totp(secret) });

    expect(reply.status).toBe(200);
    await quietMinute();
    const stopped = await mine.post('/api/account/codes/stop', { password: goodPassword });
    expect(stopped.status).toBe(200);
    expect(await mine.state()).toBe('signed-in');
  });

  test('until the first right code, nothing is asked for', async () => {
    await mine.post('/api/account/codes/start', { password: goodPassword });
    const wrong = await mine.post('/api/account/codes/confirm', { code: '000000' });

    expect(wrong.status).toBe(403);
    expect((await openWindow(house).signIn(email)).body.next).toBe('session');
  });

  test('to begin, the password is asked for', async () => {
    const reply = await mine.post('/api/account/codes/start', { password: 'not this one, no' });

    expect(reply.status).toBe(403);
  });

  test('the password alone is then only the first step: no session yet', async () => {
    await withCodes();
    const window = openWindow(house);
    const { body } = await window.signIn(email);

    expect(body).toMatchObject({ next: 'code', session: { state: 'signed-out' } });
    expect(window.jar.has('session')).toBe(false);
    expect(await window.state()).toBe('signed-out');
  });

  test('the code of the app is the second step', async () => {
    const { secret } = await withCodes();
    const window = openWindow(house);
    await window.signIn(email);
    const reply = await window.post('/api/sign-in/code', { code: totp(secret, 1) });

    expect(reply.body).toMatchObject({ next: 'session', session: { state: 'signed-in' } });
    expect(window.jar.has('pending')).toBe(false);
  });

  test('six digits are good once, also where two people enter them at the same moment', async () => {
    const { secret } = await withCodes();
    const windows = [openWindow(house), openWindow(house), openWindow(house)];
    for (const window of windows) await window.signIn(email);
    const [last, ...both] = windows;
    const replies = await Promise.all(
      both.map((window) => window.post('/api/sign-in/code', { code: totp(secret, 1) })),
    );

    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
    expect((await last?.post('/api/sign-in/code', { code: totp(secret) }))?.status).toBe(403);
    const states = await Promise.all(windows.map((window) => window.state()));
    expect(states.filter((state) => state === 'signed-in')).toHaveLength(1);
  });

  test('a code without the password before it is nothing', async () => {
    const { secret } = await withCodes();

    expect((await openWindow(house).post('/api/sign-in/code', { code: totp(secret) })).status).toBe(
      403,
    );
  });

  test('a code of another person is nothing', async () => {
    const { secret } = await withCodes();
    await admin.get('/api/session');
    const other = await joined(house, admin, { email: `dora${count}@riverbend.example` });
    mine = other.window;
    await withCodes();
    const window = openWindow(house);
    await window.signIn(other.email);

    expect((await window.post('/api/sign-in/code', { code: totp(secret) })).status).toBe(403);
  });

  test('five wrong codes end the attempt, and the right one comes too late', async () => {
    const { secret } = await withCodes();
    const window = openWindow(house);
    await window.signIn(email);
    for (let time = 0; time < 5; time += 1)
      await window.post('/api/sign-in/code', { code: '000000' });

    expect((await window.post('/api/sign-in/code', { code: totp(secret) })).status).toBe(403);
    expect(await window.state()).toBe('signed-out');
  });

  test('a recovery code works once', async () => {
    const { recoveryCodes } = await withCodes();
    const [code] = recoveryCodes;
    const first = openWindow(house);
    await first.signIn(email);
    expect((await first.post('/api/sign-in/code', { code })).status).toBe(200);
    expect(await first.state()).toBe('signed-in');
    const second = openWindow(house);
    await second.signIn(email);

    expect((await second.post('/api/sign-in/code', { code })).status).toBe(403);
  });

  test('switched off with the password, the password is enough again', async () => {
    await withCodes();
    expect(
      (await mine.post('/api/account/codes/stop', { password: 'wrong, wrong, wrong' })).status,
    ).toBe(403);
    expect((await mine.post('/api/account/codes/stop', { password: goodPassword })).status).toBe(
      200,
    );

    expect(await mine.state()).toBe('signed-in');
    expect((await openWindow(house).signIn(email)).body.next).toBe('session');
  });

  test('the secret is not kept in the clear', async () => {
    const { secret, recoveryCodes } = await withCodes();
    const { rows } = await house.owner.query(
      `select secret || "backupCodes" as kept from sign_in."twoFactor"`,
    );

    for (const { kept } of rows)
      for (const word of [secret, ...recoveryCodes]) expect(kept).not.toContain(word);
  });
});

describe('passkeys (S15)', () => {
  test('the question for a new one asks for the password first', async () => {
    const refused = await mine.post('/api/account/passkeys/options', {
      password: 'wrong, wrong!!',
    });
    const asked = await mine.post('/api/account/passkeys/options', { password: goodPassword });

    expect(refused.status).toBe(403);
    expect(asked.body).toMatchObject({
      rp: { id: 'localhost', name: 'Roundtable' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  });

  test('the question at sign-in names nobody', async () => {
    const { body, text } = await openWindow(house).post('/api/sign-in/passkey/options');

    expect(body.userVerification).toBe('required');
    expect(body.allowCredentials).toBeUndefined();
    expect(text).not.toContain('@');
  });

  test('an answer from nowhere is refused', async () => {
    const window = openWindow(house);
    await window.post('/api/sign-in/passkey/options');
    const reply = await window.post('/api/sign-in/passkey/verify', {
      response: {
        id: 'AAAA',
        rawId: 'AAAA',
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
      },
    });

    expect(reply).toMatchObject({ status: 403, body: { type: 'passkey-failed' } });
    expect(await window.state()).toBe('signed-out');
  });

  test('nobody removes another’s passkey', async () => {
    const { rows } = await house.owner.query(`select id from sign_in."user" where email = $1`, [
      'first@riverbend.example',
    ]);
    await house.owner.query(
      `insert into sign_in.passkey (id, "userId", "publicKey", "credentialID", counter, "deviceType", "backedUp")
       values ($1, $2, 'k', $1, 0, 'singleDevice', false)`,
      [`theirs-${count}`, rows[0].id],
    );

    expect(
      (await mine.post('/api/account/passkeys/remove', { passkeyId: `theirs-${count}` })).status,
    ).toBe(404);
    expect((await admin.get('/api/account')).body.passkeys).toHaveLength(1);
  });
});
