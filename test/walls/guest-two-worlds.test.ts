import { afterAll, beforeAll, expect, test } from 'vitest';
import { guestsIn } from '#test/given-guest.ts';
import { startHouse } from '#test/house.ts';
import { brokenFor } from '#test/walls/guest-scene.ts';
import { guestWorld, type Unknown } from '#test/walls/guest-worlds.ts';

/** Worlds that are different in what one guest may not know, and in nothing else. */
const unknown: Record<string, Unknown> = {
  nothing: { others: 0, isRestricted: false, hasGuest: false },
  everything: { others: 3, isRestricted: true, hasGuest: true },
  restricted: { others: 0, isRestricted: true, hasGuest: true },
};
const house = await startHouse();
const { owner } = house;
const worlds = new Map<string, Awaited<ReturnType<typeof guestWorld>>>();
const origin = house.shell.publicOrigin;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  for (const [name, what] of Object.entries(unknown))
    worlds.set(name, await guestWorld(house, name, what));
});
const worldOf = (name: string) => worlds.get(name) ?? expect.unreachable();

type Asked = [method: 'GET' | 'POST', path: string, body?: object];
const tokens = /[\w-]{43}/g;
const ids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const canary = /zqx/i;

/** Every byte of an answer, of which ids and secrets alone are another in any two worlds. */
async function answerTo([method, path, body]: Asked, cookie = '') {
  const response = await house.app.request(`${origin}${path}`, {
    method,
    headers: {
      host: new URL(origin).host,
      ...(method === 'GET' ? {} : { origin, 'content-type': 'application/json' }),
      ...(cookie === '' ? {} : { cookie: `guest=${cookie}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const set = response.headers.getSetCookie()[0] ?? '';
  const text = await response.text();
  const headers = JSON.stringify(Object.fromEntries(response.headers));
  return {
    bytes: `${response.status} ${headers} ${text}`.replaceAll(tokens, '~').replaceAll(ids, '#'),
    cookie: /^guest=([\w-]+)/.exec(set)?.[1] ?? '',
    status: response.status,
    text,
  };
}

/** All that a guest can ask for, in order, with what they hold. */
async function everythingIn(name: string) {
  const { link: mail } = worldOf(name);
  const { link, linkId } = await mail();
  const said: string[] = [];
  const ask = async (asked: Asked, cookie?: string) => {
    const answer = await answerTo(asked, cookie);
    said.push(`${asked[0]} ${asked[1].replace(ids, '#')}: ${answer.bytes}`);
    return answer;
  };
  await ask(['GET', '/api/guest/meeting']);
  await ask(['POST', '/api/guest/code', { link }]);
  await ask(['POST', '/api/guest/open', { link, code: '00000000' }]);
  const code = await guestsIn(house).codeFor(linkId);
  const { cookie } = await ask(['POST', '/api/guest/open', { link, code }]);
  const page = await ask(['GET', '/api/guest/meeting'], cookie);
  await ask(['POST', '/api/guest/open', { link, code }]);
  await ask(['POST', '/api/guest/link', { link }]);
  const { visitId } = JSON.parse(page.text);
  const taken = await ask(['POST', '/api/guest/reply', { visitId, reply: 'another-time' }], cookie);
  if (/bad-input/.test(taken.text)) throw new Error(taken.text);
  await ask(['POST', '/api/guest/reply', { visitId, reply: 'perhaps' }], cookie);
  await ask(['GET', '/api/guest/meeting'], cookie);
  await ask(['GET', `/api/guest/forms/${house.newId()}/form.pdf`], cookie);
  await ask(['POST', '/api/guest/leave', {}], cookie);
  await ask(['GET', '/api/guest/meeting'], cookie);
  return { said, page };
}

async function differences() {
  const base = await everythingIn('nothing');
  const all: [string, typeof base][] = [['nothing', base]];
  for (const name of [...worlds.keys()].slice(1)) all.push([name, await everythingIn(name)]);
  const found: string[] = [];
  for (const [name, { said }] of all)
    for (const [at, bytes] of said.entries()) {
      if (canary.test(bytes)) found.push(`${name} tells: ${bytes}`);
      if (bytes !== base.said[at]) found.push(`${name}: ${bytes}\nis not ${base.said[at]}`);
    }
  return { found, base };
}

test('before the meeting a guest reads the same bytes whoever else it is about and whatever else is written (S4, EP-09, EP-11, EP-14)', async () => {
  const { found, base } = await differences();

  expect(found).toEqual([]);
  expect(base.said).toHaveLength(13);
  expect(JSON.parse(base.page.text)).toMatchObject({
    meeting: { inWords: 'Mon 15 Mar 2027, 10:15 am to 10:30 am Eastern' },
    slots: [
      { clientName: 'Zephyrine Quillfeather', reasons: [expect.any(String), expect.any(String)] },
    ],
  });
});

test('what they agreed to of a restricted kind arrives, with the words of its law, and stands in the log by its paper (EP-10, EP-11, EP-18)', async () => {
  const { page } = await everythingIn('everything');
  const { notices } = JSON.parse(page.text);
  const { rows } = await owner.query(
    `select classes, consent_id, texts, basis from disclosure where channel = 'portal_view' and provider_id = $1 order by disclosed_at desc limit 1`,
    [worldOf('everything').whose.person.id],
  );
  const { rows: others } = await owner.query(
    `select 1 from disclosure d where channel = 'portal_view' and client_id <> all ($1::uuid[])`,
    [[...worlds.values()].map(({ client }) => client.clientId)],
  );

  expect(notices.join(' ')).toContain('confidential records that New York State law protects');
  expect(rows).toEqual([
    {
      classes: ['general', 'hiv'],
      consent_id: worldOf('everything').consentId,
      texts: expect.arrayContaining([expect.stringContaining('hiv')]),
      basis: 'consent',
    },
  ]);
  expect(others).toEqual([]);
});

test('control: where a class is not asked about, the bytes are others (S4)', async () => {
  const broken = {
    name: 'auth.disclosable(uuid, uuid, uuid, uuid, text[], text, timestamptz, date)',
    from: 'w.class = any(p.classes)',
    to: 'true',
  };
  await brokenFor(house, broken, async () => {
    const { found } = await differences();
    expect(found.filter((each) => each.startsWith('everything'))).not.toEqual([]);
    expect(found.filter((each) => each.startsWith('restricted'))).not.toEqual([]);
  });
});

test('nor after it, with what each took on there (S4, EP-09)', { timeout: 240_000 }, async () => {
  for (const { held } of worlds.values()) await held();
  await house.at('2027-03-15T16:00:00Z');
  expect((await differences()).found).toEqual([]);
  for (const { closed } of worlds.values()) await closed();
  await house.at('2027-03-15T17:00:00Z');
  const { found, base } = await differences();

  expect(found).toEqual([]);
  expect(JSON.parse(base.page.text).actions.map(({ text }: { text: string }) => text)).toEqual([
    'Ask for a quiet hour',
    'Repeat the count',
  ]);
});

test('whoever may read nothing any more hears what whoever never might hears, to the last byte (S4, EP-12, EP-14)', async () => {
  const never = await answerTo(['GET', '/api/guest/meeting'], 'x'.repeat(43));
  const states = {
    revoked: 'revoked_at = auth.now(), revoked_by = recorded_by',
    refused: 'is_refusal = true',
    expired: `valid_until = '2027-03-01'`,
    'recorded in error': `withdrawn_at = auth.now(), withdrawn_by = recorded_by, withdrawn_reason = 'other'`,
    'to others': `client_id = client_id, purposes = '{care_coordination}'`,
  };
  const { consentId, whose } = worldOf('everything');
  for (const [name, change] of Object.entries(states)) {
    const window = await guestsIn(house).opened(whose);
    const cookie = window.jar.get('guest') ?? '';
    expect((await answerTo(['GET', '/api/guest/meeting'], cookie)).status).toBe(200);
    const { rows } = await owner.query('select * from consent where consent_id = $1', [consentId]);
    const apart = async (text: string, values: unknown[] = []) => {
      const login = await owner.connect();
      await login.query('set session_replication_role = replica');
      await login.query(text, values);
      await login.query('set session_replication_role = origin');
      login.release();
    };
    await apart(`update consent set ${change} where consent_id = $1`, [consentId]);
    const answer = await answerTo(['GET', '/api/guest/meeting'], cookie);
    await apart('delete from consent where consent_id = $1', [consentId]);
    await apart('insert into consent select * from jsonb_populate_record(null::consent, $1)', [
      JSON.stringify(rows[0]),
    ]);

    expect([name, answer.bytes]).toEqual([name, never.bytes]);
  }
});
