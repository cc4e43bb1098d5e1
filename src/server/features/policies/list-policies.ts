import type { Visit } from '#server/platform/shell.ts';
import { projectionsTold } from '#server/stores/policies/figures-told.ts';
import { versionsOf } from '#server/stores/policies/policies.ts';
import { programsOf } from '#server/stores/enrollments/programs.ts';
import { namesOf, versionView } from './version-view.ts';

export async function listPolicies(_input: object, visit: Visit) {
  const { tx, agencyId, at } = visit;
  const programs = await programsOf(tx, agencyId);
  const versions = await versionsOf(visit);
  const running = await projectionsTold(visit);
  const nameOf = await namesOf(visit, versions);
  return {
    programs: programs.map(({ programId, name, timeZone }) => {
      const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
      const run = running.find((each) => each.programId === programId);
      return {
        programId,
        programName: name,
        today: today.toString(),
        versions: versions
          .filter((stored) => stored.programId === programId)
          .map((stored) => ({
            ...versionView(stored, today, nameOf),
            revision: stored.revision,
          })),
        updating: run
          ? {
              programId,
              programName: name,
              effectiveFrom: run.effectiveFrom.toString(),
              done: run.done,
              total: run.total,
            }
          : null,
      };
    }),
  };
}
