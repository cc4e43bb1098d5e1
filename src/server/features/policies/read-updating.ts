import type { Visit } from '#server/platform/shell.ts';
import { refusedPrograms } from '#server/stores/policies/refused-rules.ts';
import { updatingPrograms } from '#server/stores/policies/updating-programs.ts';

/** Whoever reads a due date may know that it does not follow the newest rules yet. */
export async function readUpdating(_: object, visit: Visit) {
  return { updating: await updatingPrograms(visit), refused: await refusedPrograms(visit) };
}
