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
import { askForLink, newPassword, useLink } from '#test/recovery.ts';

const house = await startHouse();
let admin: Window;
let eve: Awaited<ReturnType<typeof joined>>;
let count = 0;

beforeAll(async () => {
  admin = (await foundedAgency(house, 'first@riverbend.example')).window;
});
beforeEach(async () => {
  await house.owner.query(`update auth.clock set ahead = interval '0'`);
  count += 1;
  eve = await joined(house, admin, { email: `eve${count}@riverbend.example` });
  await house.runJobs();
  house.mails.length = 0;
});
afterAll(() => house.close());

const later = (span: string) => house.owner.query(`update auth.clock set ahead = $1`, [span]);
const over = { status: 404, body: { type: 'recovery-over' } };

describe('using a link from a mail (S15)', () => {
  test('the new password opens the account, the old one does not, and every session has ended', async () => {
    const { code } = await askForLink(house, eve.email);
    const window = openWindow(house);
    const used = await useLink(window, code);

    expect(used).toMatchObject({ status: 200, body: { done: true } });
    expect(window.jar.size).toBe(0);
    expect(await eve.window.state()).toBe('signed-out');
    expect((await openWindow(house).signIn(eve.email, goodPassword)).status).toBe(401);
    expect((await openWindow(house).signIn(eve.email, newPassword)).status).toBe(200);
  });

  test('looking uses nothing up, and tells whose password it is', async () => {
    const { code } = await askForLink(house, eve.email);
    const look = () => openWindow(house).post('/api/recovery/read', { code });
    await look();

    expect((await look()).body).toEqual({
      email: eve.email,
      fullName: `Person ${eve.email}`,
      dropsSecondFactor: false,
      needsPasskey: false,
      hasCodes: false,
    });
    expect((await useLink(openWindow(house), code)).status).toBe(200);
  });

  test('it works once, for half an hour, and no other code does', async () => {
    const { code } = await askForLink(house, eve.email);
    await later('31 minutes');
    expect(await useLink(openWindow(house), code)).toMatchObject(over);
    await later('29 minutes');
    expect(await useLink(openWindow(house), `${code.slice(1)}x`)).toMatchObject(over);
    expect((await useLink(openWindow(house), code)).status).toBe(200);
    expect(
      await useLink(openWindow(house), code, { password: 'another-meadow-lamp-99' }),
    ).toMatchObject(over);
    expect((await openWindow(house).signIn(eve.email, newPassword)).status).toBe(200);
  });

  test('of two who use it in the same moment, one sets the password', async () => {
    const { code } = await askForLink(house, eve.email);
    house.mails.length = 0;
    const passwords = ['first-orchard-lamp-11', 'second-orchard-lamp-22'];
    const replies = await Promise.all(
      passwords.map((password) => useLink(openWindow(house), code, { password })),
    );
    await house.runJobs();
    const opened = await Promise.all(
      passwords.map(
        async (password) => (await openWindow(house).signIn(eve.email, password)).status,
      ),
    );

    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 404]));
    expect(opened).toEqual(replies.map(({ status }) => (status === 200 ? 200 : 401)));
    expect(house.mails.length).toBe(1);
  });

  test('a stranger who asks too does not end the link in the mailbox; using one ends them all', async () => {
    const first = await askForLink(house, eve.email);
    const second = await askForLink(house, eve.email);

    expect(first.code).not.toBe(second.code);
    expect((await useLink(openWindow(house), first.code)).status).toBe(200);
    expect(await useLink(openWindow(house), second.code)).toMatchObject(over);
  });

  test('a weak password is refused by name, and the link still works', async () => {
    const { code } = await askForLink(house, eve.email);
    const weak = await useLink(openWindow(house), code, { password: 'password-password-1' });

    expect(weak).toMatchObject({ status: 400, body: { fields: [{ path: 'password' }] } });
    expect((await useLink(openWindow(house), code)).status).toBe(200);
  });

  test('it ends the lock after wrong passwords', async () => {
    for (let miss = 0; miss < 5; miss += 1)
      await openWindow(house).signIn(eve.email, 'wrong-wrong-wrong-1');
    expect((await openWindow(house).signIn(eve.email)).status).toBe(429);
    const { code } = await askForLink(house, eve.email);
    await useLink(openWindow(house), code);

    expect((await openWindow(house).signIn(eve.email, newPassword)).status).toBe(200);
  });

  test('codes of an authenticator app stay, and a step begun with the old password ends', async () => {
    const started = await eve.window.post('/api/account/codes/start', { password: goodPassword });
    const { secret } = started.body;
    await eve.window.post('/api/account/codes/confirm', { code: totp(secret) });
    const begun = openWindow(house);
    expect((await begun.signIn(eve.email)).body.next).toBe('code');
    const { code } = await askForLink(house, eve.email);
    await useLink(openWindow(house), code);
    const window = openWindow(house);

    expect((await window.signIn(eve.email, newPassword)).body.next).toBe('code');
    expect((await begun.post('/api/sign-in/code', { code: totp(secret, 1) })).status).toBe(403);
    expect(
      (await window.post('/api/sign-in/code', { code: totp(secret, 1) })).body.session.state,
    ).toBe('signed-in');
  });

  test('whoever signs in with a passkey has to show it: the mailbox alone sets no password', async () => {
    await house.owner.query(
      `insert into sign_in.passkey (id, "userId", "publicKey", "credentialID", counter, "deviceType", "backedUp")
       select $1, user_id, 'key', $1, 0, 'singleDevice', false from staff where staff_id = $2`,
      [`key${count}`, eve.staffId],
    );
    const { code } = await askForLink(house, eve.email);
    const window = openWindow(house);
    await window.post('/api/sign-in/passkey/options');
    const passkey = {
      id: 'x',
      rawId: 'x',
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: 'x', authenticatorData: 'x', signature: 'x' },
    };

    expect((await window.post('/api/recovery/read', { code })).body.needsPasskey).toBe(true);
    expect(await useLink(window, code)).toMatchObject({
      status: 403,
      body: { type: 'needs-passkey' },
    });
    expect(await useLink(window, code, { passkey })).toMatchObject({
      status: 403,
      body: { type: 'passkey-failed' },
    });
    expect((await openWindow(house).signIn(eve.email, goodPassword)).status).toBe(200);
  });

  test('the person hears of it by mail, and the audit keeps it', async () => {
    const { code } = await askForLink(house, eve.email);
    house.mails.length = 0;
    await useLink(openWindow(house), code);
    await house.runJobs();
    const { rows } = await house.owner.query(
      `select operation, outcome from audit where actor_id = $1 and operation like 'recover%'`,
      [eve.staffId],
    );

    expect(house.mails).toMatchObject([{ to: eve.email, subject: 'Your code' }]);
    expect(house.mails[0]?.text).toContain('A new password was set for your sign-in');
    expect(house.mails[0]?.text).not.toContain('recover#');
    expect(rows).toEqual([{ operation: 'recover the sign-in (link by mail)', outcome: 'done' }]);
  });
});
