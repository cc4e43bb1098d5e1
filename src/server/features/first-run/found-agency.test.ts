import { afterAll, describe, expect, test } from 'vitest';
import { register } from '#server/platform/sign-in/ways-in.ts';
import {
  foundedAgency,
  foundingCode,
  goodPassword,
  newAgency,
  openWindow,
} from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse({ isAlone: true });
afterAll(() => house.close());

const found = async (change: Record<string, unknown>) => {
  const window = openWindow(house);
  const code = await foundingCode(house);
  const body = { ...newAgency(code, `x${house.newId()}@riverbend.example`), ...change };
  return { window, code, reply: await window.post('/api/first-run', body) };
};

describe('the first run (S15)', () => {
  test('before it, the session says that it is open, and nobody can sign in', async () => {
    const window = openWindow(house);
    expect((await window.get('/api/session')).body.isFirstRun).toBe(true);

    for (const [email, password] of [
      ['admin@example.org', 'admin'],
      ['admin@localhost.example', 'password'],
      ['root@example.org', 'changeme'],
    ])
      expect((await window.signIn(email ?? '', password)).status).toBe(401);
    const { rows } = await house.owner.query(`select count(*)::int as n from sign_in."user"`);
    expect(rows).toEqual([{ n: 0 }]);
  });

  test('the printed code opens it, and makes the agency and its administrator', async () => {
    const code = await foundingCode(house);
    const window = openWindow(house);
    expect((await window.post('/api/first-run/check', { code })).status).toBe(200);
    const reply = await window.post('/api/first-run', newAgency(code, 'founder@riverbend.example'));

    expect(reply.body).toMatchObject({
      state: 'signed-in',
      isFirstRun: false,
      roles: ['administrator'],
      person: { fullName: 'Robin Park', title: 'Administrator' },
      agency: { timeZone: 'America/New_York', isSample: false },
    });
    expect((await openWindow(house).signIn('founder@riverbend.example')).status).toBe(200);
  });

  test('a code works once', async () => {
    const { code } = await found({});
    const window = openWindow(house);

    expect((await window.post('/api/first-run/check', { code })).status).toBe(404);
    expect(
      (await window.post('/api/first-run', newAgency(code, 'late@riverbend.example'))).status,
    ).toBe(404);
    expect((await window.signIn('late@riverbend.example')).status).toBe(401);
  });

  test('of several who use it in the same moment, one founds', async () => {
    const code = await foundingCode(house);
    const replies = await Promise.all(
      ['a', 'b', 'c'].map((who) =>
        openWindow(house).post('/api/first-run', newAgency(code, `${who}@race.example`)),
      ),
    );

    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const { rows } = await house.owner.query(
      `select count(*)::int as n from sign_in."user" where email like '%@race.example'`,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('an invented code founds nothing', async () => {
    const reply = await openWindow(house).post(
      '/api/first-run',
      newAgency('x'.repeat(32), 'no@riverbend.example'),
    );

    expect(reply).toMatchObject({ status: 404, body: { type: 'founding-code-over' } });
  });

  test.each([
    ['agencyName', ''],
    ['neutralName', '  '],
    ['contactPhone', 'call us'],
    ['timeZone', 'Mars/Olympus'],
    ['email', 'robin'],
    ['password', 'Password123456789'],
    ['password', 'short'],
  ])('a wrong %s is refused by its field, and the code stays good', async (field, value) => {
    const { reply, code } = await found({ [field]: value });

    expect(reply.status).toBe(400);
    expect(reply.body.fields.map(({ path }: { path: string }) => path)).toContain(field);
    expect((await openWindow(house).post('/api/first-run/check', { code })).status).toBe(200);
  });

  test('a second agency needs a code and an address of its own', async () => {
    const { reply, code } = await found({ email: 'founder@riverbend.example' });

    expect(reply).toMatchObject({ status: 409, body: { type: 'email-taken' } });
    expect((await openWindow(house).post('/api/first-run/check', { code })).status).toBe(200);
  });

  test('an address that a killed founding left taken can found, with the same code', async () => {
    const code = await foundingCode(house);
    const address = 'half@riverbend.example';
    const tried = () => openWindow(house).post('/api/first-run', newAgency(code, address));
    // Killed after the sign-in was made, and before its agency was.
    const { userId } = await register(house.shell.signIn, {
      email: address,
      fullName: 'Robin Park',
      password: goodPassword,
      device: 'a browser',
    });
    const atOnce = await tried();
    await house.owner.query(
      `update sign_in."user" set "createdAt" = now() - interval '2 minutes' where id = $1`,
      [userId],
    );

    expect(atOnce).toMatchObject({ status: 409, body: { type: 'email-taken' } });
    expect((await tried()).status).toBe(200);
    expect((await openWindow(house).signIn(address)).status).toBe(200);
  });

  test('two agencies see nothing of each other', async () => {
    const one = await foundedAgency(house, 'one@two.example');
    const other = await foundedAgency(house, 'other@two.example');
    await one.window.post('/api/programs', {
      name: 'Night outreach',
      preset: 'supportive',
      timeZone: 'America/New_York',
      goLiveOn: '2026-01-01',
    });

    expect((await one.window.get('/api/programs')).body.programs).toHaveLength(1);
    expect((await other.window.get('/api/programs')).body.programs).toEqual([]);
    expect((await other.window.get('/api/staff')).body.staff).toHaveLength(1);
  });
});
