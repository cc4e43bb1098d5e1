import { z } from 'zod';
import { missedKinds } from '#domain/conference/missed.ts';
import { severities } from '#domain/program-policy/policy-words.ts';
import { obligationKinds } from '#domain/policy-clock/standing.ts';
import { statuses } from '#domain/policy-clock/status-on.ts';
import { bucketKeys, whens } from '#domain/worklist/weeks-ahead.ts';
import { endpoint, fileEndpoint } from './endpoint.ts';
import { obligationKey, placeAfter } from './place-after.ts';
import { refusedRules, updating } from './policies/updating.ts';
import { requested, whyNotRequested, whyNotTaken } from './list-requests.ts';
import { byRequest, takingOut } from './taking-out.ts';

export const scopes = ['mine', 'team', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** A count stops here: beyond it only "and more" is said, so that counting stays as cheap as reading. */
export const countedUpTo = 500;

const whose = {
  /** Left out, it is what the person's role begins with. */
  scope: z.enum(scopes, 'Ask for mine, team or all.').optional(),
  programId: z.uuid('Choose a program from the list.').optional(),
  workerId: z.uuid('Choose a worker from the list.').optional(),
  /** Those whose care team this outside provider is on. */
  providerId: z.uuid('Choose a provider from the directory.').optional(),
};

/** Why somebody is due: a routine date, a reassessment, a significant change, two programs at once, or a key provider who was missing. */
export const reasonKinds = [
  'any',
  'routine',
  'reassessment',
  'change',
  'two-programs',
  'key-providers',
] as const;

const filters = {
  ...whose,
  when: z.enum(whens, 'Choose one of the stretches of time.').default('due'),
  strength: z.enum(['any', 'required', 'recommended']).default('any'),
  why: z.enum(reasonKinds, 'Choose one of the reasons.').default('any'),
  /** What fell due before the program began to work here stands apart. */
  backlog: z.enum(['no', 'yes']).default('no'),
};

export const meeting = z.object({
  conferenceId: z.string(),
  state: z.enum(['draft', 'scheduled', 'in-session', 'ended']),
  startsAt: z.string().nullable(),
  timeZone: z.string(),
  /** Its time is over and nobody began it, or nobody ended it. */
  missed: z.enum(missedKinds).nullable(),
  /** The other clients of it whom the asker may see. */
  withClients: z.array(z.string()),
});
export type Meeting = z.output<typeof meeting>;

/** A client, by the duty that comes first; what else is owed stands beside the row. */
const dueRow = z.object({
  id: z.string(),
  enrollmentId: z.string(),
  clientId: z.string(),
  name: z.string(),
  number: z.int(),
  programName: z.string(),
  workerName: z.string().nullable(),
  kind: z.enum(obligationKinds),
  strength: z.enum(['required', 'recommended', 'not_required']),
  status: z.enum(statuses),
  severity: z.enum(severities),
  /** "180-day rule" and the sum behind it, "180 days from Wed 20 May". */
  rule: z.string(),
  evidence: z.string(),
  due: z.string(),
  left: z.string(),
  notes: z.array(z.string()),
  dueOn: z.string().nullable(),
  daysLeft: z.int().nullable(),
  lastHeldOn: z.string().nullable(),
  /** Of a client who has died while the enrollment still runs. */
  diedOn: z.string().nullable(),
  next: meeting.nullable(),
});
export type DueRow = z.output<typeof dueRow>;

export const listDue = endpoint({
  method: 'GET',
  path: '/api/today/due',
  summary:
    'Who is due for a conference, under which rule and since when: each client once, by the duty that comes first; 50 at a time.',
  refusals: ['bad-input'],
  requirements: ['REQ-027', 'REQ-029', 'REQ-142'],
  input: z.strictObject({
    ...filters,
    /** The `next` of the page before. */
    after: placeAfter(
      z.iso.date().or(z.enum(['none', 'crisis'])),
      z.uuid(),
      obligationKey,
    ).optional(),
  }),
  reply: z.object({
    today: z.string(),
    rows: z.array(dueRow),
    next: z.string().nullable(),
    /** Where nothing is due: what comes first after it, and what is planned for it. */
    firstLater: dueRow
      .pick({ name: true, due: true, clientId: true, enrollmentId: true, diedOn: true, next: true })
      .nullable(),
    /** Where no row is: those of the asker's programs that require no conference at set times. */
    notRequired: z.array(z.string()),
  }),
});

const owedDuty = z.object({
  id: z.string(),
  enrollmentId: z.string(),
  programName: z.string(),
  rule: z.string(),
  strength: z.enum(['required', 'recommended', 'not_required']),
  severity: z.enum(severities),
  status: z.enum(statuses),
  /** "Thu 10 Dec" and "in 7 days" */
  due: z.string(),
  left: z.string(),
});
export type OwedDuty = z.output<typeof owedDuty>;

export const readBeside = endpoint({
  method: 'POST',
  path: '/api/today/due/beside',
  summary:
    'What stands beside the rows of a page: what else is owed for each client, and whose consent is missing.',
  refusals: ['bad-input'],
  requirements: ['REQ-035', 'REQ-142'],
  input: z.strictObject({ clientIds: z.array(z.uuid()).max(50, 'Ask for at most 50 people.') }),
  reply: z.object({
    clients: z.array(
      z.object({
        clientId: z.string(),
        /** Each open duty of the client in whichever program, in the order in which they come. */
        owed: z.array(owedDuty),
        /** Of the outside people on the care team, how many may not hear of this client; null for whoever may not read that. */
        consents: z.object({ missing: z.int(), of: z.int() }).nullable(),
      }),
    ),
  }),
});
export type Beside = z.output<typeof readBeside.reply>['clients'][number];

export const exportDue = fileEndpoint({
  path: '/api/today/due/export',
  summary:
    'The due list with its filters as CSV, a client on each line with all that is owed, safe to open in a spreadsheet; for a report that is owed, a disclosure of each client in it.',
  refusals: ['bad-input', 'step-up-needed', 'may-not-take-lists', 'too-many-lines', ...whyNotTaken],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...filters, ...takingOut, ...byRequest }),
});

