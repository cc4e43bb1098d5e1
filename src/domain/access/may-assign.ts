import type { Role } from './abilities.ts';

type Asker = { actor: string; roles: readonly Role[]; supervisedProgramIds: readonly string[] };
type Case = { managerIds: readonly string[]; programIds: readonly string[] };

/** The worker of a case reads what nobody else may: so a colleague cannot make themself one, unless nobody is. */
export const mayAssign = (
  { actor, roles, supervisedProgramIds }: Asker,
  { managerIds, programIds }: Case,
): boolean =>
  managerIds.length === 0 ||
  managerIds.includes(actor) ||
  roles.includes('administrator') ||
  programIds.some((id) => supervisedProgramIds.includes(id));
