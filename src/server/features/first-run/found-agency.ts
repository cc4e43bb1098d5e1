import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/first-run.ts';
import type { Session } from '#contract/session.ts';
import { beginSession, deviceOf } from '#server/platform/begin-session.ts';
import { newId } from '#server/platform/ids.ts';
import type { Outside } from '#server/platform/public-route.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import {
  forgetUnfounded,
  foundAgency as found,
  isFoundingCodeOpen,
  removeUser,
} from '#server/platform/sign-in/joining.ts';
import { passwordFlaw } from '#server/platform/sign-in/password-flaw.ts';
import { register } from '#server/platform/sign-in/ways-in.ts';

export async function checkFoundingCode(code: string, { shell }: Outside) {
  if (!(await isFoundingCodeOpen(shell.signIn, hashToken(code))))
    throw new Refused('founding-code-over');
  return { isOpen: true } as const;
}

/** The code is used up with the agency itself; where that fails, the sign-in just made is taken back. */
export async function foundAgency(
  input: InputOf<typeof contract.foundAgency>,
  outside: Outside,
): Promise<Session> {
  const { shell } = outside;
  const { code, agencyName, email, fullName, password } = input;
  await checkFoundingCode(code, outside);
  const flaw = passwordFlaw(password, { email, fullName });
  if (flaw) throw badInput('password', flaw);

  await forgetUnfounded(shell.signIn, hashToken(code), email);
  const device = deviceOf(outside);
  const { token, userId } = await register(shell.signIn, { email, fullName, password, device });
  const now = Temporal.Now.instant();
  const agency = {
    agencyId: newId(now),
    name: agencyName,
    neutralName: input.neutralName,
    contactPhone: input.contactPhone,
    timeZone: input.timeZone,
    isSample: shell.isSample,
    staffId: newId(now),
    versionId: newId(now),
    userId,
    email,
    fullName,
    title: input.title,
  };
  if (!(await found(shell.signIn, hashToken(code), agency))) {
    await removeUser(shell.signIn, userId);
    throw new Refused('founding-code-over');
  }
  return beginSession(outside, token, 'found the agency');
}
