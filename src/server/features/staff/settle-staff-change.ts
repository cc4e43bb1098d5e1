import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { mayConfirm } from '#domain/access/second-person.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  confirmChange,
  lockStaffChange,
  settleChange,
  type StaffChange,
} from '#server/stores/staff/staff-changes.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { helpIn, invite } from './let-in.ts';
import { tellOfStaffChange } from './tell-of-staff-change.ts';

type Named = InputOf<typeof contract.confirmStaffChange>;

async function find({ changeId }: Named, visit: Visit): Promise<StaffChange> {
  const change = await lockStaffChange(visit, changeId);
  if (!change) throw new Refused('not-found');
  if (change.state !== 'waiting') throw new Refused('change-settled');
  visit.touch(change.staffId);
  return change;
}

export async function confirmStaffChange(
  input: Named,
  visit: Visit,
): Promise<ReplyOf<typeof contract.confirmStaffChange>> {
  const change = await find(input, visit);
  const { staffId, act } = change;
  if (!mayConfirm(change, visit.actor)) throw new Refused('own-change');
  const member = await findStaff(visit.tx, visit.agencyId, staffId);
  if (!member || member.deactivatedAt) throw new Refused('is-deactivated');
  const asker = await findStaff(visit.tx, visit.agencyId, change.askedBy);
  if (!asker || asker.deactivatedAt || !asker.roles.includes('administrator'))
    throw new Refused('asker-is-gone');
  await confirmChange(visit, change.changeId);
  await tellOfStaffChange(visit, staffId);
  if (act.kind === 'invited') return invite(visit, staffId);
  if (act.kind === 'recovered') return helpIn(visit, { staffId, drops: act.dropsSecondFactor });
  return { staffId, outcome: 'done', link: null, expiresAt: null };
}

export async function refuseStaffChange(input: Named, visit: Visit) {
  const { changeId, askedBy } = await find(input, visit);
  await settleChange(visit, changeId, askedBy === visit.actor ? 'withdrawn' : 'refused');
  return { done: true } as const;
}
