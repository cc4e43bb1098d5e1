import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  foundedAgency,
  goodPassword,
  joined,
  openWindow,
  type Window,
} from '#test/browser-like.ts';
import { origin, startHouse } from '#test/house.ts';

const house = await startHouse();
let admin: Window;
let count = 0;
let email = '';
let staffId = '';
const wrong = 'a wrong password, long enough';

beforeAll(async () => {
  admin = (await foundedAgency(house, 'first@riverbend.example')).window;
});
beforeEach(async () => {
  await house.owner.query(`update auth.clock set ahead = interval '0'`);
  count += 1;
  ({ email, staffId } = await joined(house, admin, { email: `ana${count}@riverbend.example` }));
});
afterAll(() => house.close());

const later = (minutes: number) =>
  house.owner.query(`update auth.clock set ahead = $1::interval`, [`${minutes} minutes`]);
const fail = async (window: Window, times: number, who = email) => {
  for (let time = 0; time < times; time += 1) await window.signIn(who, wrong);
};

describe('signing in with a password (S15)', () => {
  test('the right password gives a session for the only agency', async () => {
    const window = openWindow(house);
    const reply = await window.signIn(email);

    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ next: 'session', session: { state: 'signed-in' } });
    expect(reply.body.session.roles).toEqual(['case-manager']);
  });

  test('the email address may be typed in capitals, and with a space behind it', async () => {
    expect((await openWindow(house).signIn(` ${email.toUpperCase()} `)).status).toBe(200);
  });

  test('a wrong password and an account that does not exist get the very same answer', async () => {
    const known = await openWindow(house).signIn(email, wrong);
    const unknown = await openWindow(house).signIn(`nobody${count}@riverbend.example`, wrong);

    expect(known.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(unknown.text).toBe(known.text);
    expect([...known.set, ...unknown.set]).toEqual([]);
  });

  test('an account that does not exist costs the same work as a wrong password', async () => {
    const time = async (who: string) => {
      const began = performance.now();
      await openWindow(house).signIn(who, wrong);
      return performance.now() - began;
    };
    const known = await Promise.all([0, 1, 2].map(() => time(email)));
    const unknown = await Promise.all([0, 1, 2].map(() => time(`none${count}@riverbend.example`)));

    expect(Math.max(...unknown)).toBeGreaterThan(Math.min(...known) / 3);
  });

  test('what is not an email address is refused with a word about the field', async () => {
    const reply = await openWindow(house).signIn('ana');

    expect(reply.status).toBe(400);
    expect(reply.body.fields[0]).toMatchObject({ path: 'email' });
  });

  test('a body that is not an object is refused, not a fault', async () => {
    expect((await openWindow(house).post('/api/sign-in', ['x'])).status).toBe(400);
  });

  test('the cookie cannot be read by scripts, and other sites cannot use it', async () => {
    const { set } = await openWindow(house).signIn(email);

    expect(set[0]).toMatch(/^session=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('no answer tells the token or anything of the sign-in tables', async () => {
    const window = openWindow(house);
    const { text } = await window.signIn(email);

    expect(text).not.toContain(window.jar.get('session'));
    expect(text).not.toMatch(/argon2|password|userId/);
  });
});

describe('too many wrong passwords (S15)', () => {
  test('the fifth wrong one locks the account, and then the right one is refused as well', async () => {
    const window = openWindow(house);
    await fail(window, 5);
    const reply = await window.signIn(email);

    expect(reply).toMatchObject({ status: 429, body: { type: 'sign-in-locked' } });
    expect(window.jar.size).toBe(0);
  });

  test('four wrong ones do not lock, and a right one forgets them', async () => {
    const window = openWindow(house);
    await fail(window, 4);
    expect((await window.signIn(email)).status).toBe(200);
    await fail(openWindow(house), 4);

    expect((await openWindow(house).signIn(email)).status).toBe(200);
  });

  test('it counts from whatever address the tries come', async () => {
    for (let window = 0; window < 5; window += 1) await fail(openWindow(house), 1);

    expect((await openWindow(house).signIn(email)).status).toBe(429);
  });

  test('after 15 minutes the right password opens it again', async () => {
    await fail(openWindow(house), 5);
    await later(14);
    expect((await openWindow(house).signIn(email)).status).toBe(429);
    await later(15.1);

    expect((await openWindow(house).signIn(email)).status).toBe(200);
  });

  test('asking while it is locked does not make the lock longer', async () => {
    await fail(openWindow(house), 5);
    await later(10);
    await fail(openWindow(house), 5);
    await later(15.1);

    expect((await openWindow(house).signIn(email)).status).toBe(200);
  });

  test('an account that does not exist is locked with the very same answer', async () => {
    const nobody = `nobody${count}@riverbend.example`;
    await fail(openWindow(house), 5);
    await fail(openWindow(house), 5, nobody);
    const known = await openWindow(house).signIn(email);
    const unknown = await openWindow(house).signIn(nobody);

    expect(unknown.status).toBe(429);
    expect(unknown.text).toBe(known.text);
  });

  test('of a hundred tries at once, five are looked at', async () => {
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => openWindow(house).signIn(email, wrong)),
    );

    expect(replies.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(95);
  });

  test('one locked account does not lock another', async () => {
    await fail(openWindow(house), 5);

    expect((await openWindow(house).signIn('first@riverbend.example')).status).toBe(200);
  });

  test('an administrator sees the lock and opens it sooner', async () => {
    await fail(openWindow(house), 5);
    const { body } = await admin.get('/api/staff');
    expect(body.staff.find((one: { staffId: string }) => one.staffId === staffId).isLocked).toBe(
      true,
    );
    await admin.post('/api/staff/unlock', { staffId });

    expect((await openWindow(house).signIn(email)).status).toBe(200);
  });

  test('an administrator of another agency can neither see nor open it', async () => {
    const other = await foundedAgency(house, `other${count}@hillside.example`);
    await fail(openWindow(house), 5);
    const reply = await other.window.post('/api/staff/unlock', { staffId });

    expect(reply.status).toBe(404);
    expect((await openWindow(house).signIn(email)).status).toBe(429);
  });
});

describe('requests from elsewhere (S15)', () => {
  test('a sign-in that another site sends is refused', async () => {
    const window = openWindow(house);
    const reply = await window.post(
      '/api/sign-in',
      { email, password: goodPassword },
      { origin: 'https://evil.example' },
    );

    expect(reply).toMatchObject({ status: 403, body: { type: 'wrong-origin' } });
    expect(window.jar.size).toBe(0);
  });

  test('a change without any origin is refused', async () => {
    const response = await house.app.request(`${origin}/api/sign-out`, {
      method: 'POST',
      headers: { host: new URL(origin).host },
    });

    expect(response.status).toBe(403);
  });

  test('a request to another host name is refused', async () => {
    const reply = await openWindow(house).post('/api/sign-in', {}, { host: 'evil.example' });

    expect(reply.status).toBe(421);
  });

  test('the web handler of the sign-in library is not reachable', async () => {
    for (const path of ['/api/auth/sign-in/email', '/api/auth/get-session', '/api/auth/ok'])
      expect((await openWindow(house).post(path, { email, password: goodPassword })).status).toBe(
        404,
      );
  });
});
