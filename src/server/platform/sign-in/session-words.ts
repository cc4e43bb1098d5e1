import { abilitiesOf } from '#domain/access/abilities.ts';
import { clientWord } from '#domain/program-policy/client-word.ts';
import type { Session } from '#contract/session.ts';
import { agenciesOf, describeSession, hasAgency } from './sessions.ts';
import type { SignIn } from './sign-in.ts';

const nobody = {
  person: null,
  agency: null,
  roles: [],
  abilities: [],
  mayTakeLists: false,
  agencies: [],
};

/** What a browser may know of its session. A locked one keeps its person's name, so that they can unlock it. */
export async function sessionWords(
  { signIn, isSample }: { signIn: SignIn; isSample: boolean },
  tokenHash: string | undefined,
): Promise<Session> {
  const here = { isFirstRun: !(await hasAgency(signIn)), isSample };
  const found = await describeSession(signIn, tokenHash);
  if (!found) return { state: 'signed-out', ...here, ...nobody };
  const agencies = await agenciesOf(signIn, found.userId);
  const { chosen } = found;
  if (!chosen) return { state: 'choose-agency', ...here, ...nobody, agencies };
  const { staffId, fullName, title, email, agencyId, agencyName, timeZone } = chosen;
  return {
    state: chosen.locked ? 'locked' : 'signed-in',
    ...here,
    person: { staffId, fullName, title, email },
    agency: {
      agencyId,
      name: agencyName,
      timeZone,
      isSample: chosen.isSample,
      clientWord: clientWord(chosen.clientWords.map((client) => ({ client }))),
    },
    roles: chosen.roles,
    abilities: [...abilitiesOf(chosen.roles)],
    mayTakeLists: chosen.mayTakeLists,
    agencies,
  };
}
