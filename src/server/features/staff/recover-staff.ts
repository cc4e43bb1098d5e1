import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { isSignInOfOne } from '#server/stores/staff/recovery.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { changeSeat } from './change-seat.ts';
import { helpIn, waitingFor } from './let-in.ts';

/** The person hears of it by mail at once: a link that they did not ask for is a colleague at their door. */
export async function recoverStaff(
  { staffId, lost }: InputOf<typeof contract.recoverStaff>,
  visit: Visit,
) {
  const member = await findStaff(visit.tx, visit.agencyId, staffId);
  if (!member) throw new Refused('not-found');
  if (staffId === visit.actor) throw new Refused('own-recovery');
  if (member.deactivatedAt) throw new Refused('is-deactivated');
  if (!member.hasSignIn) throw new Refused('no-sign-in-yet');
  if (!(await isSignInOfOne(visit, staffId))) throw new Refused('sign-in-not-yours');
  const drops = lost === 'everything';
  const state = await changeSeat(visit, member, { kind: 'recovered', dropsSecondFactor: drops });
  // Whoever could have been the second person is the one it is about: their seat is not handed to a colleague.
  const couldConfirm = member.roles.some((r) => r === 'administrator' || r === 'supervisor');
  if (state !== 'waiting' && couldConfirm && visit.shell.mailer === undefined)
    throw new Refused('recover-on-the-machine');
  return state === 'waiting' ? waitingFor(staffId) : helpIn(visit, { staffId, drops });
}
