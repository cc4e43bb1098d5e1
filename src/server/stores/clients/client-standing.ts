import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { nextDueOf, type NextDue, type ProgramWords } from './clients-due.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { enrollmentsOf, type Enrollment } from '#server/stores/enrollments/enrollments.ts';
import { staffNames } from '#server/stores/staff/staff.ts';
import { emailCounts } from '#domain/program-policy/email-counts.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';

export type StandingEnrollment = Enrollment &
  ProgramWords & { emailCounts: boolean; workerName: string | null; nextDue: NextDue | null };

/** The enrollments of these clients with the worker's name and the next duty in the program's own words. */
export async function standingEnrollmentsOf(
  { tx, at, agencyId }: Pick<Visit, 'tx' | 'at' | 'agencyId'>,
  clientIds: readonly ClientId[],
): Promise<StandingEnrollment[]> {
  const enrollments = await enrollmentsOf(tx, agencyId, clientIds);
  const programIds = [...new Set(enrollments.map(({ programId }) => programId))];
  const rules = await programRulesOf({ tx, agencyId }, programIds);
  const words = new Map(
    [...rules].flatMap(([programId, { timeZone, policies }]) => {
      const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
      const policy = policyOn(policies, today) ?? policies.at(-1);
      if (!policy) return [];
      const { vocabulary } = policy;
      return [[programId, { vocabulary, today, emailCounts: emailCounts(policy) }] as const];
    }),
  );
  const due = await nextDueOf({ tx, agencyId }, clientIds, (programId) => words.get(programId));
  const names = await staffNames(
    tx,
    agencyId,
    enrollments.map(({ workerId }) => workerId),
  );
  return enrollments.flatMap((enrollment) => {
    const own = words.get(enrollment.programId);
    if (!own) return [];
    const workerName = names.get(enrollment.workerId ?? '') ?? null;
    const { endedOn } = enrollment;
    const isOver = endedOn !== null && Temporal.PlainDate.compare(endedOn, own.today) <= 0;
    const nextDue = isOver ? null : (due.get(enrollment.enrollmentId) ?? null);
    return [{ ...enrollment, ...own, workerName, nextDue }];
  });
}
