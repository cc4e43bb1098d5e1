import type { PlannedEnrollment } from '#domain/hmis/import-plan.ts';
import type { RecordFact } from '#domain/record/record-facts.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addClasses } from '#server/stores/imports/import-clients.ts';
import {
  addEnrollments,
  recordImported,
  updateEnrollments,
  type Changed,
  type ImportedEnrollment,
} from '#server/stores/imports/import-enrollments.ts';
import type { ImportProgram } from '#server/stores/imports/import-people.ts';
import {
  clientIdsOf,
  identify,
  refreshStatistics,
  saveRefs,
  type Identified,
} from '#server/stores/imports/import-refs.ts';
import { projectEnrollments, type KnownRules } from '#server/stores/clock/project-enrollments.ts';
import type { Preview, Progress } from './held-imports.ts';
import { inBatches } from './in-batches.ts';

type Writing = { visit: Visit; preview: Preview; progress: Progress };
/** Where the file's projects and workers stand here. */
export type Known = {
  programs: ReadonlyMap<string, ImportProgram>;
  workers: ReadonlyMap<string, string>;
  /** Those whom this import has written. */
  clients: ReadonlyMap<string, string>;
};
type Enrollment = ImportedEnrollment &
  Pick<Identified<PlannedEnrollment>, 'action' | 'before'> & { program: ImportProgram };
type Member = { teamId: string; staffId: string };

/** Writes enrollments with their place on the worklist; answers who works on which team now. */
export async function writeEnrollments(
  { visit, preview, progress }: Writing,
  known: Known,
): Promise<Member[]> {
  const members = new Map<string, Member>();
  const rules: KnownRules = new Map();
  const { today } = visit;
  await inBatches(preview.plan.enrollments(), async (batch, isFirstOfMany) => {
    const identified = await identify(visit, batch, { kind: 'enrollment' });
    const enrollments = await withIds(visit, identified, known);
    // All of it is sent before any of it is answered; the database takes it in this order.
    const [, , changed] = await Promise.all([
      addClasses(visit, enrollments.flatMap(classFromProgram)),
      addEnrollments(
        visit,
        enrollments.filter(({ action }) => action === 'make'),
      ),
      updateEnrollments(
        visit,
        enrollments.flatMap((one) =>
          one.before ? [{ ...one, seenAt: one.before.seenAt.toString() }] : [],
        ),
      ),
      saveRefs(visit, 'enrollment', identified),
    ]);
    const changes = new Map(changed.map((one) => [one.id, one]));
    await Promise.all([
      recordImported(
        visit,
        enrollments.flatMap((one) => factsOf(one, changes.get(one.id), today)),
      ),
      projectEnrollments(
        visit,
        enrollments.map(({ id }) => id),
        rules,
      ),
    ]);
    for (const { teamId, workerId, endedOn } of enrollments)
      if (workerId && !endedOn) members.set(`${teamId} ${workerId}`, { teamId, staffId: workerId });
    progress.done += batch.length;
    // What comes after the first batch is looked up in a table that the planner would take for empty.
    if (isFirstOfMany) await refreshStatistics(visit);
  });
  return [...members.values()];
}

async function withIds(
  visit: Visit,
  batch: readonly Identified<PlannedEnrollment>[],
  { programs, workers, clients: written }: Known,
): Promise<Enrollment[]> {
  const clients = await clientIdsOf(
    visit,
    written,
    batch.map(({ clientId }) => clientId),
  );
  return batch.map(({ id, action, before, startedOn, endedOn, ...hmis }) => {
    const client = clients.get(hmis.clientId);
    const program = programs.get(hmis.programId);
    if (client === undefined || !program)
      throw new Error('An enrollment was planned without its person or program');
    return {
      id,
      action,
      before,
      startedOn,
      endedOn,
      clientId: client,
      programId: program.programId,
      teamId: program.teamId,
      workerId: (hmis.workerId && workers.get(hmis.workerId)) ?? null,
      program,
    };
  });
}

/** Being enrolled in some programs reveals a class by itself. */
const classFromProgram = ({ clientId, program }: Enrollment) =>
  program.class === 'general' ? [] : [{ clientId, class: program.class, source: 'enrollment' }];

function factsOf(
  { id, clientId, program, ...one }: Enrollment,
  changed: Changed | undefined,
  today: Temporal.PlainDate,
): RecordFact[] {
  const about = { kind: 'enrollment', clientId, aboutId: id, class: program.class } as const;
  if (one.action === 'update') {
    const change = changed && changeOf(changed, today);
    return change ? [{ ...about, ...change }] : [];
  }
  const facts: RecordFact[] = [{ ...about, change: 'began', on: one.startedOn }];
  if (one.endedOn) facts.push({ ...about, change: 'ended', on: one.endedOn });
  return facts;
}

/** An exit that is new stands on its own day; what HMIS changed and nobody sees here is no line. */
function changeOf(changed: Changed, today: Temporal.PlainDate) {
  const { endedOn, hadEnded, beganOtherwise, endsOtherwise, hasMoved } = changed;
  if (endedOn && !hadEnded && !beganOtherwise) return { change: 'ended', on: endedOn } as const;
  if (beganOtherwise || endsOtherwise) return { change: 'corrected', on: today } as const;
  return hasMoved ? ({ change: 'moved', on: today } as const) : null;
}
