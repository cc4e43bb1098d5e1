import type { Visit } from '#server/platform/shell.ts';
import { auditedOnly } from '#server/stores/audit/audited-programs.ts';

/** Whether the asker answers for a program, or audits it: as row security has it for lists and their rows. */
export async function looksBackOn(visit: Visit): Promise<(programId: string) => boolean> {
  const { roles, supervisedProgramIds } = visit;
  const only = await auditedOnly(visit);
  if (roles.includes('administrator') || (roles.includes('auditor') && only === null))
    return () => true;
  const mine = new Set([
    ...supervisedProgramIds,
    ...(only ?? []).map(({ programId }) => programId),
  ]);
  return (programId) => mine.has(programId);
}
