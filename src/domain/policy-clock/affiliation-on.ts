import { dateKey } from '#domain/program-policy/date-key.ts';
import type { ConferenceDefinition } from '#domain/program-policy/program-policy.ts';
import type { Affiliation } from './facts.ts';

/** Somebody's place in a program of this agency; the last day counts. */
export type Membership = {
  programId: string;
  role: string;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate | null;
};

type Where = {
  programId: string;
  definition: Pick<ConferenceDefinition, 'teamRoles'>;
  on: Temporal.PlainDate;
};

/** What one of the agency's own staff is to a program's team on that date. */
export function staffAffiliationOn(
  memberships: readonly Membership[],
  { programId, definition, on }: Where,
): Extract<Affiliation, 'team' | 'internal_other'> {
  const day = dateKey(on);
  const isTeam = memberships.some(
    (membership) =>
      membership.programId === programId &&
      dateKey(membership.from) <= day &&
      (membership.to === null || day <= dateKey(membership.to)) &&
      (definition.teamRoles.length === 0 || definition.teamRoles.includes(membership.role)),
  );
  return isTeam ? 'team' : 'internal_other';
}
