import { z } from 'zod';
import type { OrganizationChoice } from '#domain/hmis/import-plan.ts';
import { programClasses } from '#domain/people.ts';
import { presetIds } from '#domain/program-policy/presets/presets.ts';
import { day } from './dates.ts';
import { aName } from './one-line.ts';

const organizationChoices = [
  'this-agency',
  'partner-name',
  'leave-out',
] as const satisfies readonly OrganizationChoice[];

const externalId = z.string().min(1).max(200);

const newProgram = z.strictObject({
  kind: z.literal('new'),
  name: aName('Enter a name for the program.').max(120),
  preset: z.enum(presetIds, 'Choose the rules that the program follows.'),
  goLiveOn: day('Enter the first day on which duties count as news.'),
  /** What being enrolled in it reveals by itself. */
  class: z.enum(programClasses).default('general'),
});

const projectChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('leave-out') }),
  z.strictObject({
    kind: z.literal('existing'),
    programId: z.uuid('Choose one of your programs.'),
  }),
  newProgram,
]);
export type ProjectChoice = z.output<typeof projectChoice>;

const organizationChosen = z.strictObject({ id: externalId, choice: z.enum(organizationChoices) });
const projectChosen = z.strictObject({ id: externalId, becomes: projectChoice });

/** What becomes of each organization and project of the file; what is not named is left out. */
export const importChoices = z.object({
  organizations: z.array(organizationChosen).max(5_000),
  projects: z.array(projectChosen).max(5_000),
});
export type ChoicesMade = z.output<typeof importChoices>;

/** The same as a file that somebody edits: beside each id it says what that is, and nobody reads it again. */
export const choicesInAFile = z.object({
  organizations: z.array(z.object(organizationChosen.shape)).max(5_000),
  projects: z.array(z.object(projectChosen.shape)).max(5_000),
});
