import { z } from 'zod';
import { organizationKinds } from '#domain/organization-kinds.ts';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import { programClasses } from '#domain/people.ts';
import { id } from './clients.ts';
import { day } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { ownKind } from './own-kind.ts';
import { problems } from './problem.ts';
import { aName } from './one-line.ts';

export const directoryProblems = problems({
  'organization-name-taken': {
    status: 409,
    title: 'There is an organization with this name already. Use that one.',
  },
  'not-yours-to-name': {
    status: 409,
    title:
      'Being served where this person works reveals something. Ask somebody who manages or oversees the case, and may know it, to name them.',
  },
});

/** The kinds of provider, as people read them. */
export const providerClassWords = {
  medical: 'Medical',
  behavioral: 'Behavioral health',
  social: 'Social services',
  benefits: 'Benefits',
  housing: 'Housing',
  legal: 'Legal',
  mco: 'Managed care organization',
  family: 'Family or close support',
  other: 'Other',
} as const satisfies Record<(typeof providerClasses)[number], string>;

/** The sorts of body that a partner can be, as people read them. */
export const organizationKindWords = {
  'health-care': 'Health care',
  'behavioral-health': 'Behavioral health',
  'care-management': 'Care management',
  plan: 'Managed care plan',
  'social-service': 'Social services',
  housing: 'Housing',
  justice: 'Justice: court, probation, parole, jail',
  'legal-aid': 'Legal aid',
  school: 'School',
  other: 'Other',
} as const satisfies Record<(typeof organizationKinds)[number], string>;

const organizationKind = z.enum(organizationKinds, 'Choose the kind of organization.').nullable();

const organization = z.object({
  organizationId: z.string(),
  name: z.string(),
  /** Null until somebody says. */
  kind: organizationKind,
  /** Held apart: it may not learn that somebody is served here without a release of its own. */
  isVictimService: z.boolean(),
  /** What it tells of somebody that they are served there. */
  class: z.enum(programClasses),
});
export type OrganizationView = z.output<typeof organization>;

const anyKind = z.union([z.enum(providerClasses), ownKind], 'Choose the kind of provider.');

const provider = z.object({
  providerId: z.string(),
  fullName: z.string(),
  title: z.string(),
  providerClass: z.enum(providerClasses),
  /** The agency’s own kind, or the one that every agency has; and its name. */
  kind: anyKind,
  kindInWords: z.string(),
  organization,
  email: z.string(),
  phone: z.string(),
  since: z.string(),
});
export type ProviderView = z.output<typeof provider>;

export const searchDirectory = endpoint({
  method: 'POST',
  path: '/api/directory/search',
  summary:
    'Providers and organizations by the start of a word of their name, or providers of one kind; all of them when empty.',
  refusals: [],
  requirements: ['REQ-082', 'REQ-139'],
  input: z.strictObject({
    text: z.string().max(200).default(''),
    kind: anyKind.optional(),
    page: z.int().min(0).max(1000).default(0),
  }),
  reply: z.object({
    providers: z.array(provider),
    organizations: z.array(organization),
    hasMore: z.boolean(),
  }),
});

export const readProvider = endpoint({
  method: 'GET',
  path: '/api/directory/providers/:providerId',
  summary: 'One provider, with where they worked before.',
  refusals: ['not-found'],
  requirements: ['REQ-082'],
  input: z.strictObject({ providerId: z.uuid() }),
  reply: provider.extend({
    before: z.array(
      z.object({
        title: z.string(),
        organizationName: z.string(),
        from: z.string(),
        until: z.string(),
      }),
    ),
    today: z.string(),
  }),
});

const about = {
  fullName: aName('Enter the name.').max(120, 'Keep it to 120 characters.'),
  title: aName('Enter the title, for example Physician.').max(120, 'Keep it to 120 characters.'),
  /** One that every agency has, or one that this agency added. */
  providerClass: anyKind,
  organizationId: id('Choose the organization.'),
  email: z
    .union([z.literal(''), z.email()], 'Enter an email address like name@example.org, or none.')
    .default(''),
  phone: z.string().trim().max(60, 'Keep it to 60 characters.').default(''),
};

export const addProvider = endpoint({
  method: 'POST',
  path: '/api/directory/providers',
  summary: 'Adds a provider to the directory.',
  refusals: ['bad-input'],
  requirements: ['REQ-082', 'REQ-139'],
  input: z.strictObject(about),
  reply: z.object({ providerId: z.string() }),
});

export const changeProvider = endpoint({
  method: 'POST',
  path: '/api/directory/providers/:providerId',
  summary:
    'Changes a provider from a date on. Who changes organization loses consents given to the old one.',
  refusals: ['not-found', 'bad-input'],
  requirements: ['REQ-082'],
  input: z.strictObject({
    providerId: z.uuid(),
    ...about,
    from: day('Enter the date from which on this holds.'),
  }),
  reply: z.object({ done: z.literal(true) }),
});

const organizationFields = {
  name: aName('Enter the name.').max(120, 'Keep it to 120 characters.'),
  kind: organizationKind.default(null),
  isVictimService: z.boolean().default(false),
  class: z.enum(programClasses, 'Choose what being served there reveals.').default('general'),
};

export const addOrganization = endpoint({
  method: 'POST',
  path: '/api/directory/organizations',
  summary: 'Adds a partner organization.',
  refusals: ['organization-name-taken'],
  requirements: ['REQ-139'],
  input: z.strictObject(organizationFields),
  reply: z.object({ organizationId: z.string() }),
});

export const changeOrganization = endpoint({
  method: 'POST',
  path: '/api/directory/organizations/:organizationId',
  summary:
    'Corrects a partner organization. What is left out stays as it is; what being served there reveals is never less than before.',
  refusals: ['not-found', 'organization-name-taken', 'bad-input'],
  requirements: ['REQ-139'],
  input: z.strictObject({
    organizationId: z.uuid(),
    name: organizationFields.name,
    kind: organizationKind.optional(),
    isVictimService: z.boolean().optional(),
    class: z.enum(programClasses, 'Choose what being served there reveals.').optional(),
  }),
  reply: z.object({ done: z.literal(true) }),
});
