import type { Scope } from '#contract/today.ts';
import type { Visit } from '#server/platform/shell.ts';

/** Which views show a person anything: their own caseload, their teams', and all that they answer for. */
export function scopesOf({ roles, teamIds }: Pick<Visit, 'roles' | 'teamIds'>): Scope[] {
  const worksCases = roles.includes('case-manager') || roles.includes('supervisor');
  const answersForAll = roles.includes('supervisor') || roles.includes('administrator');
  return [
    ...(worksCases ? (['mine'] as const) : []),
    ...(worksCases && teamIds.length > 0 ? (['team'] as const) : []),
    ...(answersForAll ? (['all'] as const) : []),
  ];
}

/** What was asked for, or what the person's role begins with. */
export function scopeOf(asked: Scope | undefined, visit: Pick<Visit, 'roles' | 'teamIds'>): Scope {
  if (asked !== undefined) return asked;
  const offered = scopesOf(visit);
  return visit.roles.includes('case-manager') ? 'mine' : (offered.at(-1) ?? 'mine');
}
