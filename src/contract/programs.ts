import { z } from 'zod';
import { teamRoles } from '#domain/access/team-roles.ts';
import { programClasses, sensitivityClasses } from '#domain/people.ts';
import { presetIds } from '#domain/program-policy/presets/presets.ts';
import { day } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { timeZone } from './first-run.ts';
import { problems } from './problem.ts';
import { aName } from './one-line.ts';

export const programProblems = problems({
  'program-name-taken': {
    status: 409,
    title: 'There is a program with this name already. Choose another name.',
  },
  'team-name-taken': {
    status: 409,
    title: 'This program has a team with this name already. Choose another name.',
  },
});

const name = aName('Enter a name.').max(120);

const program = z.object({
  programId: z.string(),
  name: z.string(),
  preset: z.string(),
  timeZone: z.string(),
  goLiveOn: z.string(),
  closedOn: z.string().nullable(),
  class: z.enum(sensitivityClasses),
  /** The document that was adopted, in the words of its own title. */
  policyTitle: z.string(),
  teams: z.array(
    z.object({
      teamId: z.string(),
      name: z.string(),
      members: z.array(
        z.object({
          teamMemberId: z.string(),
          staffId: z.string(),
          fullName: z.string(),
          teamRole: z.enum(teamRoles),
        }),
      ),
    }),
  ),
});
export type Program = z.output<typeof program>;

export const listPrograms = endpoint({
  method: 'GET',
  path: '/api/programs',
  summary: 'The agency’s programs with their teams and who is on them.',
  refusals: [],
  requirements: [],
  input: z.strictObject({}),
  reply: z.object({ programs: z.array(program) }),
});

export const createProgram = endpoint({
  method: 'POST',
  path: '/api/programs',
  summary: 'Starts a program from one of the presets, whose rules are copied, with a first team.',
  refusals: ['program-name-taken'],
  requirements: [],
  input: z.strictObject({
    name,
    preset: z.enum(presetIds, 'Choose the rules to start from.'),
    timeZone,
    goLiveOn: day('Enter the first day on which duties count as news.'),
    /** What being enrolled here reveals by itself. */
    class: z.enum(programClasses).default('general'),
  }),
  reply: z.object({ programId: z.string(), teamId: z.string() }),
});

export const createTeam = endpoint({
  method: 'POST',
  path: '/api/programs/team',
  summary: 'Adds a team to a program.',
  refusals: ['not-found', 'team-name-taken'],
  requirements: [],
  input: z.strictObject({ programId: z.uuid(), name }),
  reply: z.object({ teamId: z.string() }),
});
