import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  foundedAgency,
  invitationIn,
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

const account = async (window: Window) => (await window.get('/api/account')).body;

describe('one’s own sessions', () => {
  test('the list says where one is signed in, and which is this one', async () => {
    await openWindow(house).signIn(email);
    const { sessions } = await account(mine);

    expect(sessions).toHaveLength(2);
    expect(sessions.filter(({ isThis }: { isThis: boolean }) => isThis)).toHaveLength(1);
    expect(sessions[0].device).toBe('A test window');
  });

  test('ending one ends that one', async () => {
    const other = openWindow(house);
    await other.signIn(email);
    const { sessions } = await account(mine);
    const { sessionId } = sessions.find(({ isThis }: { isThis: boolean }) => !isThis);
    await mine.post('/api/account/sessions/end', { sessionId });

    expect(await other.state()).toBe('signed-out');
    expect(await mine.state()).toBe('signed-in');
  });

  test('ending all others keeps this one', async () => {
    const others = [openWindow(house), openWindow(house)];
    for (const other of others) await other.signIn(email);
    await mine.post('/api/account/sessions/end');

    for (const other of others) expect(await other.state()).toBe('signed-out');
    expect(await mine.state()).toBe('signed-in');
  });

  test('nobody ends another’s session, even knowing its id', async () => {
    const [theirs] = (await account(admin)).sessions;
    await mine.post('/api/account/sessions/end', { sessionId: theirs.sessionId });

    expect(await admin.state()).toBe('signed-in');
  });
});

describe('working for two agencies', () => {
  test('one sign-in, and after it a choice; the other agency’s people are not there', async () => {
    const other = await foundedAgency(house, `two${count}@hillside.example`);
    await other.window.post('/api/staff/invite', {
      fullName: 'Ben Ode',
      title: 'Consultant',
      email,
      roles: ['administrator'],
    });
    const code = await invitationIn(house, email);
    expect((await mine.post('/api/invitation/accept', { code })).body.agency.agencyId).toBe(
      other.agencyId,
    );
    const window = openWindow(house);
    const { body } = await window.signIn(email);
    expect(body.session).toMatchObject({ state: 'choose-agency', person: null, agency: null });
    expect(body.session.agencies).toHaveLength(2);
    expect((await window.get('/api/staff')).status).toBe(401);
    const chosen = await window.post('/api/session/agency', { agencyId: other.agencyId });

    expect(chosen.body).toMatchObject({ state: 'signed-in', roles: ['administrator'] });
    const { staff } = (await window.get('/api/staff')).body;
    expect(staff.map((one: { email: string }) => one.email).toSorted()).toEqual(
      [email, other.email].toSorted(),
    );
  });

  test('an agency that one does not work for cannot be chosen', async () => {
    const other = await foundedAgency(house, `three${count}@hillside.example`);
    const reply = await mine.post('/api/session/agency', { agencyId: other.agencyId });

    expect(reply.status).toBe(404);
    expect((await mine.get('/api/session')).body.agency.agencyId).not.toBe(other.agencyId);
  });
});

test('what is done to a session is in the audit trail, without a word about passwords', async () => {
  await mine.signIn(email);
  await mine.post('/api/sign-out');
  const { rows } = await house.owner.query(
    `select operation from audit where actor_id = $1 order by at`,
    [staffId],
  );

  expect(rows.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(['accept an invitation', 'sign in with a password', 'sign out']),
  );
});
