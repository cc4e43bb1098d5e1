import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { newPassword, newPasskeyAnswer, passkeyOptions } from './sign-in.ts';

const done = z.object({ done: z.literal(true) });
const password = z.string().min(1, 'Enter your password.').max(1000);

export const readAccount = endpoint({
  method: 'GET',
  path: '/api/account',
  summary: 'How this person signs in, and where they are signed in.',
  refusals: [],
  requirements: [],
  input: z.strictObject({}),
  reply: z.object({
    email: z.string(),
    hasCodes: z.boolean(),
    passkeys: z.array(z.object({ passkeyId: z.string(), name: z.string(), madeAt: z.string() })),
    sessions: z.array(
      z.object({
        sessionId: z.string(),
        device: z.string(),
        startedAt: z.string(),
        endsAt: z.string(),
        isThis: z.boolean(),
      }),
    ),
  }),
});
export type Account = z.output<typeof readAccount.reply>;

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/account/password',
  summary: 'Changes the password and ends every other session.',
  refusals: ['password-wrong', 'sign-in-locked'],
  requirements: ['REQ-178'],
  input: z.strictObject({ current: password, next: newPassword }),
  reply: done,
});

export const startCodes = endpoint({
  method: 'POST',
  path: '/api/account/codes/start',
  summary:
    'Begins sign-in codes: the secret for the authenticator app, its QR code as rows of 0 and 1, recovery codes.',
  refusals: ['password-wrong', 'sign-in-locked'],
  requirements: ['REQ-178'],
  input: z.strictObject({ password }),
  reply: z.object({
    secret: z.string(),
    picture: z.array(z.string()),
    recoveryCodes: z.array(z.string()),
  }),
});
export type StartedCodes = z.output<typeof startCodes.reply>;

export const confirmCodes = endpoint({
  method: 'POST',
  path: '/api/account/codes/confirm',
  summary: 'Switches sign-in codes on with a first right code.',
  refusals: ['code-wrong'],
  requirements: ['REQ-178'],
  input: z.strictObject({
    code: z
      .string()
      // Apps show them in two groups of three.
      .transform((typed) => typed.replaceAll(/\s/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'Enter the 6 digits that the app shows.')),
  }),
  reply: done,
});

export const stopCodes = endpoint({
  method: 'POST',
  path: '/api/account/codes/stop',
  summary: 'Switches sign-in codes off.',
  refusals: ['password-wrong', 'sign-in-locked'],
  requirements: [],
  input: z.strictObject({ password }),
  reply: done,
});

export const askForNewPasskey = endpoint({
  method: 'POST',
  path: '/api/account/passkeys/options',
  summary: 'The question that a new passkey answers; the password is asked for once more.',
  refusals: ['password-wrong', 'sign-in-locked'],
  requirements: ['REQ-178'],
  input: z.strictObject({ password }),
  reply: passkeyOptions,
});

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/account/passkeys/add',
  summary: 'Adds a passkey.',
  refusals: ['passkey-failed'],
  requirements: ['REQ-178'],
  input: z.strictObject({
    name: z.string().trim().min(1, 'Name it, for example after the device.').max(60),
    response: newPasskeyAnswer,
  }),
  reply: done,
});

export const removePasskey = endpoint({
  method: 'POST',
  path: '/api/account/passkeys/remove',
  summary: 'Removes one of the person’s own passkeys.',
  refusals: ['not-found'],
  requirements: [],
  input: z.strictObject({ passkeyId: z.string().min(1).max(100) }),
  reply: done,
});

export const endSession = endpoint({
  method: 'POST',
  path: '/api/account/sessions/end',
  summary: 'Ends one of the person’s own sessions, or all but this one.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({ sessionId: z.string().min(1).max(100).optional() }),
  reply: done,
});
