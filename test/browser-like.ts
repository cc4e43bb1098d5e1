import { createHash, createHmac } from 'node:crypto';
import type { House } from '#test/house.ts';

/** Asks like a browser window: keeps the cookies it is given, and sends its origin. */
export function openWindow(house: House) {
  const jar = new Map<string, string>();
  const origin = house.shell.publicOrigin;

  async function ask(method: string, path: string, { body, headers = {} }: Ask = {}) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await house.app.request(`${origin}${path}`, {
      method,
      headers: {
        host: new URL(origin).host,
        'user-agent': 'A test window',
        ...(method === 'GET' ? {} : { origin, 'content-type': 'application/json' }),
        ...(cookie ? { cookie } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie();
    for (const one of set) {
      const [pair = ''] = one.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      if (/max-age=0/i.test(one)) jar.delete(name);
      else jar.set(name, pair.slice(name.length + 1));
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, text, set };
  }

  return {
    jar,
    get: (path: string) => ask('GET', path),
    post: (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
      ask('POST', path, { body, headers }),
    signIn: (email: string, password = goodPassword) =>
      ask('POST', '/api/sign-in', { body: { email, password } }),
    state: async () => (await ask('GET', '/api/session')).body.state,
  };
}

type Ask = { body?: unknown; headers?: Record<string, string> };
export type Window = ReturnType<typeof openWindow>;

export const goodPassword = 'kettle-violin-orchard-42';
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** A code that founds an agency, as the start prints it. */
export async function foundingCode(house: House) {
  const code = `founding-${house.newId()}`;
  await house.owner.query(`insert into auth.founding_code values ($1, now())`, [hash(code)]);
  return code;
}

export const newAgency = (code: string, email: string) => ({
  code,
  agencyName: `Agency of ${email}`,
  neutralName: 'Community Services',
  contactPhone: '555-0100',
  timeZone: 'America/New_York',
  fullName: 'Robin Park',
  title: 'Administrator',
  email,
  password: goodPassword,
});

/** An agency by way of the first run; the window is its administrator's. */
export async function foundedAgency(house: House, email: string) {
  const window = openWindow(house);
  const reply = await window.post('/api/first-run', newAgency(await foundingCode(house), email));
  if (reply.status !== 200) throw new Error(reply.text);
  return { window, email, agencyId: String(reply.body.agency.agencyId) };
}

/** Somebody who was invited and has accepted; with their own window. */
export async function joined(
  house: House,
  admin: Window,
  { email, roles = ['case-manager'] }: { email: string; roles?: string[] },
) {
  const invited = await admin.post('/api/staff/invite', {
    fullName: `Person ${email}`,
    title: 'Case manager',
    email,
    roles,
  });
  const code = await invitationIn(house, email);
  const window = openWindow(house);
  const accepted = await window.post('/api/invitation/accept', { code, password: goodPassword });
  if (accepted.status !== 200) throw new Error(accepted.text);
  return { window, staffId: String(invited.body.staffId), email, code };
}

/** The code of the newest invitation that was mailed to this address. */
export async function invitationIn(house: House, email: string): Promise<string> {
  await house.runJobs();
  const mail = house.mails.findLast(({ to, text }) => to === email && text.includes('/accept#'));
  return /\/accept#([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}

/** What an authenticator app shows for this secret, at the machine's clock like the sign-in library. */
export function totp(secret: string, stepsAhead = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(secret.replace(/=+$/, ''))
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(
    BigInt(Math.floor(Temporal.Now.instant().epochMilliseconds / 30_000) + stepsAhead),
  );
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
