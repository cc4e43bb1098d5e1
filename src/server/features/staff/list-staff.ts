import type { StaffMember } from '#contract/staff-member.ts';
import { programCalled } from '#domain/access/second-person.ts';
import type { Visit } from '#server/platform/shell.ts';
import { waitingToBeInvited } from '#server/stores/staff/staff-changes.ts';
import { lockedStaff, openInvitations } from '#server/stores/staff/staff-sign-ins.ts';
import { samplesAmong } from '#server/stores/audit/audit-samples.ts';
import { programNamesAmong } from '#server/stores/audit/audited-programs.ts';
import { staffOf } from '#server/stores/staff/staff.ts';
import { teamMembersOf } from '#server/stores/staff/teams.ts';

export async function listStaff(visit: Visit): Promise<{ staff: StaffMember[] }> {
  const { tx, agencyId, actor, today } = visit;
  const staff = await staffOf(tx, agencyId);
  const members = await teamMembersOf(tx, agencyId);
  const names = await programNamesAmong(visit);
  const samples = await samplesAmong(visit);
  const invited = await openInvitations(tx);
  const waiting = await waitingToBeInvited(visit);
  const locked = await lockedStaff(tx);
  const stateOf = ({ staffId, hasSignIn, deactivatedAt }: (typeof staff)[number]) => {
    if (deactivatedAt) return 'deactivated';
    if (hasSignIn) return 'active';
    if (waiting.has(staffId)) return 'invitation-waits';
    return invited.has(staffId) ? 'invited' : 'not-invited';
  };
  return {
    staff: staff.map((one) => ({
      staffId: one.staffId,
      fullName: one.fullName,
      title: one.title,
      providerClass: one.providerClass,
      email: one.email,
      roles: one.roles,
      auditorUntil: one.auditorUntil?.toString() ?? null,
      auditorPrograms:
        one.auditorScope.programs?.map((programId) => ({
          programId,
          name: programCalled(programId, names),
        })) ?? null,
      auditorPeriod: one.auditorScope.period && {
        from: one.auditorScope.period.from.toString(),
        until: one.auditorScope.period.until.toString(),
      },
      auditorSample: (one.auditorScope.sample && samples.get(one.auditorScope.sample)) || null,
      auditorHasEnded:
        one.auditorUntil !== null && Temporal.PlainDate.compare(one.auditorUntil, today) < 0,
      mayTakeLists: one.mayTakeLists,
      state: stateOf(one),
      isLocked: locked.has(one.staffId),
      isYou: one.staffId === actor,
      teams: members.filter(({ staffId }) => staffId === one.staffId),
    })),
  };
}
