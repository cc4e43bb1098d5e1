import type { Visit } from '#server/platform/shell.ts';
import type { StoredStatement } from '#server/stores/disclosures/statements.ts';

type Asking = Pick<Visit, 'actor' | 'supervisedProgramIds'>;

/** Who manages the case gives it; that it was a mistake is for the program's supervisor to say, and never of what they told themselves. */
export const mayDrop = (
  { programId, heardIn, madeBy }: StoredStatement,
  { actor, supervisedProgramIds }: Asking,
): boolean => supervisedProgramIds.includes(programId) && (heardIn !== null || madeBy !== actor);
