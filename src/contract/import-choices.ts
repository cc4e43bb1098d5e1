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

const leaveOut = z.strictObject({ kind: z.literal('leave-out') });
const existing = z.strictObject({
  kind: z.literal('existing'),
  programId: z.uuid('Choose one of your programs.'),
});
/** What being enrolled in it reveals by itself. */
const programClass = z.enum(programClasses).default('general');

const newProgram = z.strictObject({
  kind: z.literal('new'),
  name: aName('Enter a name for the program.').max(120),
  preset: z.enum(presetIds, 'Choose the rules that the program follows.'),
  goLiveOn: day('Enter the first day on which duties count as news.'),
  class: programClass,
});

/** As it stands while somebody types: which rules a new program follows nobody chooses by passing over it. */
const programDraft = z.strictObject({
  kind: z.literal('new'),
  name: z.string().max(500, 'Keep it to 120 characters.'),
  preset: z.enum(presetIds).nullable(),
  goLiveOn: z.union([z.literal(''), z.iso.date()], 'Enter the whole date.'),
  class: programClass,
});

const projectChoice = z.discriminatedUnion('kind', [leaveOut, existing, newProgram]);
export type ProjectChoice = z.output<typeof projectChoice>;
const projectDraft = z.discriminatedUnion('kind', [leaveOut, existing, programDraft]);
export type ProjectDraft = z.output<typeof projectDraft>;

const organizationChosen = z.strictObject({ id: externalId, choice: z.enum(organizationChoices) });
const projectChosen = z.strictObject({ id: externalId, becomes: projectChoice });
const projectDrafted = z.strictObject({ id: externalId, becomes: projectDraft });

const most = 5_000;

/** What becomes of each organization and project of the file; what is not named is left out. */
export const importChoices = z.object({
  organizations: z.array(organizationChosen).max(most),
  projects: z.array(projectChosen).max(most),
});
export type ChoicesMade = z.output<typeof importChoices>;

/** The same while it is being made: nothing of it need be right yet. */
export const choicesDraft = z.object({
  organizations: z.array(organizationChosen).max(most),
  projects: z.array(projectDrafted).max(most),
});
export type ChoicesDraft = z.output<typeof choicesDraft>;

/** The same as a file that somebody edits: beside each id it says what that is, and nobody reads it again. */
export const choicesInAFile = z.object({
  organizations: z.array(z.object(organizationChosen.shape)).max(most),
  projects: z.array(z.object(projectChosen.shape)).max(most),
});
