import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { HeldRoles } from '#server/stores/staff-roles.ts';
import { addStaff, findStaff, hasStaffEmail } from '#server/stores/staff.ts';
import { changeSeat } from './change-seat.ts';
import { demandLastDay, lastDayIn } from './last-day.ts';
import { invite, waitingFor } from './let-in.ts';

export async function inviteStaff(person: InputOf<typeof contract.inviteStaff>, visit: Visit) {
  if (await hasStaffEmail(visit.tx, visit.agencyId, person.email))
    throw new Refused('email-on-staff', [
      { path: 'email', message: 'Somebody on the staff has this email address already.' },
    ]);
  const { roles } = person;
  const auditorUntil = lastDayIn(person) ?? null;
  if (roles.includes('auditor')) await demandLastDay(visit, auditorUntil);
  const staffId = await addStaff(visit, { ...person, auditorUntil });
  return inviteOrWait({ staffId, roles, auditorUntil }, visit);
}

/** A new link is a new way in: it takes as many people as the first one. */
export async function renewInvitation({ staffId }: { staffId: string }, visit: Visit) {
  const member = await findStaff(visit.tx, visit.agencyId, staffId);
  if (!member) throw new Refused('not-found');
  if (member.hasSignIn) throw new Refused('has-sign-in');
  if (member.deactivatedAt) throw new Refused('is-deactivated');
  return inviteOrWait(member, visit);
}

async function inviteOrWait(member: HeldRoles & { staffId: string }, visit: Visit) {
  const { staffId, roles, auditorUntil: lastDay } = member;
  const state = await changeSeat(visit, member, { kind: 'invited', roles, lastDay });
  return state === 'waiting' ? waitingFor(staffId) : invite(visit, staffId);
}
