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
const nextPassword = 'ladder-copper-meadow-7';
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

describe('changing the password (S15)', () => {
  test('the new one works, the old one does not, and other sessions end', async () => {
    const other = openWindow(house);
    await other.signIn(email);
    const before = mine.jar.get('session');
    const reply = await mine.post('/api/account/password', {
      current: goodPassword,
      next: nextPassword,
    });

    expect(reply.status).toBe(200);
    expect(mine.jar.get('session')).not.toBe(before);
    expect(await mine.state()).toBe('signed-in');
    expect(await other.state()).toBe('signed-out');
    expect((await openWindow(house).signIn(email)).status).toBe(401);
    expect((await openWindow(house).signIn(email, nextPassword)).status).toBe(200);
  });

  test('it is changed also for whoever took a minute to think of one', async () => {
    await house.owner.query(
      `update auth.session_scope set used_at = used_at - interval '1 minute'`,
    );
    const reply = await mine.post('/api/account/password', {
      current: goodPassword,
      next: nextPassword,
    });

    expect(reply.status).toBe(200);
    expect(await mine.state()).toBe('signed-in');
  });

  test('it needs the current one', async () => {
    const reply = await mine.post('/api/account/password', {
      current: 'something else entirely',
      next: nextPassword,
    });

    expect(reply).toMatchObject({ status: 403, body: { type: 'password-wrong' } });
    expect((await openWindow(house).signIn(email)).status).toBe(200);
  });

  test.each([
    ['fourteen characters', 'short-violin-4'],
    ['a common word and a run of digits', 'Password123456789'],
    ['a common phrase', 'correct horse battery staple'],
    ['one word over and over', 'kettlekettlekettle'],
    ['rows of the keyboard', 'qwertyuiopasdfghjkl'],
    ['the name of the product', 'Roundtable-2026-Roundtable'],
  ])('%s is refused with a word about the field', async (_why, next) => {
    const reply = await mine.post('/api/account/password', { current: goodPassword, next });

    expect(reply.status).toBe(400);
    expect(reply.body.fields[0].path).toBe('next');
  });

  test('one’s own name and address are refused', async () => {
    const next = `cleo${count}-riverbend-example`;
    const reply = await mine.post('/api/account/password', { current: goodPassword, next });

    expect(reply.body.fields[0].message).toContain('Your name and email address');
  });

  test.each([
    'purple banana under seven bridges',
    'пять синих чайников летят',
    'kjH7-2mQp-99xL-zTrw',
  ])('length counts, not signs: "%s" is good', async (next) => {
    expect((await mine.post('/api/account/password', { current: goodPassword, next })).status).toBe(
      200,
    );
  });

  test('only argon2 hashes are kept', async () => {
    const { rows } = await house.owner.query(
      `select distinct left(password, 31) as start from sign_in.account`,
    );

    expect(rows).toEqual([{ start: '$argon2id$v=19$m=19456,t=2,p=1$' }]);
  });
});
