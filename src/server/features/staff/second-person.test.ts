import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  foundedAgency,
  invitationIn,
  joined,
  openWindow,
  type Window,
} from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';
import { codeIn, newPassword, useLink } from '#test/recovery.ts';

const house = await startHouse();
let admin: Window;
let sue: Awaited<ReturnType<typeof joined>>;
let eve: Awaited<ReturnType<typeof joined>>;
let elsewhere: Window;
let count = 0;

beforeAll(async () => {
  admin = (await foundedAgency(house, 'first@riverbend.example')).window;
  eve = await joined(house, admin, { email: 'eve@riverbend.example' });
  sue = await joined(house, admin, { email: 'sue@riverbend.example', roles: ['supervisor'] });
  elsewhere = (await foundedAgency(house, 'first@lakeside.example')).window;
});
afterAll(() => house.close());

const invite = (roles: string[], from = admin, more = {}) => {
  count += 1;
  const email = `new${count}@riverbend.example`;
  return {
    email,
    asked: from.post('/api/staff/invite', {
      fullName: `New ${count}`,
      title: 'Case manager',
      email,
      roles,
      ...more,
    }),
  };
};
const changes = async (who: Window, show = 'settled') =>
  (await who.get(`/api/staff-changes?show=${show}`)).body.changes;
type About = { staffId: string };
const waitingOf = async (staffId: string) =>
  (await changes(sue.window, 'waiting')).find((one: About) => one.staffId === staffId);
const confirm = (changeId: string, who = sue.window) =>
  who.post('/api/staff-changes/confirm', { changeId });
const withoutMailServer = async <T>(work: () => Promise<T>): Promise<T> => {
  const { mailer } = house.shell;
  house.shell.mailer = undefined;
  try {
    return await work();
  } finally {
    house.shell.mailer = mailer;
  }
};

describe('one administrator alone takes nobody’s seat (S1)', () => {
  test('the first administrator of an agency invites at once, and the link is in the person’s mail alone', async () => {
    const alone = (await foundedAgency(house, 'alone@hillside.example')).window;
    const email = 'first@hillside.example';
    const reply = await alone.post('/api/staff/invite', {
      fullName: 'Ona Brill',
      title: 'Supervisor',
      email,
      roles: ['supervisor'],
    });
    const bodies = 'select body from mail where to_address = $1';
    const { rows } = await house.owner.query(bodies, [email]);

    expect(reply.body).toMatchObject({ outcome: 'mailed', link: null });
    expect(await invitationIn(house, email)).not.toBe('');
    expect(JSON.stringify(rows)).not.toContain('/accept#');
  });

  test.each([['supervisor'], ['administrator'], ['case-manager']])(
    'an invitation as %s waits for a second person, and nothing opens before',
    async (role) => {
      const { email, asked } = invite([role]);
      const { body } = await asked;
      const change = await waitingOf(body.staffId);

      expect(body).toMatchObject({ outcome: 'waiting', link: null });
      expect(await invitationIn(house, email)).toBe('');
      expect((await confirm(change.changeId, admin)).body.type).toBe('own-change');
      expect((await confirm(change.changeId, elsewhere)).body.type).toBe('not-found');
      expect((await confirm(change.changeId, eve.window)).body.type).toBe('not-allowed');
      expect((await confirm(change.changeId)).body).toMatchObject({
        outcome: 'mailed',
        link: null,
      });
      expect(await invitationIn(house, email)).not.toBe('');
      expect((await confirm(change.changeId)).body.type).toBe('change-settled');
    },
  );

  test('who reads nothing about clients needs no second person', async () => {
    const auditorUntil = Temporal.Now.plainDateISO().add({ months: 1 }).toString();
    const all = { auditorScope: 'every', auditorPeriod: 'any', auditorSample: 'everybody' };
    const reply = await invite(['biller', 'auditor'], admin, { auditorUntil, ...all }).asked;
    expect(reply.body.outcome).toBe('mailed');
  });

  test('what was refused, or taken back, opens nothing', async () => {
    for (const [who, state] of [
      [sue.window, 'refused'],
      [admin, 'withdrawn'],
    ] as const) {
      const { email, asked } = invite(['supervisor']);
      const { changeId } = await waitingOf((await asked).body.staffId);
      await who.post('/api/staff-changes/refuse', { changeId });
      const settled = await changes(admin);

      expect(settled[0]).toMatchObject({ changeId, state });
      expect((await confirm(changeId)).body.type).toBe('change-settled');
      expect(await invitationIn(house, email)).toBe('');
    }
  });

  test('a new link for the same person waits again, also without a mail server', async () => {
    const { asked } = invite(['supervisor']);
    const { staffId } = (await asked).body;
    await withoutMailServer(async () => {
      const renewed = await admin.post('/api/staff/renew-invitation', { staffId });
      expect(renewed.body).toMatchObject({ outcome: 'waiting', link: null });
      const confirmed = await confirm((await waitingOf(staffId)).changeId);
      expect(confirmed.body.outcome).toBe('handed-over');
      expect(confirmed.body.link).toContain('/accept#');
    });
  });

  test('more roles for a colleague wait, fewer do not; the second person’s word makes them so', async () => {
    const about = { staffId: eve.staffId, fullName: 'Eve', title: 'Case manager' };
    const roles = ['case-manager', 'supervisor'];
    const more = await admin.post('/api/staff/change', { ...about, roles });
    const rolesNow = async () =>
      (await admin.get('/api/staff')).body.staff
        .find((one: { staffId: string }) => one.staffId === eve.staffId)
        .roles.toSorted();

    expect(more.body.outcome).toBe('waiting');
    expect(await rolesNow()).toEqual(['case-manager']);
    const { changeId } = await waitingOf(eve.staffId);
    expect((await confirm(changeId, eve.window)).body.type).toBe('not-allowed');
    await confirm(changeId);
    expect(await rolesNow()).toEqual(roles);
    const fewer = await admin.post('/api/staff/change', { ...about, roles: ['case-manager'] });
    expect(fewer.body.outcome).toBe('done');
    expect(await rolesNow()).toEqual(['case-manager']);
  });

  test('everything anew for a colleague waits; it goes to that person by mail', async () => {
    house.mails.length = 0;
    const asked = await admin.post('/api/staff/recover', {
      staffId: eve.staffId,
      lost: 'everything',
    });
    await house.runJobs();
    const before = house.mails.filter(({ to }) => to === eve.email);
    await confirm((await waitingOf(eve.staffId)).changeId);
    await house.runJobs();
    const code = codeIn(house.mails.findLast(({ to }) => to === eve.email)?.text ?? '');

    expect(asked.body).toMatchObject({ outcome: 'waiting', link: null });
    expect(before).toEqual([]);
    expect((await useLink(openWindow(house), code)).status).toBe(200);
    expect((await openWindow(house).signIn(eve.email, newPassword)).status).toBe(200);
    eve.window = openWindow(house);
    await eve.window.signIn(eve.email, newPassword);
  });

  test('where no mail leaves, a new password alone waits too: the link would pass through one pair of hands', async () => {
    await withoutMailServer(async () => {
      const asked = await admin.post('/api/staff/recover', {
        staffId: eve.staffId,
        lost: 'password',
      });
      expect(asked.body).toMatchObject({ outcome: 'waiting', link: null });
    });
  });

  test('sending the second person away does not make one alone', async () => {
    const { window } = await foundedAgency(house, 'first@moor.example');
    const ida = await joined(house, window, { email: 'ida@moor.example', roles: ['supervisor'] });
    await window.post('/api/staff/deactivate', { staffId: ida.staffId });
    const person = {
      fullName: 'Someone',
      title: 'Supervisor',
      email: 'someone@moor.example',
      roles: ['supervisor'],
    };
    const { body } = await window.post('/api/staff/invite', person);
    expect(body.outcome).toBe('waiting');

    await house.owner.query(`update auth.clock set ahead = interval '73 hours'`);
    await house.owner.query(`update auth.session_scope set used_at = auth.now()`);
    await house.owner.query(
      `update sign_in.session set "expiresAt" = auth.now() + interval '1 day'`,
    );
    const { staffId } = body;
    const later = await window.post('/api/staff/renew-invitation', { staffId });
    await house.owner.query(`update auth.clock set ahead = interval '0'`);
    expect(later.body.outcome).toBe('mailed');
  });
});

