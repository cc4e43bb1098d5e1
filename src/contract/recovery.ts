import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';
import { email, newPassword, passkeyAnswer } from './sign-in.ts';

export const recoveryProblems = problems({
  'recovery-over': {
    status: 404,
    title: 'This link has been used, has ended, or a newer one took its place. Ask for a new one.',
  },
  'needs-passkey': {
    status: 403,
    title: 'This account has a passkey. Use it to set the new password.',
  },
});

const code = z.string().min(20).max(100);

export const askForRecovery = endpoint({
  method: 'POST',
  path: '/api/recovery/ask',
  summary:
    'Sends a link for a new password, where the address has a sign-in. The answer is the same where it has none.',
  refusals: [],
  requirements: [],
  input: z.strictObject({ email }),
  /** Whether this installation sends mail at all; it says nothing about the address. */
  reply: z.object({ sendsMail: z.boolean() }),
});

export const readRecovery = endpoint({
  method: 'POST',
  path: '/api/recovery/read',
  summary: 'Whose password a link renews, told to whoever holds its code. It uses nothing up.',
  refusals: ['recovery-over'],
  requirements: [],
  input: z.strictObject({ code }),
  reply: z.object({
    email: z.string(),
    fullName: z.string(),
    /** The link also takes away codes and passkeys, because they were lost. */
    dropsSecondFactor: z.boolean(),
    needsPasskey: z.boolean(),
    hasCodes: z.boolean(),
  }),
});
export type OpenRecovery = z.output<typeof readRecovery.reply>;

export const recover = endpoint({
  method: 'POST',
  path: '/api/recovery/use',
  summary: 'Sets a new password by a link, once, and ends every session of its person.',
  refusals: ['recovery-over', 'needs-passkey', 'passkey-failed'],
  requirements: ['REQ-178'],
  input: z.strictObject({ code, password: newPassword, passkey: passkeyAnswer.exactOptional() }),
  reply: z.object({ done: z.literal(true) }),
});
