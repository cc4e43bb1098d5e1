import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const { agency, alma } = await filingsGiven(house);
let pastList = '';

beforeAll(async () => {
  // The second person, beside the only administrator and sue.
  await givenIn(house).staff(agency, 'mia', { roles: ['supervisor'] });
  const asked = { asOf: '2027-03-14', knowledge: 'then' };
  const { body } = await house.as('sue').post('/api/due-snapshots', asked);
  pastList = `/api/due-snapshots/${body.snapshotId}/export?show=all&reason=supervision`;
  await house.runJobs();
});

const lists = () => [
  '/api/today/due/export?scope=all&when=all&reason=supervision',
  pastList,
  '/api/billing/export?month=2027-03&reason=supervision',
  '/api/filings/open.txt?scope=all',
];
const answers = async (who: string) =>
  Promise.all(
    lists().map(async (list) => {
      const { status, body } = await house.as(who).get(list);
      return status === 200 ? 200 : [status, body.type];
    }),
  );
const everyOne = [200, 200, 200, 200];
const none = Array.from({ length: 4 }, () => [403, 'may-not-take-lists']);

const memberOf = async (fullName: string, by = 'riverbend-admin') =>
  (await house.as(by).get('/api/staff')).body.staff.find(
    (one: { fullName: string }) => one.fullName === fullName,
  );
/** The form of the staff page, with this of it changed. */
async function change(who: string, more: object, by = 'riverbend-admin') {
  const { staffId, fullName, title, roles } = await memberOf(who);
  return house.as(by).post('/api/staff/change', { staffId, fullName, title, roles, ...more });
}
const waiting = async () => (await house.as('mia').get('/api/staff-changes')).body.changes;
const confirm = async () => {
  const [{ changeId }] = await waiting();
  return house.as('mia').post('/api/staff-changes/confirm', { changeId });
};
const latest = async () =>
  (await house.as('mia').get('/api/staff-changes?show=settled')).body.changes[0].inWords;
const taken = async () =>
  (await house.owner.query('select count(*)::int as n from taken_out')).rows[0].n;