describe('everybody who could object hears of it (S16)', () => {
  test('other administrators and supervisors get a neutral mail, and read who did what to whom', async () => {
    house.mails.length = 0;
    const { body } = await invite(['biller']).asked;
    await house.runJobs();
    const told = house.mails.filter(({ to }) => to === sue.email);
    const settled = await changes(sue.window);
    const { rows } = await house.owner.query(
      `select operation from audit where $1 = any(ids) order by at desc limit 1`,
      [body.staffId],
    );

    expect(told).toHaveLength(1);
    expect(told[0]?.text).not.toMatch(/New \d|biller|Person/i);
    expect(house.mails.filter(({ to }) => to === eve.email)).toEqual([]);
    expect(settled[0]).toMatchObject({
      inWords: 'Invited as Biller',
      askedByName: 'Robin Park',
      state: 'done',
    });
    expect(rows[0].operation).toBe('POST /api/staff/invite');
  });

  test('case managers and other agencies read nothing of it', async () => {
    expect((await eve.window.get('/api/staff-changes')).status).toBe(403);
    expect(await changes(elsewhere)).toEqual([]);
  });
});

test('what somebody asked for who was sent away since is confirmed by nobody (S1)', async () => {
  const second = invite(['administrator']);
  const { staffId: secondId } = (await second.asked).body;
  await confirm((await waitingOf(secondId)).changeId);
  const window = openWindow(house);
  const code = await invitationIn(house, second.email);
  await window.post('/api/invitation/accept', { code, password: newPassword });
  const { email, asked } = invite(['supervisor'], window);
  const { staffId } = (await asked).body;
  const { changeId } = await waitingOf(staffId);
  await admin.post('/api/staff/deactivate', { staffId: secondId });

  expect((await confirm(changeId)).body.type).toBe('change-settled');
  expect(await invitationIn(house, email)).toBe('');
});
