import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { makeRecoveryLink, writeSignInMail } from '#server/stores/recovery.ts';
import { findStaff } from '#server/stores/staff.ts';

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
  const made = await makeRecoveryLink(visit, { staffId, drops: lost === 'everything' });
  if (!made) throw new Refused('sign-in-not-yours');
  await writeSignInMail(visit, staffId, 'link-made');
  return { staffId, ...made };
}
