import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  changeTitle,
  deactivate,
  findStaff,
  lockAdministrators,
  reactivate,
  setRoles,
} from '#server/stores/staff.ts';
import { unlockSignIn } from '#server/stores/staff-sign-ins.ts';
import { changeSeat } from './change-seat.ts';

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

export async function changeStaff(input: InputOf<typeof contract.changeStaff>, visit: Visit) {
  const member = await find(input, visit);
  const { staffId, roles } = input;
  const isSame =
    roles.length === member.roles.length && roles.every((role) => member.roles.includes(role));
  if (!isSame) {
    if (staffId === visit.actor) throw new Refused('own-roles');
    if (member.roles.includes('administrator') && !roles.includes('administrator'))
      await demandAnotherAdministrator(staffId, visit);
  }
  const { providerClass = member.providerClass, fullName, title } = input;
  if (
    member.fullName !== fullName ||
    member.title !== title ||
    member.providerClass !== providerClass
  )
    await changeTitle(visit, staffId, { fullName, title, providerClass });
  if (isSame) return { outcome: 'done' } as const;
  const outcome = await changeSeat(visit, member, { kind: 'roles', roles, before: member.roles });
  if (outcome === 'done') await setRoles(visit, member, roles);
  return { outcome };
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
