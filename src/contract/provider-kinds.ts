import { z } from 'zod';
import { classesOfOwnKinds } from '#domain/program-policy/own-kinds.ts';
import { endpoint } from './endpoint.ts';
import { ownKind } from './own-kind.ts';
import { problems } from './problem.ts';
import { aName } from './one-line.ts';

export const providerKindProblems = problems({
  'provider-kind-taken': {
    status: 409,
    title: 'There is such a kind already. Use that one, or bring it back.',
  },
  'provider-kind-renamed': {
    status: 409,
    title: 'Somebody else renamed this kind meanwhile.',
  },
  'provider-kind-in-use': {
    status: 409,
    title: 'Somebody is or was of this kind, or rules name it. Retire it: then nobody new gets it.',
  },
});

const kind = z.object({
  kindId: z.string(),
  code: ownKind,
  name: z.string(),
  /** The kind that every agency has under which this one belongs. */
  providerClass: z.enum(classesOfOwnKinds),
  isRetired: z.boolean(),
  /** What it was called, until which moment; the oldest name first. */
  formerNames: z.array(z.object({ name: z.string(), until: z.string() })),
  /** How many of the directory are of this kind now. */
  providers: z.int(),
  /** The programs of which rules, in force or not, name it. */
  programs: z.array(z.string()),
  mayBeRemoved: z.boolean(),
});
export type ProviderKindView = z.output<typeof kind>;

export const listProviderKinds = endpoint({
  method: 'GET',
  path: '/api/provider-kinds',
  summary: 'The kinds of provider that the agency added, and where each is used.',
  refusals: [],
  requirements: ['REQ-082'],
  input: z.strictObject({}),
  reply: z.object({ kinds: z.array(kind) }),
});

const kindName = aName('Enter a name, for example Drug counselor.')
  .max(60, 'Keep it to 60 characters.')
  .regex(/^[\p{L}\p{M}\p{N} ]*$/u, 'Use letters, digits and spaces only.');

export const addProviderKind = endpoint({
  method: 'POST',
  path: '/api/provider-kinds',
  summary: 'Adds a kind of provider under one that every agency has.',
  refusals: ['provider-kind-taken'],
  requirements: ['REQ-082'],
  input: z.strictObject({
    name: kindName,
    providerClass: z.enum(classesOfOwnKinds, 'Choose the kind under which it belongs.'),
  }),
  reply: z.object({ kindId: z.string() }),
});

const kindKey = z.strictObject({ kindId: z.uuid() });
const done = z.object({ done: z.literal(true) });

export const renameProviderKind = endpoint({
  method: 'POST',
  path: '/api/provider-kinds/rename',
  summary: 'Calls a kind otherwise. Rules that name it go on, and what it was called is kept.',
  refusals: ['not-found', 'provider-kind-taken', 'provider-kind-renamed'],
  requirements: ['REQ-082'],
  input: z.strictObject({
    kindId: z.uuid(),
    name: kindName,
    /** The name that whoever renames it has read. */
    was: z.string().max(60),
  }),
  reply: done,
});

export const retireProviderKind = endpoint({
  method: 'POST',
  path: '/api/provider-kinds/retire',
  summary: 'Nobody new gets this kind. Who has it keeps it, and rules that name it go on.',
  refusals: ['not-found'],
  requirements: ['REQ-082'],
  input: kindKey,
  reply: done,
});

export const bringBackProviderKind = endpoint({
  method: 'POST',
  path: '/api/provider-kinds/bring-back',
  summary: 'A kind that was retired can be chosen again.',
  refusals: ['not-found'],
  requirements: ['REQ-082'],
  input: kindKey,
  reply: done,
});

export const removeProviderKind = endpoint({
  method: 'POST',
  path: '/api/provider-kinds/remove',
  summary: 'Takes away a kind that nobody ever had and no rules name.',
  refusals: ['not-found', 'provider-kind-in-use'],
  requirements: ['REQ-082'],
  input: kindKey,
  reply: done,
});
