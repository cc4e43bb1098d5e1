import {
  choicesDraft,
  importChoices,
  type ChoicesDraft,
  type ChoicesMade,
} from '#contract/import-choices.ts';
import type { Visit } from '#server/platform/shell.ts';
import { allRefsOf } from '#server/stores/imports/import-refs.ts';
import { lastChoices } from '#server/stores/imports/import-runs.ts';

export const noChoices: ChoicesMade = { organizations: [], projects: [] };

/**
 * What is chosen for the file that is open. Nobody chooses twice: where its own choices are still to come, those hold that
 * were made for a file that was lost, or else those of the last import.
 */
export async function choicesSoFar(visit: Visit): Promise<ChoicesDraft> {
  const read = choicesDraft.safeParse(await lastChoices(visit.tx, visit.agencyId, 'any'));
  return read.success ? knowingPrograms(visit, read.data) : noChoices;
}

/** A newer export of the same HMIS is usually treated as the last one was; what somebody has only begun to choose is not used by itself. */
export async function choicesUsedLast(visit: Visit): Promise<ChoicesMade> {
  const read = importChoices.safeParse(await lastChoices(visit.tx, visit.agencyId, 'written'));
  return read.success ? knowingPrograms(visit, read.data) : noChoices;
}

type Existing = { kind: 'existing'; programId: string };

/** What was a new program for an import that was written is that program now. */
async function knowingPrograms<Project extends { id: string; becomes: { kind: string } }, Rest>(
  visit: Visit,
  choices: Rest & { projects: readonly Project[] },
) {
  const linked = await allRefsOf(visit, 'project');
  return {
    ...choices,
    projects: choices.projects.map((project): Project | { id: string; becomes: Existing } => {
      const programId = linked.get(project.id);
      return project.becomes.kind === 'new' && programId !== undefined
        ? { id: project.id, becomes: { kind: 'existing', programId } }
        : project;
    }),
  };
}
