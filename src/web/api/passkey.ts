import type { NewPasskeyAnswer, PasskeyAnswer } from '#contract/sign-in.ts';

const optionsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

const bytesOf = (value: unknown): Uint8Array<ArrayBuffer> => {
  const base64 = textOf(value).replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
};
const base64Of = (bytes: ArrayBuffer) =>
  btoa(String.fromCodePoint(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const stopped = 'This device did not give a passkey. Try again, or use your password.';

export const canUsePasskeys = () => 'PublicKeyCredential' in globalThis;

/** Asks this device for one of its passkeys; the person may say no. */
export async function answerWithPasskey(options: unknown): Promise<PasskeyAnswer> {
  const { challenge, rpId, timeout } = optionsOf(options);
  const credential = await navigator.credentials
    .get({
      publicKey: {
        challenge: bytesOf(challenge),
        rpId: textOf(rpId),
        userVerification: 'required',
        ...(typeof timeout === 'number' ? { timeout } : {}),
      },
    })
    .catch(() => null);
  if (
    !(credential instanceof PublicKeyCredential) ||
    !(credential.response instanceof AuthenticatorAssertionResponse)
  )
    throw new Error(stopped);
  const { response } = credential;
  return {
    ...common(credential),
    response: {
      clientDataJSON: base64Of(response.clientDataJSON),
      authenticatorData: base64Of(response.authenticatorData),
      signature: base64Of(response.signature),
      ...(response.userHandle ? { userHandle: base64Of(response.userHandle) } : {}),
    },
  };
}

/** Makes a new passkey on this device, or on one that the browser offers. */
export async function makePasskey(options: unknown): Promise<NewPasskeyAnswer> {
  const { challenge, rp, user, pubKeyCredParams, excludeCredentials } = optionsOf(options);
  const person = optionsOf(user);
  const credential = await navigator.credentials
    .create({
      publicKey: {
        challenge: bytesOf(challenge),
        rp: { id: textOf(optionsOf(rp)['id']), name: textOf(optionsOf(rp)['name']) },
        user: {
          id: bytesOf(person['id']),
          name: textOf(person['name']),
          displayName: textOf(person['displayName']),
        },
        pubKeyCredParams: listOf(pubKeyCredParams).map(({ alg }) => ({
          type: 'public-key',
          alg: Number(alg),
        })),
        excludeCredentials: listOf(excludeCredentials).map(({ id }) => ({
          type: 'public-key',
          id: bytesOf(id),
        })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      },
    })
    .catch(() => null);
  if (
    !(credential instanceof PublicKeyCredential) ||
    !(credential.response instanceof AuthenticatorAttestationResponse)
  )
    throw new Error(stopped);
  const { response } = credential;
  return {
    ...common(credential),
    response: {
      clientDataJSON: base64Of(response.clientDataJSON),
      attestationObject: base64Of(response.attestationObject),
      transports: response.getTransports(),
    },
  };
}

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(optionsOf) : []);

const common = ({ id, rawId }: PublicKeyCredential) => ({
  id,
  rawId: base64Of(rawId),
  type: 'public-key' as const,
  clientExtensionResults: {},
});
