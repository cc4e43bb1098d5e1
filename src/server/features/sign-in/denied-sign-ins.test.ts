import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { foundedAgency, joined, openWindow, type Window } from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { window: admin } = await foundedAgency(house, 'first@riverbend.example');
const wrong = 'a wrong password, long enough';
let count = 0;
let email = '';
let staffId = '';

beforeEach(async () => {
  count += 1;
  ({ email, staffId } = await joined(house, admin, { email: `ana${count}@riverbend.example` }));
});
afterAll(() => house.close());

const fail = async (window: Window, times: number, who = email) => {
  for (let time = 0; time < times; time += 1) await window.signIn(who, wrong);
};

describe('the trail of refused ways in (S16)', () => {
  /** What is on record about this person, as it was written. */
  const trail = async () => {
    const { rows } = await house.owner.query(
      `select * from audit where outcome = 'denied' and ids @> array[$1::uuid] order by at, audit_id`,
      [staffId],
    );
    return rows;
  };

  test('a wrong password leaves a row with the agency, in nobody’s name, about the person', async () => {
    await fail(openWindow(house), 1);

    expect(await trail()).toMatchObject([
      {
        actor_id: null,
        operation: 'sign in with a password',
        purpose: 'own-account',
        ids: [staffId],
      },
    ]);
  });

  test('so does a try at an account that is locked, and a wrong password at an idle screen', async () => {
    const window = openWindow(house);
    await window.signIn(email);
    await window.post('/api/session/lock');
    await window.post('/api/session/unlock', { password: wrong });
    await fail(openWindow(house), 5);
    const operations = (await trail()).map(({ operation }) => operation);

    expect(operations).toEqual(['unlock the session', ...Array(5).fill('sign in with a password')]);
  });

  test('an account that does not exist leaves none', async () => {
    const all = async () => (await house.owner.query('select from audit')).rowCount;
    const before = await all();
    await fail(openWindow(house), 1, `nobody-at-all${count}@riverbend.example`);

    expect(await all()).toBe(before);
  });
});
