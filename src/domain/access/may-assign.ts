import type { Role } from './abilities.ts';

type Asker = { actor: string; roles: readonly Role[]; supervisedProgramIds: readonly string[] };
type Case = { managerIds: readonly string[]; overseeingIds: readonly string[] };

/** Whoever has a case reads what nobody else may: so a colleague cannot make themself one, also where nobody has it. */
export const mayAssign = (
  { actor, roles, supervisedProgramIds }: Asker,
  { managerIds, overseeingIds }: Case,
): boolean =>
  managerIds.includes(actor) ||
  roles.includes('administrator') ||
  overseeingIds.some((id) => supervisedProgramIds.includes(id));
