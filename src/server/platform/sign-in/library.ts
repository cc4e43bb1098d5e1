import { createHmac } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { sql } from 'kysely';
import type { SignInDatabase } from '#server/platform/database.ts';
import { Refused } from '#server/platform/refused.ts';
import { LONGEST, SHORTEST } from './password-flaw.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

const HALF_A_DAY = 12 * 60 * 60;

export type Place = { publicOrigin: string; secret: string };

/** The sign-in library. Its own web handler is not mounted anywhere: only our endpoints call it. */
export const openLibrary = (database: SignInDatabase, { publicOrigin, secret }: Place) =>
  betterAuth({
    appName: 'Roundtable',
    baseURL: publicOrigin,
    secret,
    database: { db: database, type: 'postgres', transaction: true },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: SHORTEST,
      maxPasswordLength: LONGEST,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: {
      expiresIn: HALF_A_DAY,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    databaseHooks: {
      session: {
        create: { before: async (session) => ({ data: await endOf(database, session) }) },
      },
    },
    advanced: { ipAddress: { disableIpTracking: true }, useSecureCookies: false },
    plugins: [
      twoFactor({ issuer: 'Roundtable' }),
      passkey({
        rpID: new URL(publicOrigin).hostname,
        rpName: 'Roundtable',
        origin: publicOrigin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        authentication: {
          // The library only prefers it; without it a passkey would be one factor, not two.
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified)
              throw new APIError('UNAUTHORIZED', { message: 'The person was not verified.' });
          },
        },
      }),
    ],
  });

export type Library = ReturnType<typeof openLibrary>;

/** The library looks at the machine's clock, the door at the database's: a session has to satisfy both. */
async function endOf<S extends { expiresAt: Date }>(database: SignInDatabase, session: S) {
  const { rows } = await sql<{ at: Date }>`select auth.now() as at`.execute(database);
  const start = Math.max(Date.now(), rows[0]?.at.getTime() ?? 0);
  return { ...session, expiresAt: new Date(start + HALF_A_DAY * 1_000) };
}

/** The library reads its own signed cookie; ours holds the token alone, and never leaves as theirs. */
export async function libraryHeaders(library: Library, token: string): Promise<Headers> {
  const { authCookies, secret } = await library.$context;
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  const value = encodeURIComponent(`${token}.${signature}`);
  return new Headers({ cookie: `${authCookies.sessionToken.name}=${value}` });
}

/** What the library wants to see again at the second step: its own short-lived cookies, without a session. */
export async function pendingOf(library: Library, headers: Headers): Promise<string> {
  const { authCookies } = await library.$context;
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((pair) => !pair.startsWith(authCookies.sessionToken.name) && !pair.endsWith('='))
    .join('; ');
}

/** Turns the library's own refusal into ours; a fault stays a fault. */
export async function refusing<T>(work: Promise<T>, refusal: string): Promise<T> {
  try {
    return await work;
  } catch (fault) {
    if (!(fault instanceof APIError) || fault.statusCode >= 500) throw fault;
    throw new Refused(fault.statusCode === 429 ? 'code-locked' : refusal);
  }
}
