import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addStaff, findStaff, hasStaffEmail, type StaffMember } from '#server/stores/staff.ts';
import { changeSeat } from './change-seat.ts';
import { invite, waitingFor } from './let-in.ts';

export async function inviteStaff(person: InputOf<typeof contract.inviteStaff>, visit: Visit) {
  if (await hasStaffEmail(visit.tx, visit.agencyId, person.email))
    throw new Refused('email-on-staff', [
      { path: 'email', message: 'Somebody on the staff has this email address already.' },
    ]);
  const staffId = await addStaff(visit, person);
  return inviteOrWait({ staffId, roles: person.roles }, visit);
}

/** A new link is a new way in: it takes as many people as the first one. */
export async function renewInvitation({ staffId }: { staffId: string }, visit: Visit) {
  const member = await findStaff(visit.tx, visit.agencyId, staffId);
  if (!member) throw new Refused('not-found');
  if (member.hasSignIn) throw new Refused('has-sign-in');
  if (member.deactivatedAt) throw new Refused('is-deactivated');
  return inviteOrWait(member, visit);
}

async function inviteOrWait(member: Pick<StaffMember, 'staffId' | 'roles'>, visit: Visit) {
  const { staffId, roles } = member;
  const state = await changeSeat(visit, member, { kind: 'invited', roles });
  return state === 'waiting' ? waitingFor(staffId) : invite(visit, staffId);
}
