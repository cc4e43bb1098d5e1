import { z } from 'zod';
import { clientKey, enrollmentStart } from './clients.ts';
import { day } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';

export const enrollmentProblems = problems({
  'already-enrolled': {
    status: 409,
    title: 'There is an enrollment in that program already. Reopen or change that enrollment.',
  },
  'enrollment-ended': { status: 409, title: 'This enrollment has ended. Reopen it first.' },
  'enrollment-running': { status: 409, title: 'This enrollment is still running. End it first.' },
  'not-yours-to-assign': {
    status: 403,
    title:
      'Only the assigned worker, the supervisor of one of their programs, or an administrator can do this. Ask one of them.',
  },
});

/** Why an enrollment ended, as codes; what people read is `endReasonWords`. */
export const endReasons = [
  'goals_met',
  'moved',
  'transferred',
  'declined',
  'lost_contact',
  'not_eligible',
  'deceased',
  'entered_in_error',
  'other',
] as const;
export type EndReason = (typeof endReasons)[number];

export const endReasonWords: Record<EndReason, string> = {
  goals_met: 'Goals were met',
  moved: 'Moved away',
  transferred: 'Transferred to another program',
  declined: 'Did not wish to go on',
  lost_contact: 'Contact was lost',
  not_eligible: 'No longer eligible',
  deceased: 'Died',
  entered_in_error: 'Was entered by mistake',
  other: 'Another reason',
};

const assignment = z.object({
  workerId: z.string().nullable(),
  workerName: z.string().nullable(),
  teamName: z.string(),
  assignedOn: z.string(),
  recordedAt: z.string(),
});

const enrollment = z.object({
  enrollmentId: z.string(),
  programId: z.string(),
  programName: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  workerId: z.string().nullable(),
  workerName: z.string().nullable(),
  startedOn: z.string(),
  endedOn: z.string().nullable(),
  endReason: z.string().nullable(),
  /** Who had it before, the latest first. */
  assignments: z.array(assignment),
  mayAssign: z.boolean(),
});
export type EnrollmentView = z.output<typeof enrollment>;

export const listEnrollments = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/enrollments',
  summary: 'The client’s enrollments with worker, team and dates, and who had them before.',
  refusals: ['not-found'],
  requirements: ['REQ-142'],
  input: z.strictObject(clientKey),
  reply: z.object({
    enrollments: z.array(enrollment),
    /** Whether the asker may enroll the client in another program. */
    mayEnroll: z.boolean(),
    /** Whether the asker may plan a conference with this client: nobody does with somebody who has died. */
    mayPlan: z.boolean(),
    today: z.string(),
  }),
});

export const listEnrollmentChoices = endpoint({
  method: 'GET',
  path: '/api/enrollment-choices',
  summary: 'The agency’s open programs with their teams, and the staff who may be a worker.',
  refusals: [],
  requirements: [],
  input: z.strictObject({}),
  reply: z.object({
    today: z.string(),
    programs: z.array(
      z.object({
        programId: z.string(),
        name: z.string(),
        teams: z.array(z.object({ teamId: z.string(), name: z.string() })),
      }),
    ),
    workers: z.array(z.object({ staffId: z.string(), name: z.string(), title: z.string() })),
  }),
});

export const enrollClient = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/enrollments',
  summary: 'Enrolls the client in another program.',
  refusals: ['not-found', 'not-yours-to-assign', 'already-enrolled', 'bad-input'],
  requirements: ['REQ-142'],
  input: z.strictObject({ ...clientKey, ...enrollmentStart }),
  reply: z.object({ enrollmentId: z.string() }),
});

const enrollmentKey = { enrollmentId: z.uuid() };
const done = z.object({ done: z.literal(true) });

export const assignEnrollment = endpoint({
  method: 'POST',
  path: '/api/enrollments/:enrollmentId/assign',
  summary: 'Gives an enrollment to another worker or team from a date on.',
  refusals: ['not-found', 'enrollment-ended', 'not-yours-to-assign', 'bad-input'],
  requirements: [],
  input: z.strictObject({
    ...enrollmentKey,
    teamId: enrollmentStart.teamId,
    workerId: enrollmentStart.workerId,
    from: day('Enter the date from which on this holds.'),
  }),
  reply: done,
});

export const endEnrollment = endpoint({
  method: 'POST',
  path: '/api/enrollments/:enrollmentId/end',
  summary: 'Ends an enrollment on a date, with the reason.',
  refusals: ['not-found', 'enrollment-ended', 'not-yours-to-assign', 'bad-input'],
  requirements: ['REQ-181'],
  input: z.strictObject({
    ...enrollmentKey,
    endedOn: day('Enter the last day of the enrollment.'),
    reason: z.enum(endReasons, 'Choose the reason.'),
  }),
  reply: done,
});

export const reopenEnrollment = endpoint({
  method: 'POST',
  path: '/api/enrollments/:enrollmentId/reopen',
  summary: 'Takes an ending back that was recorded by mistake; the record keeps that it was.',
  refusals: ['not-found', 'enrollment-running', 'not-yours-to-assign', 'already-enrolled'],
  requirements: [],
  input: z.strictObject(enrollmentKey),
  reply: done,
});