describe('taking a list of many people out as a file is a right of its own (S1, S16)', () => {
  test('withdrawn, it is refused with the next list, written down as denied, and nothing counts as taken', async () => {
    expect(await answers('sue')).toEqual(everyOne);
    expect((await house.as('sue').get('/api/session')).body.mayTakeLists).toBe(true);
    const before = await taken();

    expect((await change('sue', { mayTakeLists: false })).body).toEqual({ outcome: 'done' });
    expect(await latest()).toBe('May no longer save lists as files');
    await house.owner.query('delete from audit');
    expect(await answers('sue')).toEqual(none);
    expect(await taken()).toBe(before);
    const { rows } = await house.owner.query(
      `select operation from audit where outcome = 'denied' order by operation`,
    );
    expect(rows.map(({ operation }) => operation)).toEqual([
      'GET /api/billing/export',
      'GET /api/due-snapshots/:snapshotId/export',
      'GET /api/filings/open.txt',
      'GET /api/today/due/export',
    ]);
    const refused = await house.as('sue').get(pastList);
    expect(refused.body.title).toMatch(/Ask an administrator for the right to save lists as files/);
    expect((await house.as('sue').get('/api/session')).body.mayTakeLists).toBe(false);
    expect((await memberOf('sue')).mayTakeLists).toBe(false);
  });

  test('what they may read they read on, and files of one person are theirs to take', async () => {
    for (const path of [
      '/api/today/due',
      '/api/billing',
      '/api/filings/open',
      `/api/clients/${alma.clientId}/disclosures/export?accounting=everything`,
      `/api/clients/${alma.clientId}/record.pdf`,
    ])
      expect([path, (await house.as('sue').get(path)).status]).toEqual([path, 200]);
    expect(await answers('ana')).toEqual([200, [403, 'not-allowed'], [403, 'not-allowed'], 200]);
  });

  test('given again, it waits for the second person; a form that says nothing of it changes nothing', async () => {
    expect((await change('sue', { mayTakeLists: true })).body).toEqual({ outcome: 'waiting' });
    expect(await waiting()).toMatchObject([
      { fullName: 'sue', inWords: 'May save lists as files', may: { confirm: true } },
    ]);
    expect((await change('sue', { title: 'Supervisor' })).body).toEqual({ outcome: 'done' });
    expect(await answers('sue')).toEqual(none);

    expect((await confirm()).body.outcome).toBe('done');
    expect(await latest()).toBe('May save lists as files');
    expect(await answers('sue')).toEqual(everyOne);
  });

  test('it is taken at once although a role that is given with it waits', async () => {
    const roles = ['supervisor', 'administrator'];
    const { body } = await change('sue', { roles, mayTakeLists: false });
    expect(body).toEqual({ outcome: 'waiting' });
    expect(await answers('sue')).toEqual(none);
    const [{ changeId, inWords }] = await waiting();
    expect(inWords).toMatch(/^Roles: /);
    await house.as('mia').post('/api/staff-changes/refuse', { changeId });
    await change('sue', { mayTakeLists: true });
    await confirm();
  });

  test('nobody gives or takes their own, and no administrator that of another agency', async () => {
    const own = await change('riverbend Admin', { mayTakeLists: false });
    expect([own.status, own.body.type]).toEqual([409, 'own-roles']);
    for (const mayTakeLists of [true, false]) {
      const theirs = await change('sue', { mayTakeLists }, 'lakeside-admin');
      expect([theirs.status, theirs.body.type]).toEqual([404, 'not-found']);
    }
    expect((await memberOf('riverbend Admin')).mayTakeLists).toBe(true);
    expect(await answers('sue')).toEqual(everyOne);
    await change('sue', { mayTakeLists: false });
    expect((await house.as('olga').get(lists()[0] ?? '')).status).toBe(200);
    await change('sue', { mayTakeLists: true });
    await confirm();
  });

  test('whoever is invited has it only where the administrator says so, and once it is confirmed', async () => {
    for (const [said, fullName] of [
      [{}, 'Bea Lund'],
      [{ mayTakeLists: true }, 'Cy Mott'],
    ] as const) {
      const invited = await house.as('riverbend-admin').post('/api/staff/invite', {
        fullName,
        title: 'Billing specialist',
        email: `${fullName.slice(0, 2)}@riverbend.example`,
        roles: ['biller'],
        ...said,
      });
      expect(invited.body.outcome).not.toBe('waiting');
      expect((await memberOf(fullName)).mayTakeLists).toBe(false);
    }
    expect(await waiting()).toMatchObject([
      { fullName: 'Cy Mott', inWords: 'May save lists as files' },
    ]);
    await confirm();
    expect((await memberOf('Cy Mott')).mayTakeLists).toBe(true);
  });
});

test('whoever loses it half-way takes no more of the file along (S1, S6)', async () => {
  await house.owner.query(
    `set local session_replication_role = replica;
     insert into attempt select (jsonb_populate_record(null::attempt, to_jsonb(a)
         || jsonb_build_object('attempt_id', gen_random_uuid(), 'attempted_on', a.attempted_on - i))).*
     from (select * from attempt where client_id = '${alma.clientId}' limit 1) a, generate_series(1, 400) i`,
  );
  const read = async (between: () => Promise<unknown>) => {
    const { body } = await house.app.request(`${origin}/api/filings/open.txt?scope=all`, {
      headers: { host: new URL(origin).host, cookie: `session=${house.as('sue').token}` },
    });
    const reader = body?.getReader();
    const text = new TextDecoder();
    let whole = text.decode((await reader?.read())?.value);
    await between();
    for (;;) {
      const part = await reader?.read().catch(() => undefined);
      if (!part || part.done) return whole;
      whole += text.decode(part.value);
    }
  };
  const textsIn = (file: string) => file.match(/^={72}$/gm)?.length ?? 0;

  const whole = textsIn(await read(async () => {}));
  expect(whole).toBeGreaterThan(800);
  const part = textsIn(await read(() => change('sue', { mayTakeLists: false })));
  expect(part).toBeGreaterThan(0);
  expect(part).toBeLessThan(whole / 2);
});
