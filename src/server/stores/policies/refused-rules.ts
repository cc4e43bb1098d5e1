import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import { loadPolicy } from '#server/platform/load-policy.ts';
import type { Visit } from '#server/platform/shell.ts';
import { digestOfDocument, isAsPublished } from '#server/stores/policy-digest.ts';
import { programNamesOf } from '#server/stores/clock/obligations-programs.ts';

/** A letter for each administrator who was not told of these yet, by a job that enters as its reader. Answers how many. */
export async function askToTellRefused(
  tx: Tx,
  refused: readonly { programId: string; version: number }[],
): Promise<number> {
  const programs = refused.map(({ programId }) => programId);
  const versions = refused.map(({ version }) => version);
  const { rows } = await sql<{ asked: number }>`
    select auth.ask_to_tell_refused(${programs}::uuid[], ${versions}::integer[], 'write-refused-rules-letter') as asked`.execute(
    tx,
  );
  return rows[0]?.asked ?? 0;
}

/** The published versions that are refused, of the programs that the asker may know of. */
export async function refusedPrograms(visit: Pick<Visit, 'tx' | 'agencyId' | 'at'>) {
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
