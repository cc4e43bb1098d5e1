import { createHash } from 'node:crypto';
import type { PasskeyAnswer } from '#contract/sign-in.ts';
import { Refused } from '#server/platform/refused.ts';
import { libraryHeaders, pendingOf, refusing } from './library.ts';
import { tryPassword } from './lockout.ts';
import { endSession } from './sessions.ts';
import type { SignIn } from './sign-in.ts';
import { isFirstUse } from './used-codes.ts';

/** What the list of devices will say; nothing is decided by it. */
type Device = { device: string };
type Step = Device & { pending: string };
type SignedIn = { token: string };

const from = ({ device, pending }: Device & { pending?: string }) =>
  new Headers({ 'user-agent': device.slice(0, 300), ...(pending ? { cookie: pending } : {}) });

/** A token, or what the second step needs where the account has one. Every failure gives the same refusal. */
export async function byPassword(
  { library, database }: SignIn,
  { email, password, device }: Device & { email: string; password: string },
): Promise<SignedIn | { pending: string }> {
  const { headers, response } = await tryPassword(database, email, () =>
    refusing(
      library.api.signInEmail({
        body: { email, password },
        headers: from({ device }),
        returnHeaders: true,
      }),
      'sign-in-failed',
    ),
  );
  if ('twoFactorRedirect' in response) return { pending: await pendingOf(library, headers) };
  return { token: response.token };
}

/** The second step: six digits of the authenticator app, or one of the recovery codes, each good once. */
export async function byCode(
  { library, database }: SignIn,
  { code, ...step }: Step & { code: string },
): Promise<SignedIn> {
  const headers = from(step);
  const digits = code.replace(/\s/g, '');
  const isDigits = /^\d{6}$/.test(digits);
  const { token, user } = isDigits
    ? await refusing(library.api.verifyTOTP({ body: { code: digits }, headers }), 'code-wrong')
    : await refusing(
        library.api.verifyBackupCode({ body: { code: code.trim() }, headers }),
        'code-wrong',
      );
  if (!token) throw new Refused('code-wrong');
  if (isDigits && !(await isFirstUse(database, user.id, digits))) {
    await endSession({ database }, createHash('sha256').update(token).digest('hex'));
    throw new Refused('code-wrong');
  }
  return { token };
}

export async function passkeyQuestion({ library }: SignIn) {
  const { headers, response } = await library.api.generatePasskeyAuthenticationOptions({
    headers: new Headers(),
    returnHeaders: true,
  });
  return {
    options: { ...response, userVerification: 'required' },
    pending: await pendingOf(library, headers),
  };
}

/** The authenticator has asked for finger, face or PIN, so that a passkey is two factors by itself. */
export async function byPasskey(
  { library }: SignIn,
  { response, ...step }: Step & { response: PasskeyAnswer },
): Promise<SignedIn> {
  const { session } = await refusing(
    library.api.verifyPasskeyAuthentication({ body: { response }, headers: from(step) }),
    'passkey-failed',
  );
  return { token: session.token };
}

/** Makes a sign-in and its first session. */
export async function register(
  { library }: SignIn,
  person: Device & { email: string; fullName: string; password: string },
): Promise<SignedIn & { userId: string }> {
  const { token, user } = await refusing(
    library.api.signUpEmail({
      body: { email: person.email, name: person.fullName, password: person.password },
      headers: from(person),
    }),
    'email-taken',
  );
  if (!token) throw new Refused('email-taken');
  return { token, userId: user.id };
}

/** Says whether this is the person's password, counting the tries like any sign-in. */
export async function demandPassword(
  { library, database }: SignIn,
  { email, password, token }: { email: string; password: string; token: string },
) {
  const headers = await libraryHeaders(library, token);
  await tryPassword(database, email, () =>
    refusing(library.api.verifyPassword({ body: { password }, headers }), 'password-wrong'),
  );
}
