import { opensRecords, type StaffAct } from '#domain/access/second-person.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  hasSecondPerson,
  recordStaffChange,
  seatOpensClass,
} from '#server/stores/staff/staff-changes.ts';
import { setMayTakeLists, type StaffMember } from '#server/stores/staff/staff.ts';
import { tellOfStaffChange } from './tell-of-staff-change.ts';

type Concerned = Pick<StaffMember, 'staffId' | 'roles'>;

/** Writes the act down, tells the others, and answers whether it is done now or waits for a second person. */
export async function changeSeat(
  visit: Visit,
  member: Concerned,
  act: StaffAct,
): Promise<'done' | 'waiting'> {
  const waits = (await opens(visit, member, act)) && (await hasSecondPerson(visit, member.staffId));
  const state = waits ? 'waiting' : 'done';
  visit.touch(member.staffId, await recordStaffChange(visit, member.staffId, { act, state }));
  await tellOfStaffChange(visit, member.staffId);
  return state;
}

/** Giving it waits for a second person where there is one; taking it back is at once. */
export async function changeLists(
  visit: Visit,
  member: Concerned & Pick<StaffMember, 'mayTakeLists'>,
  wanted: boolean,
): Promise<'done' | 'waiting'> {
  if (wanted === member.mayTakeLists) return 'done';
  if (member.staffId === visit.actor) throw new Refused('own-roles');
  const kind = wanted ? 'lists-given' : 'lists-withdrawn';
  const state = await changeSeat(visit, member, { kind });
  if (state === 'done') await setMayTakeLists(visit, member.staffId, wanted);
  return state;
}

async function opens(visit: Visit, { roles }: Concerned, act: StaffAct): Promise<boolean> {
  switch (act.kind) {
    case 'invited':
      return opensRecords(act.roles);
    case 'roles':
      return opensRecords(act.roles.filter((role) => !act.before.roles.includes(role)));
    case 'joined-team':
      return seatOpensClass(visit, act.teamId, act.teamRole);
    case 'recovered':
      return opensRecords(roles) && (act.dropsSecondFactor || visit.shell.mailer === undefined);
    case 'lists-given':
      return true;
    case 'left-team':
    case 'deactivated':
    case 'reactivated':
    case 'lists-withdrawn':
      return false;
  }
}
