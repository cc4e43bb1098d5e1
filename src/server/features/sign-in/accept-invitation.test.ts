import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  foundedAgency,
  invitationIn,
  goodPassword,
  joined,
  openWindow,
  type Window,
} from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
let admin: Window;
let count = 0;
let email = '';

beforeAll(async () => {
  admin = (await foundedAgency(house, 'first@riverbend.example')).window;
});
beforeEach(async () => {
  await house.owner.query(`update auth.clock set ahead = interval '0'`);
  count += 1;
  email = `eve${count}@riverbend.example`;
});
afterAll(() => house.close());

const invite = async (from = admin, who = email) => {
  const { body } = await from.post('/api/staff/invite', {
    fullName: 'Eve Moss',
    title: 'Case manager',
    email: who,
    roles: ['case-manager'],
  });
  return {
    staffId: String(body.staffId),
    code: await invitationIn(house, who),
  };
};
const accept = (window: Window, code: string, password = goodPassword) =>
  window.post('/api/invitation/accept', { code, password });

describe('an invitation (S15)', () => {
  test('its code stands behind the #, and only its hash is kept', async () => {
    const { code } = await invite();
    const { rows } = await house.owner.query(`select code_hash from auth.staff_invitation`);

    expect(house.mails.at(-1)?.text).toContain(`http://localhost:4321/accept#${code}`);
    expect(code.length).toBeGreaterThanOrEqual(32);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test('it tells its holder whom it is for', async () => {
    const { code } = await invite();
    const { body } = await openWindow(house).post('/api/invitation/read', { code });

    expect(body).toEqual({
      agencyName: 'Agency of first@riverbend.example',
      fullName: 'Eve Moss',
      email,
      hasSignIn: false,
    });
  });

  test('a password accepts it, and the person is in at once', async () => {
    const { code } = await invite();
    const window = openWindow(house);

    expect((await accept(window, code)).body).toMatchObject({
      state: 'signed-in',
      person: { fullName: 'Eve Moss', email },
      roles: ['case-manager'],
    });
    expect((await openWindow(house).signIn(email)).status).toBe(200);
  });

  test('it works once', async () => {
    const { code } = await invite();
    await accept(openWindow(house), code);
    const again = openWindow(house);

    expect(await accept(again, code)).toMatchObject({
      status: 404,
      body: { type: 'invitation-over' },
    });
    expect(again.jar.size).toBe(0);
  });

  test('of two who use it in the same moment, one gets in', async () => {
    const { code } = await invite();
    const replies = await Promise.all([1, 2, 3].map(() => accept(openWindow(house), code)));

    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('it ends after 7 days', async () => {
    const { code } = await invite();
    await house.owner.query(`update auth.clock set ahead = interval '7 days 1 minute'`);

    expect((await accept(openWindow(house), code)).status).toBe(404);
    expect((await openWindow(house).post('/api/invitation/read', { code })).status).toBe(404);
  });

  test('a new one ends the one before', async () => {
    const { code, staffId } = await invite();
    await admin.post('/api/staff/renew-invitation', { staffId });

    expect((await accept(openWindow(house), code)).status).toBe(404);
    expect((await accept(openWindow(house), await invitationIn(house, email))).status).toBe(200);
  });

  test('whoever came by an import without an address gets one with their invitation, and signs in with it', async () => {
    const { staffId } = await invite();
    await house.owner.query(`update staff set email = '' where staff_id = $1`, [staffId]);
    const renew = (more: object, who = admin) =>
      who.post('/api/staff/renew-invitation', { staffId, ...more });
    const { window: neighbor } = await foundedAgency(house, `boss${count}@lakeside.example`);

    expect(await renew({})).toMatchObject({ status: 400, body: { fields: [{ path: 'email' }] } });
    expect((await renew({ email }, neighbor)).status).toBe(404);
    expect((await renew({ email: 'first@riverbend.example' })).body.type).toBe('email-on-staff');
    expect((await renew({ email })).status).toBe(200);
    const window = openWindow(house);
    expect((await accept(window, await invitationIn(house, email))).status).toBe(200);
    expect((await window.get('/api/session')).body.state).toBe('signed-in');
  });

  test('it ends when the person is deactivated before coming', async () => {
    const { code, staffId } = await invite();
    await admin.post('/api/staff/deactivate', { staffId });

    expect((await accept(openWindow(house), code)).status).toBe(404);
  });

  test('an invented code, and one that is no code, are refused', async () => {
    expect((await accept(openWindow(house), 'x'.repeat(32))).status).toBe(404);
    expect((await accept(openWindow(house), 'x')).status).toBe(400);
  });

  test('a password that would be guessed does not use it up', async () => {
    const { code } = await invite();
    const refused = await accept(openWindow(house), code, 'Password123456789');

    expect(refused.body.fields[0].path).toBe('password');
    expect((await accept(openWindow(house), code)).status).toBe(200);
  });

  test('who has accepted gets no second one', async () => {
    const { staffId } = await joined(house, admin, { email });

    expect(await admin.post('/api/staff/renew-invitation', { staffId })).toMatchObject({
      status: 409,
      body: { type: 'has-sign-in' },
    });
  });

  test('it cannot set a new password for a sign-in that exists', async () => {
    const other = await foundedAgency(house, `boss${count}@hillside.example`);
    await joined(house, admin, { email });
    const { code } = await invite(other.window);
    const thief = openWindow(house);

    expect(await accept(thief, code, 'stolen-kettle-orchard-9')).toMatchObject({
      status: 409,
      body: { type: 'sign-in-exists' },
    });
    expect((await openWindow(house).signIn(email, 'stolen-kettle-orchard-9')).status).toBe(401);
  });

  test('somebody else who is signed in cannot take it', async () => {
    const other = await foundedAgency(house, `head${count}@hillside.example`);
    await joined(house, admin, { email });
    const { code } = await invite(other.window);

    expect(await accept(admin, code)).toMatchObject({
      status: 409,
      body: { type: 'other-person' },
    });
  });
});
