import type { Role } from '#domain/access/abilities.ts';

type Scope = 'mine' | 'team' | 'all';

/** A case manager begins with their own caseload, a supervisor with all that they answer for. */
export const ownOrAll = (asked: Scope | undefined, roles: readonly Role[]): Scope =>
  asked ?? (roles.includes('case-manager') ? 'mine' : 'all');
