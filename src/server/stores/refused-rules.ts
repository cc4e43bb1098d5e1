import { loadPolicy } from '#server/platform/load-policy.ts';
import type { Visit } from '#server/platform/shell.ts';
import { digestOfDocument, isAsPublished } from './policy-digest.ts';
import { programNamesOf } from './obligations-programs.ts';

/** The published versions that are refused, of the programs that the asker may know of. */
export async function refusedPrograms(visit: Visit) {
  const rows = await visit.tx
    .selectFrom('program_policy')
    .select(['program_id', 'version', 'document'])
    .select(isAsPublished)
    .where('agency_id', '=', visit.agencyId)
    .where('status', '=', 'active')
    .where('published_digest', 'is distinct from', digestOfDocument)
    .orderBy('version')
    .execute();
  const refused = rows.filter((row) => loadPolicy(row.document, row).refused.length > 0);
  const programs = await programNamesOf(visit, [...new Set(refused.map((row) => row.program_id))]);
  return refused.flatMap(({ program_id: programId, version }) => {
    const program = programs.get(programId);
    return program === undefined ? [] : [{ programId, programName: program.name, version }];
  });
}
