import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { actInWords, mayConfirm } from '#domain/access/second-person.ts';
import type { Visit } from '#server/platform/shell.ts';
import { staffChangesOf, type StaffChange } from '#server/stores/staff/staff-changes.ts';
import { samplesAmong } from '#server/stores/audit/audit-samples.ts';
import { programNamesAmong } from '#server/stores/audit/audited-programs.ts';
import { staffNames } from '#server/stores/staff/staff.ts';

const pageSize = 50;

export async function listStaffChanges(
  { show, after }: InputOf<typeof contract.listStaffChanges>,
  visit: Visit,
): Promise<ReplyOf<typeof contract.listStaffChanges>> {
  const { tx, agencyId, actor } = visit;
  const isWaiting = show === 'waiting';
  const found = await staffChangesOf(visit, { isWaiting, after, limit: pageSize + 1 });
  const page = found.slice(0, pageSize);
  const last = page.at(-1);
  const names = await staffNames(
    tx,
    agencyId,
    page.flatMap(({ staffId, askedBy, settledBy }) => [staffId, askedBy, settledBy]),
  );
  const programNames = await programNamesAmong(visit);
  const samples = await samplesAmong(visit);
  const nameOf = (id: string) => names.get(id) ?? 'Somebody';
  const told = (change: StaffChange) => ({
    changeId: change.changeId,
    staffId: change.staffId,
    fullName: nameOf(change.staffId),
    inWords: actInWords(change.act, { teamName: change.teamName, programNames, samples }),
    askedByName: nameOf(change.askedBy),
    askedAt: change.askedAt.toString(),
    state: change.state,
    settledByName: change.settledBy && nameOf(change.settledBy),
    settledAt: change.settledAt?.toString() ?? null,
    may: {
      confirm: mayConfirm(change, actor),
      refuse: mayConfirm(change, actor),
      withdraw: change.state === 'waiting' && change.askedBy === actor,
    },
  });
  return {
    changes: page.map(told),
    next: found.length > pageSize && last ? `${last.askedAt.toString()}_${last.changeId}` : null,
  };
}
