import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  foundedAgency,
  invitationIn,
  goodPassword,
  joined,
  openWindow,
  totp,
  type Window,
} from '#test/browser-like.ts';
import { origin, startHouse } from '#test/house.ts';
import { askForLink, codeIn, newPassword, useLink } from '#test/recovery.ts';

const house = await startHouse();
let admin: Window;
let other: Window;
let eve: Awaited<ReturnType<typeof joined>>;
let count = 0;

beforeAll(async () => {
  admin = (await foundedAgency(house, 'first@riverbend.example')).window;
  other = (await foundedAgency(house, 'first@lakeside.example')).window;
});
beforeEach(async () => {
  await house.owner.query(`update auth.clock set ahead = interval '0'`);
  count += 1;
  eve = await joined(house, admin, { email: `eve${count}@riverbend.example` });
  await house.runJobs();
  house.mails.length = 0;
});
afterAll(() => house.close());

const help = (staffId: string, lost = 'everything', from = admin) =>
  from.post('/api/staff/recover', { staffId, lost });
/** The code in the mail that they get. */
const codeFor = async (lost = 'everything') => {
  const before = house.mails.length;
  await help(eve.staffId, lost);
  await house.runJobs();
  return codeIn(
    house.mails
      .slice(before)
      .map(({ to, text }) => (to === eve.email ? text : ''))
      .join(''),
  );
};
const over = { status: 404, body: { type: 'recovery-over' } };

describe('an administrator helps a colleague who cannot sign in (S15)', () => {
  test('by a link in their own mail: it sets a new password, drops the lost codes and ends every session', async () => {
    const { secret } = (
      await eve.window.post('/api/account/codes/start', { password: goodPassword })
    ).body;
    await eve.window.post('/api/account/codes/confirm', { code: totp(secret) });
    const code = await codeFor();
    const look = await openWindow(house).post('/api/recovery/read', { code });
    const used = await useLink(openWindow(house), code);

    expect(house.mails.at(-1)?.text).toContain(`${origin}/recover#${code}`);
    expect(look.body).toMatchObject({ dropsSecondFactor: true, needsPasskey: false });
    expect(used.status).toBe(200);
    expect(await eve.window.state()).toBe('signed-out');
    expect((await openWindow(house).signIn(eve.email, newPassword)).body).toMatchObject({
      next: 'session',
    });
  });

  test('for somebody who lost the password alone, codes stay', async () => {
    const { secret } = (
      await eve.window.post('/api/account/codes/start', { password: goodPassword })
    ).body;
    await eve.window.post('/api/account/codes/confirm', { code: totp(secret) });
    await useLink(openWindow(house), await codeFor('password'));

    expect((await openWindow(house).signIn(eve.email, newPassword)).body.next).toBe('code');
  });

  test('without a mail server by a link to hand over, of which they hear elsewhere', async () => {
    const { mailer } = house.shell;
    house.shell.mailer = undefined;
    const { body } = await help(eve.staffId);
    house.shell.mailer = mailer;

    expect(body).toMatchObject({ outcome: 'handed-over' });
    expect((await useLink(openWindow(house), codeIn(body.link))).status).toBe(200);
  });

  test('the person hears of the link and of its use by mail, and the audit names both', async () => {
    const code = await codeFor();
    await useLink(openWindow(house), code);
    await house.runJobs();
    const { rows } = await house.owner.query(
      `select operation from audit where ($1 = any(ids) or actor_id = $1) and operation like '%recover%' order by at`,
      [eve.staffId],
    );

    expect(house.mails.map(({ to, subject }) => [to, subject])).toEqual([
      [eve.email, 'Your code'],
      [eve.email, 'Your code'],
    ]);
    expect(house.mails[0]?.text).toContain('An administrator made a link');
    expect(house.mails[1]?.text).toContain('codes and passkeys were taken away');
    expect(house.mails[1]?.text).not.toContain('recover#');
    expect(JSON.stringify(await house.owner.query('select body from mail'))).not.toContain(
      'recover#',
    );
    expect(rows.map(({ operation }) => operation)).toEqual([
      'POST /api/staff/recover',
      'recover the sign-in (link by administrator)',
    ]);
  });

  test('it works once, for a day; a newer one takes its place', async () => {
    const first = await codeFor();
    const second = await codeFor();
    expect(await useLink(openWindow(house), first)).toMatchObject(over);
    await house.owner.query(`update auth.clock set ahead = '25 hours'`);
    expect(await useLink(openWindow(house), second)).toMatchObject(over);
    await house.owner.query(`update auth.clock set ahead = '23 hours'`);
    expect((await useLink(openWindow(house), second)).status).toBe(200);
    expect(await useLink(openWindow(house), second)).toMatchObject(over);
  });

  test('a stranger who asks for a mail does not end it; using it ends the mail', async () => {
    const code = await codeFor();
    const mailed = await askForLink(house, eve.email);

    expect((await useLink(openWindow(house), code)).status).toBe(200);
    expect(await useLink(openWindow(house), mailed.code)).toMatchObject(over);
  });

  test('a link for somebody who was deactivated since opens nothing', async () => {
    const code = await codeFor();
    await admin.post('/api/staff/deactivate', { staffId: eve.staffId });

    expect(await useLink(openWindow(house), code)).toMatchObject(over);
  });
});

describe('what an administrator cannot renew (S15)', () => {
  test('their own sign-in, an invitation that waits, somebody deactivated, another agency’s staff', async () => {
    const { body } = await admin.get('/api/session');
    const invited = await admin.post('/api/staff/invite', {
      fullName: 'Kim Osei',
      title: 'Technician',
      email: `kim${count}@riverbend.example`,
      roles: ['case-manager'],
    });

    expect((await help(body.person.staffId)).body.type).toBe('own-recovery');
    expect((await help(invited.body.staffId)).body.type).toBe('no-sign-in-yet');
    expect((await help(eve.staffId, 'everything', other)).body.type).toBe('not-found');
    expect((await help(eve.staffId, 'everything', eve.window)).body.type).toBe('not-allowed');
    await admin.post('/api/staff/deactivate', { staffId: eve.staffId });
    expect((await help(eve.staffId)).body.type).toBe('is-deactivated');
  });

  test('a sign-in that opens another agency too, even when it began to after the link was made', async () => {
    const code = await codeFor();
    const invited = await other.post('/api/staff/invite', {
      fullName: 'Eve Moss',
      title: 'Case manager',
      email: eve.email,
      roles: ['case-manager'],
    });
    const accepted = await eve.window.post('/api/invitation/accept', {
      code: await invitationIn(house, eve.email),
    });

    expect(accepted.status).toBe(200);
    expect(await useLink(openWindow(house), code)).toMatchObject(over);
    expect((await help(eve.staffId)).body.type).toBe('sign-in-not-yours');
    expect((await help(invited.body.staffId, 'everything', other)).body.type).toBe(
      'sign-in-not-yours',
    );
    expect((await openWindow(house).signIn(eve.email, goodPassword)).status).toBe(200);
  });
});
