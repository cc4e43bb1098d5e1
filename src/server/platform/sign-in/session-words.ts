import { abilitiesOf } from '#domain/access/abilities.ts';
import type { Session } from '#contract/session.ts';
import { agenciesOf, describeSession, hasAgency } from './sessions.ts';
import type { SignIn } from './sign-in.ts';

const nobody = { person: null, agency: null, roles: [], abilities: [], agencies: [] };

/** What a browser may know of its session. A locked one keeps its person's name, so that they can unlock it. */
export async function sessionWords(
  { signIn }: { signIn: SignIn },
  tokenHash: string | undefined,
): Promise<Session> {
  const isFirstRun = !(await hasAgency(signIn));
  const found = await describeSession(signIn, tokenHash);
  if (!found) return { state: 'signed-out', isFirstRun, ...nobody };
  const agencies = await agenciesOf(signIn, found.userId);
  const { chosen } = found;
  if (!chosen) return { state: 'choose-agency', isFirstRun, ...nobody, agencies };
  const { staffId, fullName, title, email, agencyId, agencyName, timeZone, isSample } = chosen;
  return {
    state: chosen.locked ? 'locked' : 'signed-in',
    isFirstRun,
    person: { staffId, fullName, title, email },
    agency: { agencyId, name: agencyName, timeZone, isSample },
    roles: chosen.roles,
    abilities: [...abilitiesOf(chosen.roles)],
    agencies,
  };
}
