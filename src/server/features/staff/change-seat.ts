import { opensRecords, type StaffAct } from '#domain/access/second-person.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  hasSecondPerson,
  recordStaffChange,
  seatOpensClass,
} from '#server/stores/staff/staff-changes.ts';
import type { StaffMember } from '#server/stores/staff/staff.ts';
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
    case 'left-team':
    case 'deactivated':
    case 'reactivated':
      return false;
  }
}
