import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { HeldRoles } from '#server/stores/staff/staff-roles.ts';
import { addStaff, findStaff, giveEmail, hasStaffEmail } from '#server/stores/staff/staff.ts';
import { changeLists, changeSeat } from './change-seat.ts';
import { scopeIn } from './auditor-scope-said.ts';
import { demandLastDay, lastDayIn } from './last-day.ts';
import { invite, waitingFor } from './let-in.ts';

export async function inviteStaff(person: InputOf<typeof contract.inviteStaff>, visit: Visit) {
  await demandFree(visit, person.email);
  const { roles } = person;
  const auditorUntil = lastDayIn(person) ?? null;
  if (roles.includes('auditor')) await demandLastDay(visit, auditorUntil);
  const auditorScope = await scopeIn(person, null, visit);
  const staffId = await addStaff(visit, { ...person, auditorUntil, auditorScope });
  const way = await inviteOrWait({ staffId, roles, auditorUntil, auditorScope }, visit);
  await changeLists(visit, { staffId, roles, mayTakeLists: false }, person.mayTakeLists);
  return way;
}

/** A new link is a new way in: it takes as many people as the first one. */
export async function renewInvitation(
  { staffId, email }: InputOf<typeof contract.renewInvitation>,
  visit: Visit,
) {
  const member = await findStaff(visit.tx, visit.agencyId, staffId);
  if (!member) throw new Refused('not-found');
  if (member.hasSignIn) throw new Refused('has-sign-in');
  if (member.deactivatedAt) throw new Refused('is-deactivated');
  if (email === undefined && member.email === '')
    throw badInput('email', 'Give their work email: they sign in with it.');
  if (email !== undefined && email.toLowerCase() !== member.email.toLowerCase()) {
    await demandFree(visit, email);
    await giveEmail(visit, staffId, email);
  }
  return inviteOrWait(member, visit);
}

async function demandFree({ tx, agencyId }: Visit, email: string) {
  if (await hasStaffEmail(tx, agencyId, email))
    throw new Refused('email-on-staff', [
      { path: 'email', message: 'Somebody on the staff has this email address already.' },
    ]);
}

async function inviteOrWait(member: HeldRoles & { staffId: string }, visit: Visit) {
  const { staffId, roles, auditorUntil: lastDay, auditorScope: scope } = member;
  const state = await changeSeat(visit, member, { kind: 'invited', roles, lastDay, scope });
  return state === 'waiting' ? waitingFor(staffId) : invite(visit, staffId);
}
