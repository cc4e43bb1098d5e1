import type { ProjectChoice } from '#contract/import-choices.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { importProgram, type ImportProgram } from '#server/stores/imports/import-people.ts';
import { allRefsOf, saveRefs } from '#server/stores/imports/import-refs.ts';
import { addProgram } from '#server/stores/enrollments/programs.ts';
import type { Preview } from './held-imports.ts';
import { inBatches } from './in-batches.ts';

/** Makes the programs that were chosen, and answers into which one the enrollments of each project go. */
export async function writePrograms({
  visit,
  preview,
}: {
  visit: Visit;
  preview: Preview;
}): Promise<ReadonlyMap<string, ImportProgram>> {
  const choices = new Map(preview.choices.projects.map(({ id, becomes }) => [id, becomes]));
  const made = new Map<string, string>();
  const linked = await allRefsOf(visit, 'project');
  await inBatches(preview.plan.programs(), async (batch) => {
    const projects: { externalId: string; fingerprint: string; id: string }[] = [];
    for (const { externalId, fingerprint } of batch) {
      const id = linked.get(externalId) ?? (await chosen(visit, choices.get(externalId), made));
      if (id === null) continue;
      linked.set(externalId, id);
      projects.push({ externalId, fingerprint, id });
    }
    await saveRefs(visit, 'project', projects);
  });
  const programs = new Map<string, ImportProgram>();
  const known = new Map<string, ImportProgram>();
  for (const [projectId, programId] of linked) {
    const program = known.get(programId) ?? (await importProgram(visit, programId));
    known.set(programId, program);
    programs.set(projectId, program);
  }
  return programs;
}

/** Two projects that were given the same name become one program. */
async function chosen(
  visit: Visit,
  becomes: ProjectChoice | undefined,
  made: Map<string, string>,
): Promise<string | null> {
  if (!becomes || becomes.kind === 'leave-out') return null;
  if (becomes.kind === 'existing') return becomes.programId;
  const key = becomes.name.toLowerCase();
  const before = made.get(key);
  if (before) return before;
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const goLiveOn = Temporal.PlainDate.from(becomes.goLiveOn);
  const programId = await addProgram(visit, { ...becomes, timeZone, goLiveOn });
  made.set(key, programId);
  visit.touch(programId);
  return programId;
}
