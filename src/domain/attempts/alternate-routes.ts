import type { OutsideRef } from '#domain/people.ts';
import { isSamePerson } from '#domain/people.ts';

export type Reachable = {
  person: OutsideRef;
  name: string;
  about: string;
  isOnCareTeam: boolean;
  isManagedCarePlan: boolean;
};

export type Route =
  | { kind: 'person'; reachable: Reachable; because: 'care-team' | 'managed-care-plan' }
  | { kind: 'email' };

type Tried = { to: OutsideRef; channel: string; emailCounts: boolean };

const mostContacts = 3;
const mostPlans = 2;

/**
 * Where else to ask: others of the client's own team, the managed care plan, and mail where the program counts a conference
 * by mail. Whoever was just asked is not offered again.
 */
export function alternateRoutes(
  { to, channel, emailCounts }: Tried,
  known: readonly Reachable[],
): Route[] {
  const others = known.filter(({ person }) => !isSamePerson(person, to));
  const contacts = others.filter(
    ({ isOnCareTeam, isManagedCarePlan, person }) =>
      isOnCareTeam && !isManagedCarePlan && person.kind !== 'client',
  );
  const plans = others
    .filter(({ isManagedCarePlan }) => isManagedCarePlan)
    .toSorted((one, other) => Number(other.isOnCareTeam) - Number(one.isOnCareTeam));
  const asked = (reachable: Reachable, because: 'care-team' | 'managed-care-plan'): Route => ({
    kind: 'person',
    reachable,
    because,
  });
  return [
    ...contacts.slice(0, mostContacts).map((each) => asked(each, 'care-team')),
    ...plans.slice(0, mostPlans).map((each) => asked(each, 'managed-care-plan')),
    ...(emailCounts && channel !== 'email' ? [{ kind: 'email' } as const] : []),
  ];
}
