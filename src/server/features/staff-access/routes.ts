import * as contract from '#contract/staff-access.ts';
import { route } from '#server/platform/route.ts';
import {
  authorizeTitle,
  changeClassRule,
  recordTraining,
  removeTitle,
  withdrawTraining,
} from './keep-staff-access.ts';
import { readOwnAccess, readStaffAccess } from './read-staff-access.ts';

const rights = { needs: 'staff:manage', purpose: 'administration' } as const;

export const staffAccessRoutes = [
  route(contract.readStaffAccess, rights, (_input, visit) => readStaffAccess(visit)),
  route(contract.changeClassRule, rights, changeClassRule),
  route(contract.authorizeTitle, rights, authorizeTitle),
  route(contract.removeTitle, rights, removeTitle),
  route(contract.recordTraining, rights, recordTraining),
  route(contract.withdrawTraining, rights, withdrawTraining),
  route(contract.readOwnAccess, { needs: 'account:own', purpose: 'own-account' }, (_input, visit) =>
    readOwnAccess(visit),
  ),
];
