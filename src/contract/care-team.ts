import { z } from 'zod';
import { clientKey, id } from './clients.ts';
import { day, optionalDay } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';
import { aName } from './one-line.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { relationships } from '#domain/relationships.ts';

export const careTeamProblems = problems({
  'already-on-care-team': {
    status: 409,
    title: 'This person is on the care team already. Change their entry instead.',
  },
  'not-on-care-team-now': {
    status: 409,
    title: 'This person has left the care team already. Add them again if they are back.',
  },
});

const member = z.object({
  careTeamMemberId: z.string(),
  kind: z.enum(['staff', 'provider', 'support']),
  personId: z.string(),
  name: z.string(),
  /** Title, organization and the agency’s own kind of provider, or how a support is related. */
  about: z.string(),
  providerClass: z.string().nullable(),
  /** Empty, too, where it is not the reader's to know. */
  servesAs: z.string(),
  /** The class of these words, for whoever may read the whole case. */
  servesAsClass: z.enum(sensitivityClasses).nullable(),
  isCaseManager: z.boolean(),
  isKeyProvider: z.boolean(),
  from: z.string(),
  until: z.string().nullable(),
});
export type CareTeamMember = z.output<typeof member>;

const support = z.object({
  supportId: z.string(),
  name: z.string(),
  relationship: z.enum(relationships),
  /** What an earlier release let people write there, for those who may read that. */
  notedEarlier: z.string(),
  email: z.string(),
  phone: z.string(),
  language: z.string(),
  /** A household member who is a client too; only those who may know of violence of both read the name. */
  otherClientId: z.string().nullable(),
});
export type SupportView = z.output<typeof support>;

export const readCareTeam = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/care-team',
  summary:
    'Who serves and supports the client, with dates: staff, providers, family and close supports.',
  refusals: ['not-found'],
  requirements: ['REQ-014', 'REQ-033', 'REQ-139', 'REQ-140', 'REQ-141', 'REQ-174'],
  input: z.strictObject(clientKey),
  reply: z.object({
    workers: z.array(z.object({ staffId: z.string(), name: z.string(), programName: z.string() })),
    members: z.array(member),
    supports: z.array(support),
    mayNameCaseManager: z.boolean(),
    /** Who may read the whole case chooses a class for words, the highest of the case first; to others it is empty. */
    classes: z.array(z.enum(sensitivityClasses)),
    today: z.string(),
  }),
});

const role = {
  isCaseManager: z.boolean().default(false),
  isKeyProvider: z.boolean().default(false),
};
const servesAs = z.string().trim().max(100, 'Keep it to 100 characters.');
const words = { class: z.enum(sensitivityClasses).optional() };

export const addToCareTeam = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/care-team/add',
  summary: 'Puts a colleague, a provider or a support on the care team from a date on.',
  refusals: [
    'not-found',
    'unknown-person',
    'not-yours-to-name',
    'already-on-care-team',
    'not-yours-to-assign',
    'bad-input',
  ],
  requirements: ['REQ-033', 'REQ-083', 'REQ-139', 'REQ-174', 'REQ-182'],
  input: z.strictObject({
    ...clientKey,
    kind: z.enum(['staff', 'provider', 'support']),
    personId: id('Choose the person.'),
    ...role,
    servesAs: servesAs.default(''),
    ...words,
    from: day('Enter the date from which on this person is on the care team.'),
  }),
  reply: z.object({ careTeamMemberId: z.string() }),
});

const memberKey = { careTeamMemberId: z.uuid() };
const done = z.object({ done: z.literal(true) });

export const changeCareTeamMember = endpoint({
  method: 'POST',
  path: '/api/care-team/:careTeamMemberId/change',
  summary:
    'Says what somebody is to the client from a date on: key provider, case manager, serves as.',
  refusals: ['not-found', 'not-on-care-team-now', 'not-yours-to-assign', 'bad-input'],
  requirements: ['REQ-033'],
  input: z.strictObject({
    ...memberKey,
    ...role,
    /** Left out, it stays as it was. */
    servesAs: servesAs.optional(),
    ...words,
    from: optionalDay.default(''),
  }),
  reply: done,
});

export const leaveCareTeam = endpoint({
  method: 'POST',
  path: '/api/care-team/:careTeamMemberId/leave',
  summary: 'Ends somebody’s time on the care team.',
  refusals: ['not-found', 'not-on-care-team-now', 'bad-input'],
  requirements: ['REQ-174'],
  input: z.strictObject({ ...memberKey, until: day('Enter the last day.') }),
  reply: done,
});

const supportFields = {
  fullName: aName('Enter the name.').max(120, 'Keep it to 120 characters.'),
  relationship: z.enum(relationships, 'Say how this person is related.'),
  email: z
    .union([z.literal(''), z.email()], 'Enter an email address like name@example.org, or none.')
    .default(''),
  phone: z.string().trim().max(60, 'Keep it to 60 characters.').default(''),
  language: z.string().trim().min(1, 'Name the language.').max(60).default('English'),
};

export const addSupport = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/supports',
  summary: 'Adds family or another close support.',
  refusals: ['not-found'],
  requirements: ['REQ-014', 'REQ-141'],
  input: z.strictObject({ ...clientKey, ...supportFields }),
  reply: z.object({ supportId: z.string() }),
});

export const changeSupport = endpoint({
  method: 'POST',
  path: '/api/supports/:supportId/change',
  summary: 'Corrects what is known of a support.',
  refusals: ['not-found'],
  requirements: ['REQ-014'],
  input: z.strictObject({ supportId: z.uuid(), ...supportFields }),
  reply: done,
});
