import * as contract from '#contract/staff.ts';
import { route } from '#server/platform/route.ts';
import { changeStaff, deactivateStaff, reactivateStaff, unlockStaff } from './change-staff.ts';
import { inviteStaff, renewInvitation } from './invite-staff.ts';
import { joinTeam, leaveTeam } from './join-team.ts';
import { recoverStaff } from './recover-staff.ts';
import { listStaff } from './list-staff.ts';
import { listStaffChanges } from './list-staff-changes.ts';
import { confirmStaffChange, refuseStaffChange } from './settle-staff-change.ts';

const rights = { needs: 'staff:manage', purpose: 'administration' } as const;
const second = { needs: 'staff:confirm', purpose: 'administration' } as const;

export const staffRoutes = [
  route(contract.listStaff, rights, (_input, visit) => listStaff(visit)),
  route(contract.inviteStaff, rights, inviteStaff),
  route(contract.renewInvitation, rights, renewInvitation),
  route(contract.changeStaff, rights, changeStaff),
  route(contract.deactivateStaff, rights, deactivateStaff),
  route(contract.reactivateStaff, rights, reactivateStaff),
  route(contract.unlockStaff, rights, unlockStaff),
  route(contract.recoverStaff, rights, recoverStaff),
  route(contract.joinTeam, rights, joinTeam),
  route(contract.leaveTeam, rights, leaveTeam),
  route(contract.listStaffChanges, second, listStaffChanges),
  route(contract.confirmStaffChange, second, confirmStaffChange),
  route(contract.refuseStaffChange, second, refuseStaffChange),
];
