import { sql } from 'kysely';
import { create } from 'qrcode';
import type { NewPasskeyAnswer } from '#contract/sign-in.ts';
import { Refused } from '#server/platform/refused.ts';
import { libraryHeaders, pendingOf, refusing } from './library.ts';
import { tryPassword } from './lockout.ts';
import { isFirstUse } from './used-codes.ts';
import type { SignIn } from './sign-in.ts';
import { demandPassword } from './ways-in.ts';

/** The person at their own account: their session's token and the email address they sign in with. */
export type Holder = { token: string; userId: string; email: string };

export async function secondFactors({ database }: SignIn, userId: string) {
  const codes = await sql<{ on: boolean }>`
    select coalesce("twoFactorEnabled", false) as on from sign_in."user" where id = ${userId}`.execute(
    database,
  );
  const passkeys = await sql<{ passkeyId: string; name: string; madeAt: Date }>`
    select id as "passkeyId", coalesce(name, '') as name, "createdAt" as "madeAt"
    from sign_in.passkey where "userId" = ${userId} order by "createdAt"`.execute(database);
  return { hasCodes: codes.rows[0]?.on ?? false, passkeys: passkeys.rows };
}

/** The secret for the authenticator app, its QR code as rows of dark and light, and the recovery codes. */
export async function startCodes(
  { library, database }: SignIn,
  { token, email }: Holder,
  password: string,
) {
  const headers = await libraryHeaders(library, token);
  const started = await tryPassword(database, email, () =>
    refusing(
      library.api.enableTwoFactor({ body: { password, method: 'totp' }, headers }),
      'password-wrong',
    ),
  );
  if (started.method !== 'totp') throw new Refused('password-wrong');
  const secret = new URL(started.totpURI).searchParams.get('secret') ?? '';
  const { size, data } = create(started.totpURI, { errorCorrectionLevel: 'M' }).modules;
  const picture = Array.from({ length: size }, (_, row) =>
    Array.from(data.slice(row * size, (row + 1) * size), (dark) => (dark ? '1' : '0')).join(''),
  );
  return { secret, picture, recoveryCodes: started.backupCodes };
}

/** The first right code switches the second step on; the session continues under a new token. */
export async function confirmCodes(
  { library, database }: SignIn,
  { token, userId }: Holder,
  code: string,
) {
  const headers = await libraryHeaders(library, token);
  const { headers: set } = await refusing(
    library.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
    'code-wrong',
  );
  await isFirstUse(database, userId, code);
  return { token: await newToken(library, set) };
}

export async function stopCodes(
  { library, database }: SignIn,
  { token, email }: Holder,
  password: string,
) {
  const headers = await libraryHeaders(library, token);
  const { headers: set } = await tryPassword(database, email, () =>
    refusing(
      library.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
      'password-wrong',
    ),
  );
  return { token: await newToken(library, set) };
}

/** All other sessions end; this one continues under a new token. */
export async function changePassword(
  { library, database }: SignIn,
  { token, email }: Holder,
  { current, next }: { current: string; next: string },
) {
  const headers = await libraryHeaders(library, token);
  const changed = await tryPassword(database, email, () =>
    refusing(
      library.api.changePassword({
        body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
        headers,
      }),
      'password-wrong',
    ),
  );
  return { token: changed.token ?? token };
}

/** A new passkey opens the account for good, so that the password is asked for once more. */
export async function newPasskeyQuestion(signIn: SignIn, holder: Holder, password: string) {
  await demandPassword(signIn, { ...holder, password });
  const { library } = signIn;
  const { headers, response } = await refusing(
    library.api.generatePasskeyRegistrationOptions({
      headers: await libraryHeaders(library, holder.token),
      query: {},
      returnHeaders: true,
    }),
    'passkey-failed',
  );
  return { options: response, pending: await pendingOf(library, headers) };
}

export async function addPasskey(
  { library }: SignIn,
  { token }: Holder,
  { response, name, pending }: { response: NewPasskeyAnswer; name: string; pending: string },
) {
  const headers = await libraryHeaders(library, token);
  headers.set('cookie', `${headers.get('cookie')}; ${pending}`);
  await refusing(
    library.api.verifyPasskeyRegistration({ body: { response, name }, headers }),
    'passkey-failed',
  );
}

export async function removePasskey({ database }: SignIn, userId: string, passkeyId: string) {
  const { numAffectedRows } = await sql`
    delete from sign_in.passkey where "userId" = ${userId} and id = ${passkeyId}`.execute(database);
  if (!numAffectedRows) throw new Refused('not-found');
}

/** The library tells the new token in a signed cookie of its own. */
async function newToken(library: SignIn['library'], headers: Headers): Promise<string> {
  const { authCookies } = await library.$context;
  const pair = headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .findLast((cookie) => cookie.startsWith(`${authCookies.sessionToken.name}=`));
  const token = decodeURIComponent(pair?.split('=')[1] ?? '').split('.')[0];
  if (!token) throw new Error('The sign-in library gave no new session');
  return token;
}
