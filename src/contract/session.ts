import { z } from 'zod';
import { abilities, roles } from '#domain/access/abilities.ts';
import { endpoint } from './endpoint.ts';

export const session = z.object({
  state: z.enum(['signed-out', 'choose-agency', 'locked', 'signed-in']),
  /** No agency exists yet: the first run is open to whoever holds the founding code. */
  isFirstRun: z.boolean(),
  /** Nobody here is real, and every page says so. */
  isSample: z.boolean(),
  person: z
    .object({ staffId: z.string(), fullName: z.string(), title: z.string(), email: z.string() })
    .nullable(),
  agency: z
    .object({
      agencyId: z.string(),
      name: z.string(),
      timeZone: z.string(),
      isSample: z.boolean(),
      /** What the person's programs call those they serve: "patient"; "client" where they differ. */
      clientWord: z.string(),
    })
    .nullable(),
  roles: z.array(z.enum(roles)),
  abilities: z.array(z.enum(abilities)),
  /** Whether lists of many people leave with them as files. */
  mayTakeLists: z.boolean(),
  agencies: z.array(z.object({ agencyId: z.string(), name: z.string() })),
});
export type Session = z.output<typeof session>;

export const readSession = endpoint({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, for which agency, and what they may do.',
  refusals: [],
  requirements: [],
  input: z.strictObject({}),
  reply: session,
});

export const chooseAgency = endpoint({
  method: 'POST',
  path: '/api/session/agency',
  summary: 'Chooses the agency to work for, where a person works for several.',
  refusals: ['not-found'],
  requirements: ['REQ-178'],
  input: z.strictObject({ agencyId: z.uuid('Choose one of your agencies.') }),
  reply: session,
});

export const lockSession = endpoint({
  method: 'POST',
  path: '/api/session/lock',
  summary: 'Locks the session: until it is unlocked, it reads and writes nothing.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({}),
  reply: session,
});

export const keepSession = endpoint({
  method: 'POST',
  path: '/api/session/keep',
  summary: 'Tells that somebody is at the window; sixteen minutes without a word lock the session.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({}),
  reply: session,
});

export const unlockSession = endpoint({
  method: 'POST',
  path: '/api/session/unlock',
  summary: 'Unlocks the session with the password of the person who holds it.',
  refusals: ['password-wrong', 'sign-in-locked'],
  requirements: ['REQ-178'],
  input: z.strictObject({ password: z.string().min(1, 'Enter your password.').max(1000) }),
  reply: session,
});

export const proveSession = endpoint({
  method: 'POST',
  path: '/api/session/prove',
  summary:
    'Shows once more that it is they: what matters most is done for some minutes after that.',
  refusals: ['password-wrong', 'sign-in-locked'],
  requirements: ['REQ-178'],
  input: z.strictObject({ password: z.string().min(1, 'Enter your password.').max(1000) }),
  reply: z.object({ done: z.literal(true) }),
});

export const signOut = endpoint({
  method: 'POST',
  path: '/api/sign-out',
  summary: 'Ends the session.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({}),
  reply: session,
});
