import { z } from 'zod';
import { versionStates } from '#domain/program-policy/version-state.ts';
import { endpoint, fileEndpoint } from '#contract/endpoint.ts';
import { policyDocument } from '#contract/program-policy.ts';
import { updating } from './updating.ts';

const which = {
  programId: z.uuid(),
  version: z.coerce.number<string | number>().int().min(1).max(9_999),
};

const flaw = z.object({ path: z.string(), message: z.string() });

const version = z.object({
  version: z.int(),
  state: z.enum(versionStates),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
  title: z.string(),
  publishedAt: z.string().nullable(),
  publishedBy: z.string().nullable(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
  isReadable: z.boolean(),
  /** By field: why a published one gives no due dates, or why a draft cannot be opened. */
  refused: z.array(flaw),
  /** What today’s checks find in it, although it was published by those of its day and goes on giving due dates. */
  outgrown: z.array(flaw),
});
export type PolicyVersionView = z.output<typeof version>;

export const listPolicies = endpoint({
  method: 'GET',
  path: '/api/policies',
  summary: 'The rules of each program, in all versions, and how far its due dates follow them.',
  refusals: [],
  requirements: ['REQ-163'],
  input: z.strictObject({}),
  reply: z.object({
    programs: z.array(
      z.object({
        programId: z.string(),
        programName: z.string(),
        today: z.string(),
        versions: z.array(version.extend({ revision: z.int() })),
        updating: updating.nullable(),
      }),
    ),
  }),
});
export type ProgramPolicies = z.output<typeof listPolicies.reply>['programs'][number];

export const readPolicyVersion = endpoint({
  method: 'GET',
  path: '/api/policies/version',
  summary:
    'One version of a program’s rules, as the whole document, with what contradicts itself in a draft.',
  refusals: ['not-found', 'policy-unreadable'],
  requirements: ['REQ-021', 'REQ-130', 'REQ-163'],
  input: z.strictObject(which),
  reply: z.object({
    programId: z.string(),
    programName: z.string(),
    today: z.string(),
    revision: z.int(),
    version,
    document: policyDocument,
    flaws: z.array(flaw),
  }),
});
export type PolicyView = z.output<typeof readPolicyVersion.reply>;

export const startDraft = endpoint({
  method: 'POST',
  path: '/api/policies/draft',
  summary: 'Starts a draft as a copy of one of the versions.',
  refusals: ['not-found', 'policy-has-draft', 'policy-unreadable'],
  requirements: [],
  input: z.strictObject(which),
  reply: z.object({ version: z.int() }),
});

export const saveDraft = endpoint({
  method: 'POST',
  path: '/api/policies/draft/save',
  summary:
    'Saves a draft as it is typed, if nobody saved it in the meantime, and answers what contradicts itself.',
  refusals: [
    'not-found',
    'bad-input',
    'policy-published',
    'changed-meanwhile',
    'policy-unreadable',
  ],
  requirements: ['REQ-021'],
  input: z.strictObject({ ...which, revision: z.int(), document: policyDocument }),
  reply: z.object({ revision: z.int(), flaws: z.array(flaw) }),
});

export const discardDraft = endpoint({
  method: 'POST',
  path: '/api/policies/draft/discard',
  summary: 'Throws a draft away.',
  refusals: ['not-found', 'policy-published'],
  requirements: [],
  input: z.strictObject({ ...which, revision: z.int() }),
  reply: z.object({}),
});

export const publishDraft = endpoint({
  method: 'POST',
  path: '/api/policies/publish',
  summary:
    'Publishes a draft from its first day on: the version before ends the day before, and every due date of the program follows in the background.',
  refusals: [
    'not-found',
    'policy-published',
    'changed-meanwhile',
    'policy-unreadable',
    'policy-has-flaws',
    'policy-past-not-previewed',
    'policy-judges-past',
  ],
  requirements: ['REQ-021'],
  input: z.strictObject({ ...which, revision: z.int(), confirmsPast: z.boolean().default(false) }),
  reply: z.object({ updating }),
});

export const takeBackVersion = endpoint({
  method: 'POST',
  path: '/api/policies/take-back',
  summary: 'Makes a published version that has not begun a draft again.',
  refusals: ['not-found', 'policy-has-draft', 'policy-has-begun'],
  requirements: ['REQ-021'],
  input: z.strictObject(which),
  reply: z.object({}),
});

export const compareVersions = endpoint({
  method: 'GET',
  path: '/api/policies/compare',
  summary: 'What differs between two versions of a program’s rules, in sentences.',
  refusals: ['not-found', 'policy-unreadable'],
  requirements: [],
  input: z.strictObject({
    programId: z.uuid(),
    before: which.version,
    after: which.version,
  }),
  reply: z.object({
    sections: z.array(
      z.object({
        title: z.string(),
        changes: z.array(z.object({ before: z.string().nullable(), after: z.string().nullable() })),
      }),
    ),
  }),
});

export const printPolicy = fileEndpoint({
  path: '/api/policies/sheet.pdf',
  summary:
    'One version of a program’s rules with all that identifies its document, as an accessible PDF.',
  refusals: ['not-found', 'policy-unreadable'],
  requirements: ['REQ-183'],
  input: z.strictObject(which),
});
