import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { newCode } from '#server/platform/one-time-code.ts';
import { Refused } from '#server/platform/refused.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import type { Visit } from '#server/platform/shell.ts';
import { recordInvitation } from '#server/stores/staff-sign-ins.ts';
import { addStaff, findStaff, hasStaffEmail } from '#server/stores/staff.ts';

export async function inviteStaff(person: InputOf<typeof contract.inviteStaff>, visit: Visit) {
  if (await hasStaffEmail(visit.tx, visit.agencyId, person.email))
    throw new Refused('email-on-staff', [
      { path: 'email', message: 'Somebody on the staff has this email address already.' },
    ]);
  return makeLink(await addStaff(visit, person), visit);
}

export async function renewInvitation({ staffId }: { staffId: string }, visit: Visit) {
  const member = await findStaff(visit.tx, visit.agencyId, staffId);
  if (!member) throw new Refused('not-found');
  if (member.hasSignIn) throw new Refused('has-sign-in');
  if (member.deactivatedAt) throw new Refused('is-deactivated');
  return makeLink(staffId, visit);
}

/** Only the code's hash is kept. It travels behind the #, which no server and no log ever sees. */
async function makeLink(staffId: string, { tx, shell, touch }: Visit) {
  const code = newCode();
  const expiresAt = await recordInvitation(tx, staffId, hashToken(code));
  touch(staffId);
  return {
    staffId,
    link: `${shell.publicOrigin}/accept#${code}`,
    expiresAt: expiresAt.toString(),
  };
}
