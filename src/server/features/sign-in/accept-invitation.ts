import type { Outside } from '#server/platform/public-route.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import { hashToken, isSecure, sessionHash } from '#server/platform/session-cookie.ts';
import type { Shell } from '#server/platform/shell.ts';
import {
  findInvitation,
  hasSignIn,
  linkUser,
  removeUser,
  type Invitation,
} from '#server/platform/sign-in/joining.ts';
import { passwordFlaw } from '#server/platform/sign-in/password-flaw.ts';
import { agenciesOf, chooseAgency, describeSession } from '#server/platform/sign-in/sessions.ts';
import { register } from '#server/platform/sign-in/ways-in.ts';
import { beginSession, deviceOf, noteInAudit } from '#server/platform/begin-session.ts';
import { sessionWords } from '#server/platform/sign-in/session-words.ts';

const open = async ({ signIn }: Shell, code: string): Promise<Invitation> => {
  const found = await findInvitation(signIn, hashToken(code));
  if (!found) throw new Refused('invitation-over');
  return found;
};

export async function readInvitation(code: string, { shell }: Outside) {
  const { agencyName, fullName, email } = await open(shell, code);
  return { agencyName, fullName, email, hasSignIn: await hasSignIn(shell.signIn, email) };
}

/** A new person sets a password; whoever has a sign-in already must be signed in, second step included. */
export async function acceptInvitation(
  { code, password }: { code: string; password?: string | undefined },
  outside: Outside,
) {
  const invitation = await open(outside.shell, code);
  return (await hasSignIn(outside.shell.signIn, invitation.email))
    ? acceptAsSignedIn(code, invitation, outside)
    : acceptAsNew({ code, password: password ?? '' }, invitation, outside);
}

async function acceptAsNew(
  { code, password }: { code: string; password: string },
  invitation: Invitation,
  outside: Outside,
) {
  const { signIn } = outside.shell;
  const { email, fullName } = invitation;
  const flaw = passwordFlaw(password, { email, fullName });
  if (flaw) throw badInput('password', flaw);
  const device = deviceOf(outside);
  const { token, userId } = await register(signIn, { email, fullName, password, device });
  const isLinked = await linkUser(signIn, invitation, { userId, codeHash: hashToken(code) });
  if (!isLinked) {
    await removeUser(signIn, userId);
    throw new Refused('invitation-over');
  }
  return beginSession(outside, token, 'accept an invitation');
}

async function acceptAsSignedIn(code: string, invitation: Invitation, { c, shell }: Outside) {
  const tokenHash = sessionHash(c, isSecure(shell));
  const session = await describeSession(shell.signIn, tokenHash);
  if (!session || !tokenHash) throw new Refused('sign-in-exists');
  if (session.chosen?.locked) throw new Refused('session-locked');
  if (session.email !== invitation.email.toLowerCase()) throw new Refused('other-person');
  const { userId } = session;
  const agencies = await agenciesOf(shell.signIn, userId);
  if (agencies.some(({ agencyId }) => agencyId === invitation.agencyId))
    throw new Refused('already-on-staff');
  const isLinked = await linkUser(shell.signIn, invitation, { userId, codeHash: hashToken(code) });
  if (!isLinked) throw new Refused('invitation-over');
  await chooseAgency(shell.signIn, tokenHash, invitation.agencyId);
  await noteInAudit(shell, tokenHash, 'accept an invitation');
  return sessionWords(shell, tokenHash);
}
