import { z } from 'zod';
import { restrictedClasses } from '#domain/people.ts';
import { day, optionalDay } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';
import { aName } from './one-line.ts';

export const staffAccessProblems = problems({
  'title-listed-already': {
    status: 409,
    title: 'This job title is on the list already. Take it off first to say something else of it.',
  },
  'training-already-withdrawn': {
    status: 409,
    title: 'This training was taken back already. Record it anew if it was given after all.',
  },
  'own-training-by-another': {
    status: 409,
    title:
      'Your own training is recorded by somebody else. Show the certificate to another administrator and ask them. Where the last of them has left, you can record it yourself three days later.',
  },
  'training-in-the-future': {
    status: 409,
    title: 'A training is recorded once it is done. Enter a date that is not after today.',
  },
});

const restricted = z.enum(restrictedClasses, 'Choose what it is about.');
const line = (message: string) => z.string().trim().min(1, message).max(300);
const done = z.object({ done: z.literal(true) });
/** An empty field of a form says that nothing is asked. */
const fromDay = optionalDay.nullable().transform((from) => from || null);

const training = z.object({
  trainingId: z.string(),
  about: restricted,
  completedOn: z.string(),
  expiresOn: z.string(),
  state: z.enum(['current', 'ends-soon', 'expired', 'not-yet']),
});
const gaps = z.array(z.enum(['no-training', 'training-expired', 'title-not-listed']));
const standing = z.object({ class: restricted, gaps });

const person = z.object({
  staffId: z.string(),
  fullName: z.string(),
  title: z.string(),
  isActive: z.boolean(),
  trainings: z.array(training),
  classes: z.array(standing),
});
export type AccessOfPerson = z.output<typeof person>;

const rule = z.object({
  class: restricted,
  trainingFrom: z.string().nullable(),
  titlesFrom: z.string().nullable(),
});

export const readStaffAccess = endpoint({
  method: 'GET',
  path: '/api/staff-access',
  summary:
    'Who may know what is restricted: the conditions of each class, the authorized job titles, and everybody’s training.',
  refusals: [],
  requirements: ['REQ-036'],
  input: z.strictObject({}),
  reply: z.object({
    today: z.string(),
    rules: z.array(rule),
    titles: z.array(
      z.object({
        titleId: z.string(),
        title: z.string(),
        duties: z.string(),
        limits: z.string(),
        classes: z.array(restricted),
      }),
    ),
    staff: z.array(person),
  }),
});

export const changeClassRule = endpoint({
  method: 'POST',
  path: '/api/staff-access/rule',
  summary:
    'From which day on a class asks for current training, and for a job title on the list; empty for never.',
  refusals: ['bad-input'],
  requirements: ['REQ-036'],
  input: z.strictObject({ class: restricted, trainingFrom: fromDay, titlesFrom: fromDay }),
  reply: done,
});

export const authorizeTitle = endpoint({
  method: 'POST',
  path: '/api/staff-access/titles',
  summary:
    'Puts a job title on the list: for which function it may know what, and within which limits.',
  refusals: ['title-listed-already'],
  requirements: ['REQ-036'],
  input: z.strictObject({
    title: aName('Enter the job title as it stands in the staff list.').max(120),
    duties: line('Say for which function, for example: plans and holds case conferences.'),
    limits: line('Say within which limits, for example: own caseload only.'),
    classes: z.array(restricted).min(1, 'Choose at least one.'),
  }),
  reply: z.object({ titleId: z.string() }),
});

export const removeTitle = endpoint({
  method: 'POST',
  path: '/api/staff-access/titles/remove',
  summary: 'Takes a job title off the list, from now on.',
  refusals: ['not-found'],
  requirements: ['REQ-036'],
  input: z.strictObject({ titleId: z.uuid() }),
  reply: done,
});

export const recordTraining = endpoint({
  method: 'POST',
  path: '/api/staff-access/trainings',
  summary: 'Records that somebody was trained, and the last day on which it holds.',
  refusals: ['not-found', 'training-in-the-future', 'own-training-by-another'],
  requirements: ['REQ-036'],
  input: z
    .strictObject({
      staffId: z.uuid('Choose a member of the staff.'),
      about: restricted,
      completedOn: day('Enter the day of the training.'),
      expiresOn: day('Enter the last day on which it holds.'),
    })
    .refine(({ completedOn, expiresOn }) => expiresOn >= completedOn, {
      path: ['expiresOn'],
      message: 'It cannot end before it was completed.',
    }),
  reply: z.object({ trainingId: z.string() }),
});

export const withdrawTraining = endpoint({
  method: 'POST',
  path: '/api/staff-access/trainings/withdraw',
  summary: 'Takes back a training that was recorded by mistake. The row stays, struck out.',
  refusals: ['not-found', 'training-already-withdrawn'],
  requirements: ['REQ-036'],
  input: z.strictObject({ trainingId: z.uuid() }),
  reply: done,
});

export const readOwnAccess = endpoint({
  method: 'GET',
  path: '/api/account/access',
  summary: 'What the asker’s own training lets them know, and what ends soon.',
  refusals: [],
  requirements: ['REQ-036'],
  input: z.strictObject({}),
  reply: z.object({ trainings: z.array(training), classes: z.array(standing) }),
});
