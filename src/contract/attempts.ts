import { z } from 'zod';
import { nextStepCodes } from '#domain/attempts/attempt-words.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';

export const attemptProblems = problems({
  'attempt-recorded-already': {
    status: 409,
    title:
      'Somebody recorded this request already. It was another one only if the day, the way or the person was another.',
  },
});

export const longestAttemptNote = 1000;

const clientKey = { clientId: z.uuid() };
const attemptKey = { attemptId: z.uuid() };
const outsideKinds = ['provider', 'support', 'client'] as const;

const askedPerson = z.strictObject(
  {
    kind: z.enum(outsideKinds, 'Choose whom you asked.'),
    id: z.uuid('Choose whom you asked.'),
  },
  'Choose whom you asked.',
);

const reachable = z.object({
  person: z.object({ kind: z.enum(outsideKinds), id: z.string() }),
  name: z.string(),
  /** Title and organization, or what they are to the client. */
  about: z.string(),
  isOnCareTeam: z.boolean(),
  isManagedCarePlan: z.boolean(),
});
export type ReachableView = z.output<typeof reachable>;

const choice = z.object({ code: z.string(), label: z.string() });

const enrollmentChoice = z.object({
  enrollmentId: z.string(),
  programName: z.string(),
  startedOn: z.string(),
  endedOn: z.string().nullable(),
  today: z.string(),
  conference: z.string(),
  channels: z.array(choice),
  outcomes: z.array(choice),
  /** Whether a conference by mail counts for this program. */
  emailCounts: z.boolean(),
  /** Where the program wants attempts filed in a system outside, its name. */
  fileIn: z.string().nullable(),
});
export type AttemptEnrollment = z.output<typeof enrollmentChoice>;

export const prepareAttempt = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/attempts/new',
  summary:
    'What the form for a request without an answer needs: enrollments with their programs’ words, and the care team with the managed care plans.',
  refusals: ['not-found'],
  requirements: ['REQ-157', 'REQ-171'],
  input: z.strictObject(clientKey),
  reply: z.object({
    clientName: z.string(),
    enrollments: z.array(enrollmentChoice),
    people: z.array(reachable),
  }),
});

export const findAttemptPeople = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/attempts/people',
  summary:
    'Whom one may have asked: the client, the care team, and the providers of the directory.',
  refusals: ['not-found'],
  requirements: ['REQ-157'],
  input: z.strictObject({ ...clientKey, text: z.string().max(200).default('') }),
  reply: z.object({ people: z.array(reachable) }),
});

const attempted = {
  enrollmentId: z.uuid('Choose the program.'),
  on: z.iso.date('Enter the date on which you asked.'),
  channel: z.string('Choose how you asked.').min(1, 'Choose how you asked.').max(60),
  outcome: z.string('Choose what came of it.').min(1, 'Choose what came of it.').max(60),
  to: askedPerson,
  nextStep: z.enum(nextStepCodes, 'Choose the next step.'),
  note: z
    .string()
    .trim()
    .max(longestAttemptNote, `Keep the note to ${longestAttemptNote} characters.`)
    .default(''),
  /** A stricter class than the case's, where the note tells more. */
  noteClass: z.enum(sensitivityClasses).optional(),
};

export const logAttempt = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/attempts',
  summary:
    'Writes down a request for a conference that was not answered, or not as hoped. It never moves the clock by itself.',
  refusals: [
    'not-found',
    'bad-input',
    'unknown-person',
    'not-yours-to-name',
    'attempt-recorded-already',
  ],
  requirements: ['REQ-157', 'REQ-160', 'REQ-171'],
  input: z.strictObject({ ...clientKey, ...attempted }),
  reply: z.object({ attemptId: z.string() }),
});

export const correctAttempt = endpoint({
  method: 'POST',
  path: '/api/attempts/:attemptId/correct',
  summary: 'Puts what was right in the place of an attempt. What was known before stays on record.',
  refusals: [
    'not-found',
    'bad-input',
    'unknown-person',
    'not-yours-to-name',
    'attempt-recorded-already',
    'changed-meanwhile',
  ],
  requirements: ['REQ-157'],
  input: z.strictObject({ ...attemptKey, ...attempted }),
  reply: z.object({ attemptId: z.string() }),
});

export const withdrawAttempt = endpoint({
  method: 'POST',
  path: '/api/attempts/:attemptId/withdraw',
  summary: 'Takes an attempt back that was recorded in error.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-157'],
  input: z.strictObject(attemptKey),
  reply: z.object({}),
});

const attemptView = z.object({
  attemptId: z.string(),
  enrollmentId: z.string(),
  programName: z.string(),
  on: z.string(),
  channel: z.string(),
  outcome: z.string(),
  nextStep: z.enum(nextStepCodes),
  to: z.object({ kind: z.enum(outsideKinds), id: z.string() }),
  toName: z.string(),
  /** "Dr Hana Lee by phone: no answer." */
  inWords: z.string(),
  nextInWords: z.string(),
  /** Empty where there is none, and for those who may not read it. */
  note: z.string(),
  by: z.string().nullable(),
});
export type AttemptView = z.output<typeof attemptView>;

export const listAttempts = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/attempts',
  summary: 'The documented attempts of a client, newest first.',
  refusals: ['not-found'],
  requirements: ['REQ-157', 'REQ-160'],
  input: z.strictObject(clientKey),
  reply: z.object({ attempts: z.array(attemptView) }),
});

const proposed = z.strictObject({
  attemptIds: z
    .array(z.uuid(), 'Say which attempts.')
    .min(1, 'Say which attempts.')
    .max(50, 'At most 50 at once.'),
});

export const confirmAttempts = endpoint({
  method: 'POST',
  path: '/api/attempts/confirm',
  summary:
    'Confirms attempts that the product proposed after silence; each counts from the day on which the request was sent.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-157', 'REQ-160'],
  input: proposed,
  reply: z.object({ confirmed: z.int() }),
});

export const dismissAttempts = endpoint({
  method: 'POST',
  path: '/api/attempts/dismiss',
  summary: 'Dismisses attempts that the product proposed: the person did answer, or was not asked.',
  refusals: ['not-found', 'changed-meanwhile'],
  requirements: ['REQ-157'],
  input: proposed,
  reply: z.object({ dismissed: z.int() }),
});