export const requestDueList = endpoint({
  method: 'POST',
  path: '/api/today/due/export/requests',
  summary: 'Asks that a second person approves the due list as a file, where it is long.',
  refusals: ['bad-input', ...whyNotRequested],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...filters, ...takingOut }),
  reply: requested,
});

const counts = z.object({ required: z.int(), recommended: z.int() });

export const countDue = endpoint({
  method: 'GET',
  path: '/api/today/counts',
  summary:
    'How many clients are late and due by week, each in the week of the duty that comes first, counted up to a limit.',
  refusals: ['bad-input'],
  requirements: ['REQ-142'],
  input: z.strictObject(whose),
  reply: z.object({
    today: z.string(),
    scope: z.enum(scopes),
    /** The scopes that show this person anything. */
    scopes: z.array(z.enum(scopes)),
    programs: z.array(z.object({ programId: z.string(), name: z.string() })),
    /** Whose caseloads the list can be narrowed to; empty where it is one's own. */
    workers: z.array(z.object({ staffId: z.string(), name: z.string() })),
    buckets: z.array(
      counts.extend({
        key: z.enum(bucketKeys),
        first: z.string().nullable(),
        last: z.string().nullable(),
      }),
    ),
    backlog: z.int(),
    /** The provider that the list is narrowed to. */
    provider: z.object({ providerId: z.string(), name: z.string() }).nullable(),
    /** Programs whose due dates do not all follow a version of their rules that has begun. */
    updating: z.array(updating),
    refused: z.array(refusedRules),
  }),
});
export type DueCounts = z.output<typeof countDue.reply>;
