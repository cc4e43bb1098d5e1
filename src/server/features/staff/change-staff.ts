import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { isSameScope } from '#domain/access/auditor-scope.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { isSameDay, lockAdministrators, setRoles } from '#server/stores/staff/staff-roles.ts';
import {
  changeTitle,
  deactivate,
  findStaff,
  reactivate,
  type StaffMember,
} from '#server/stores/staff/staff.ts';
import { unlockSignIn } from '#server/stores/staff/staff-sign-ins.ts';
import { changeLists, changeSeat } from './change-seat.ts';
import { scopeIn } from './auditor-scope-said.ts';
import { demandLastDay, lastDayIn } from './last-day.ts';

const done = { done: true } as const;
type Named = { staffId: string };

const find = async ({ staffId }: Named, { tx, agencyId }: Visit) => {
  const member = await findStaff(tx, agencyId, staffId);
  if (!member) throw new Refused('not-found');
  return member;
};

async function demandAnotherAdministrator(staffId: string, visit: Visit) {
  const administrators = await lockAdministrators(visit);
  if (administrators.every((one) => one === staffId)) throw new Refused('last-administrator');
}

type Change = InputOf<typeof contract.changeStaff>;

export async function changeStaff(input: Change, visit: Visit) {
  const member = await find(input, visit);
  const { staffId } = input;
  const wanted = await rolesWanted(input, member, visit);
  const { providerClass = member.providerClass, fullName, title } = input;
  if (
    member.fullName !== fullName ||
    member.title !== title ||
    member.providerClass !== providerClass
  )
    await changeTitle(visit, staffId, { fullName, title, providerClass });
  const { mayTakeLists = member.mayTakeLists } = input;
  const lists = await changeLists(visit, member, mayTakeLists);
  if (wanted === null) return { outcome: lists };
  const outcome = await changeSeat(visit, member, {
    kind: 'roles',
    roles: wanted.roles,
    lastDay: wanted.auditorUntil,
    scope: wanted.auditorScope,
    before: {
      roles: member.roles,
      lastDay: member.auditorUntil,
      scope: member.auditorScope,
    },
  });
  if (outcome === 'done') await setRoles(visit, member, wanted);
  return { outcome: lists === 'waiting' ? lists : outcome };
}

/** Which roles are to be theirs, until when and for what; null where all of it stays as it is. */
async function rolesWanted(input: Change, member: StaffMember, visit: Visit) {
  const { staffId, roles } = input;
  const said = lastDayIn(input);
  const auditorUntil = said === undefined ? member.auditorUntil : said;
  const isSame =
    roles.length === member.roles.length && roles.every((role) => member.roles.includes(role));
  const isSameEnd = isSameDay(auditorUntil, member.auditorUntil);
  const auditorScope = await scopeIn(input, member, visit);
  const isAlike = isSame && isSameEnd && isSameScope(auditorScope, member.auditorScope);
  // Whoever is shown the field without a day is asked for one; what was said before is not asked again.
  const isAsked = roles.includes('auditor') && (said === null || !isSame || !isSameEnd);
  if (isAlike && !isAsked) return null;
  if (staffId === visit.actor) throw new Refused('own-roles');
  if (isAsked) await demandLastDay(visit, auditorUntil);
  if (member.roles.includes('administrator') && !roles.includes('administrator'))
    await demandAnotherAdministrator(staffId, visit);
  return { roles, auditorUntil, auditorScope };
}

export async function deactivateStaff(input: Named, visit: Visit) {
  const member = await find(input, visit);
  if (member.staffId === visit.actor) throw new Refused('own-roles');
  if (member.roles.includes('administrator'))
    await demandAnotherAdministrator(member.staffId, visit);
  await deactivate(visit, member.staffId);
  await changeSeat(visit, member, { kind: 'deactivated' });
  return done;
}

export async function reactivateStaff(input: Named, visit: Visit) {
  const member = await find(input, visit);
  await reactivate(visit, member.staffId);
  await changeSeat(visit, member, { kind: 'reactivated' });
  return done;
}

export async function unlockStaff(input: Named, visit: Visit) {
  await unlockSignIn(visit.tx, (await find(input, visit)).staffId);
  return done;
}
