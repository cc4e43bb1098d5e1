import { z } from 'zod';
import { statuses } from '#domain/policy-clock/status-on.ts';
import { day, optionalDay } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';
import { aName } from './one-line.ts';

export const clientProblems = problems({
  'identifier-taken': {
    status: 409,
    title: 'This number belongs to somebody else already. Check it, or ask an administrator.',
  },
});

const atMost = (length: number) => `Keep it to ${length} characters.`;
export const clientName = (empty: string) => aName(empty).max(100, atMost(100));
const short = z.string().trim().max(100, atMost(100));

export const id = (empty: string) => z.uuid(empty);
export const clientKey = { clientId: z.uuid() };

export const channels = ['call', 'message', 'text', 'email'] as const;
export type Channel = (typeof channels)[number];

/** When the next conference of one enrollment is due, in the words of its own rule. */
const nextDue = z.object({
  status: z.enum(statuses),
  dueOn: z.string().nullable(),
  rule: z.string(),
  strength: z.string(),
  due: z.string(),
  left: z.string(),
  /** Fell due before the program began to work here. */
  isBacklog: z.boolean(),
  /** It opened by a crisis, which comes before every date. */
  isCrisis: z.boolean(),
});
export type NextDue = z.output<typeof nextDue>;

const clientRow = z.object({
  clientId: z.string(),
  name: z.string(),
  number: z.int(),
  bornOn: z.string().nullable(),
  age: z.int().nullable(),
  enrollments: z.array(
    z.object({
      programName: z.string(),
      workerName: z.string().nullable(),
      hasEnded: z.boolean(),
      nextDue: nextDue.nullable(),
    }),
  ),
});
export type ClientRow = z.output<typeof clientRow>;

export const scopes = ['mine', 'team', 'all'] as const;
export const dueFilters = ['overdue', 'due_soon'] as const;

export const searchClients = endpoint({
  method: 'POST',
  path: '/api/clients/search',
  summary:
    'Clients by the start of a name, by number, identifier or date of birth; only those one may see.',
  refusals: [],
  requirements: ['REQ-142', 'REQ-178'],
  input: z.strictObject({
    text: z.string().max(200, atMost(200)).default(''),
    scope: z.enum(scopes).default('all'),
    programId: z.uuid().nullable().default(null),
    due: z.enum(dueFilters).nullable().default(null),
    /** The last client of the page before. */
    after: z.uuid().nullable().default(null),
  }),
  reply: z.object({ clients: z.array(clientRow), next: z.string().nullable() }),
});

export const person = {
  legalGiven: clientName('Enter the legal given name.'),
  legalFamily: clientName('Enter the legal family name.'),
  preferredName: short.default(''),
  pronouns: short.default(''),
  bornOn: optionalDay.default(''),
};
export const wayToReach = {
  languages: z
    .array(z.string().trim().min(1).max(60, atMost(60)))
    .min(1, 'Name at least one language.')
    .max(8, 'Name at most eight languages.')
    .default(['English']),
  interpreterNeeded: z.boolean().default(false),
  email: z
    .union([z.literal(''), z.email()], 'Enter an email address like name@example.org, or none.')
    .default(''),
  phone: short.default(''),
  mayContactBy: z.array(z.enum(channels)).default(['call']),
  contactNote: z.string().trim().max(280, atMost(280)).default(''),
};

export const findDuplicates = endpoint({
  method: 'POST',
  path: '/api/clients/duplicates',
  summary:
    'Clients one may see who have the same name, and the same birth date where both are known.',
  refusals: [],
  requirements: [],
  input: z.strictObject({
    legalGiven: person.legalGiven,
    legalFamily: person.legalFamily,
    bornOn: person.bornOn,
  }),
  reply: z.object({ clients: z.array(clientRow) }),
});

/** Where a client begins: program, team, worker, date. */
export const enrollmentStart = {
  programId: id('Choose the program.'),
  teamId: id('Choose the team.'),
  workerId: z.union([z.literal(''), z.uuid()], 'Choose the worker, or nobody yet.').default(''),
  startedOn: day('Enter the date on which the enrollment began.'),
};

export const createClient = endpoint({
  method: 'POST',
  path: '/api/clients',
  summary: 'Adds a client together with the first enrollment.',
  refusals: ['bad-input'],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...person, ...wayToReach, ...enrollmentStart }),
  /** Who enters a client for another team does not see them afterwards. */
  reply: z.object({ clientId: z.string(), number: z.int(), isVisible: z.boolean() }),
});

const bannerEnrollment = z.object({
  enrollmentId: z.string(),
  programId: z.string(),
  programName: z.string(),
  /** The program's own words for a client, a worker, a plan and a conference. */
  vocabulary: z.object({
    client: z.string(),
    worker: z.string(),
    plan: z.string(),
    conference: z.string(),
  }),
  /** Whether its rules let an exchange by email be a conference. */
  emailCounts: z.boolean(),
  workerName: z.string().nullable(),
  startedOn: z.string(),
  endedOn: z.string().nullable(),
  nextDue: nextDue.nullable(),
});

export const readClient = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId',
  summary: 'Who a client is, at a glance: the banner over the chart.',
  refusals: ['not-found'],
  requirements: ['REQ-142'],
  input: z.strictObject(clientKey),
  reply: z.object({
    clientId: z.string(),
    name: z.string(),
    number: z.int(),
    pronouns: z.string(),
    age: z.int().nullable(),
    languages: z.array(z.string()),
    interpreterNeeded: z.boolean(),
    alerts: z.array(z.string()),
    enrollments: z.array(bannerEnrollment),
    /** Null for those who may know that the client is here, and not what the client agreed to. */
    consents: z.object({ inForce: z.int(), refused: z.int(), ended: z.int() }).nullable(),
    /** Whether the asker may plan a conference with this client: nobody does with somebody who has died. */
    may: z.object({ plan: z.boolean() }),
  }),
});
export type ClientBanner = z.output<typeof readClient.reply>;
