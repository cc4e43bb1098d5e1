import { z } from 'zod';
import { statuses } from '#domain/policy-clock/status-on.ts';
import { bucketKeys, whens } from '#domain/worklist/weeks-ahead.ts';
import { endpoint } from './endpoint.ts';

export const scopes = ['mine', 'team', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** A count stops here: beyond it only "and more" is said, so that counting stays as cheap as reading. */
export const countedUpTo = 500;

const whose = {
  /** Left out, it is what the person's role begins with. */
  scope: z.enum(scopes, 'Ask for mine, team or all.').optional(),
  programId: z.uuid('Choose a program from the list.').optional(),
};

const meeting = z.object({
  conferenceId: z.string(),
  state: z.enum(['draft', 'scheduled', 'in-session', 'ended']),
  startsAt: z.string().nullable(),
  timeZone: z.string(),
  /** The other clients of it whom the asker may see. */
  withClients: z.array(z.string()),
});
export type Meeting = z.output<typeof meeting>;

const dueRow = z.object({
  id: z.string(),
  enrollmentId: z.string(),
  clientId: z.string(),
  name: z.string(),
  number: z.int(),
  programName: z.string(),
  workerName: z.string().nullable(),
  kind: z.enum(['cadence', 'first', 'trigger', 'reassessment']),
  strength: z.enum(['required', 'recommended', 'not_required']),
  status: z.enum(statuses),
  /** "180-day rule" and the sum behind it, "180 days from Wed 20 May". */
  rule: z.string(),
  evidence: z.string(),
  due: z.string(),
  left: z.string(),
  notes: z.array(z.string()),
  dueOn: z.string().nullable(),
  daysLeft: z.int().nullable(),
  lastHeldOn: z.string().nullable(),
  next: meeting.nullable(),
});
export type DueRow = z.output<typeof dueRow>;

export const listDue = endpoint({
  method: 'GET',
  path: '/api/today/due',
  summary:
    'Who is due for a conference, under which rule and since when, earliest first, 50 at a time.',
  refusals: ['bad-input'],
  requirements: ['REQ-027', 'REQ-029', 'REQ-142'],
  input: z.strictObject({
    ...whose,
    when: z.enum(whens, 'Choose one of the stretches of time.').default('due'),
    strength: z.enum(['any', 'required', 'recommended']).default('any'),
    /** What fell due before the program began to work here stands apart. */
    backlog: z.enum(['no', 'yes']).default('no'),
    /** The `next` of the page before. */
    after: z
      .string()
      .regex(/^(\d{4}-\d\d-\d\d|none)_[0-9a-f-]{36}_[\w:.-]{1,120}$/, 'Begin at the first page.')
      .optional(),
  }),
  reply: z.object({
    today: z.string(),
    rows: z.array(dueRow),
    next: z.string().nullable(),
    /** Where nothing is due: what comes first after it. */
    firstLater: z.object({ name: z.string(), due: z.string() }).nullable(),
  }),
});

const counts = z.object({ required: z.int(), recommended: z.int() });

export const countDue = endpoint({
  method: 'GET',
  path: '/api/today/counts',
  summary: 'How many conferences are late and due by week, each counted up to a limit.',
  refusals: ['bad-input'],
  requirements: ['REQ-142'],
  input: z.strictObject(whose),
  reply: z.object({
    today: z.string(),
    scope: z.enum(scopes),
    /** The scopes that show this person anything. */
    scopes: z.array(z.enum(scopes)),
    programs: z.array(z.object({ programId: z.string(), name: z.string() })),
    buckets: z.array(
      counts.extend({
        key: z.enum(bucketKeys),
        first: z.string().nullable(),
        last: z.string().nullable(),
      }),
    ),
    backlog: z.int(),
  }),
});
export type DueCounts = z.output<typeof countDue.reply>;

export const readNow = endpoint({
  method: 'GET',
  path: '/api/today/now',
  summary: 'Today’s conferences, and those that were held and are not closed yet.',
  refusals: [],
  requirements: [],
  input: z.strictObject({}),
  reply: z.object({
    today: z.string(),
    mayPlan: z.boolean(),
    conferences: z.array(
      meeting.extend({
        number: z.int(),
        mode: z.string(),
        clients: z.array(z.string()),
        /** What the asker does in it; empty for somebody who only may see it. */
        roles: z.array(z.enum(['facilitator', 'timekeeper', 'notetaker'])),
        asked: z.int(),
        saidYes: z.int(),
      }),
    ),
  }),
});
export type NowConference = z.output<typeof readNow.reply>['conferences'][number];

export const readWaiting = endpoint({
  method: 'GET',
  path: '/api/today/waiting',
  summary:
    'What waits on others in the conferences that the asker plans or facilitates: replies, mail, actions.',
  refusals: [],
  requirements: [],
  input: z.strictObject({}),
  reply: z.object({
    today: z.string(),
    replies: z.array(
      z.object({
        id: z.string(),
        conferenceId: z.string(),
        name: z.string(),
        invitedAt: z.string(),
        startsAt: z.string(),
        timeZone: z.string(),
      }),
    ),
    /** Invitations that stayed without an answer for so long that they are attempts, once somebody confirms it. */
    silences: z.array(
      z.object({
        mailId: z.string(),
        attemptIds: z.array(z.string()),
        conferenceId: z.string(),
        name: z.string(),
        clients: z.array(z.string()),
        sentOn: z.string(),
      }),
    ),
    mails: z.array(
      z.object({
        id: z.string(),
        conferenceId: z.string(),
        name: z.string(),
        state: z.enum(['held', 'failed', 'unknown']),
        writtenAt: z.string(),
        timeZone: z.string(),
      }),
    ),
    actions: z.array(
      z.object({
        id: z.string(),
        clientId: z.string(),
        clientName: z.string(),
        name: z.string(),
        dueOn: z.string(),
      }),
    ),
  }),
});
export type Waiting = z.output<typeof readWaiting.reply>;
