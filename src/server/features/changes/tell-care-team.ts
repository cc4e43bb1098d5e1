import type { ChangeKind } from '#domain/policy-clock/significant-changes.ts';
import type { Visit } from '#server/platform/shell.ts';
import { tellDocumentReady } from '#server/stores/staff/alerts.ts';
import { staffToTell } from '#server/stores/staff/staff-to-tell.ts';

type Told = { changeEventId: string; severity: ChangeKind['severity'] };

/**
 * A neutral mail at once to those of the care team who may read the change, and in a crisis to the programs' supervisors too.
 * It says that something is there to read, never what, of whom or how urgent. Answers how many were written to.
 */
export async function tellCareTeam(
  visit: Visit,
  { changeEventId, severity }: Told,
): Promise<number> {
  const told = (await staffToTell(visit, changeEventId)).filter(
    ({ isOnTeam }) => isOnTeam || severity === 'crisis',
  );
  if (told.length === 0) return 0;
  return tellDocumentReady(visit, new Set(told.map(({ staffId }) => staffId)), '/');
}
