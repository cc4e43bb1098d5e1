import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';
import { session } from './session.ts';

export const signInProblems = problems({
  'sign-in-failed': {
    status: 401,
    title: 'Email address and password do not match an account. Check both and try again.',
  },
  'sign-in-locked': {
    status: 429,
    title:
      'Too many wrong passwords: this account is locked. An administrator can unlock it sooner.',
  },
  'password-wrong': { status: 403, title: 'That is not your password. Try again.' },
  'code-wrong': {
    status: 403,
    title: 'That code is not right. Use the newest one from your app, or start again.',
  },
  'code-locked': {
    status: 429,
    title: 'Too many wrong codes. Wait 15 minutes, then sign in again.',
  },
  'passkey-failed': {
    status: 403,
    title: 'The passkey was not accepted. Try again, or use your password.',
  },
  'invitation-over': {
    status: 404,
    title: 'This invitation has been used or has ended. Ask your administrator for a new one.',
  },
  'sign-in-exists': {
    status: 409,
    title: 'You have a sign-in already. Sign in with it, and the invitation is accepted.',
  },
  'other-person': {
    status: 409,
    title: 'This invitation is for another email address. Sign out first.',
  },
  'already-on-staff': {
    status: 409,
    title: 'You are on the staff of this agency already. Sign in as usual.',
  },
});

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'That is too long for an email address.')
  .pipe(z.email('Enter an email address, like name@example.org.'));

/** How long it must be; what else is wrong with it, the server says. */
export const newPassword = z
  .string()
  .min(15, 'Use at least 15 characters. Several words in a row are easy to remember.')
  .max(128, 'Use at most 128 characters.');

const givenPassword = z.string().min(1, 'Enter your password.').max(1000);
const oneTimeCode = z.string().min(20).max(100);
const step = z.object({ next: z.enum(['code', 'session']), session });

/** What a browser's authenticator answers, as JSON. */
const common = {
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
};
const bytes = z.string().max(20_000);
export const passkeyAnswer = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.exactOptional(),
  }),
});
export type PasskeyAnswer = z.output<typeof passkeyAnswer>;
export const newPasskeyAnswer = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(30)).max(10).exactOptional(),
  }),
});
export type NewPasskeyAnswer = z.output<typeof newPasskeyAnswer>;

/** What the browser hands to the authenticator; made by the server, read by nobody in between. */
export const passkeyOptions = z.looseObject({ challenge: z.string() });

export const signInWithPassword = endpoint({
  method: 'POST',
  path: '/api/sign-in',
  summary:
    'Signs in by email address and password; where the account has one, a code is asked next.',
  refusals: ['sign-in-failed', 'sign-in-locked'],
  requirements: ['REQ-178'],
  input: z.strictObject({ email, password: givenPassword }),
  reply: step,
});

export const enterCode = endpoint({
  method: 'POST',
  path: '/api/sign-in/code',
  summary: 'The second step: a code of the authenticator app, or a recovery code, each good once.',
  refusals: ['code-wrong', 'code-locked'],
  requirements: ['REQ-178'],
  input: z.strictObject({
    code: z.string().trim().min(6, 'Enter the 6 digits, or a recovery code.').max(40),
  }),
  reply: step,
});

export const askForPasskey = endpoint({
  method: 'POST',
  path: '/api/sign-in/passkey/options',
  summary: 'The question that a passkey answers.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({}),
  reply: passkeyOptions,
});

export const signInWithPasskey = endpoint({
  method: 'POST',
  path: '/api/sign-in/passkey/verify',
  summary: 'Signs in by a passkey.',
  refusals: ['passkey-failed'],
  requirements: ['REQ-178'],
  input: z.strictObject({ response: passkeyAnswer }),
  reply: step,
});

export const readInvitation = endpoint({
  method: 'POST',
  path: '/api/invitation/read',
  summary: 'Whom an invitation is for, told to whoever holds its code.',
  refusals: ['invitation-over'],
  requirements: [],
  input: z.strictObject({ code: oneTimeCode }),
  reply: z.object({
    agencyName: z.string(),
    fullName: z.string(),
    email: z.string(),
    hasSignIn: z.boolean(),
  }),
});

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/invitation/accept',
  summary:
    'Accepts an invitation: with a new password, or, for whoever has a sign-in already, by being signed in.',
  refusals: ['invitation-over', 'sign-in-exists', 'other-person', 'already-on-staff'],
  requirements: ['REQ-178'],
  input: z.strictObject({ code: oneTimeCode, password: newPassword.optional() }),
  reply: session,
});
