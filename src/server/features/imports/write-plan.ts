import { firstScope, type Opening } from '#domain/access/first-scope.ts';
import type { ImportPlan, PlanKind } from '#domain/hmis/import-plan.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  addClasses,
  addClients,
  updateClients,
  writeHouseholdLinks,
} from '#server/stores/imports/import-clients.ts';
import { recordImported } from '#server/stores/imports/import-enrollments.ts';
import {
  joinTeams,
  writeOrganizations,
  writeWorkers,
} from '#server/stores/imports/import-people.ts';
import {
  allRefsOf,
  clientIdsOf,
  identify,
  refreshStatistics,
  refsOf,
  saveRefs,
} from '#server/stores/imports/import-refs.ts';
import { nextNumbers } from '#server/stores/numbers.ts';
import type { Preview, Progress } from './held-imports.ts';
import { inBatches } from './in-batches.ts';
import { writeEnrollments, type Known } from './write-enrollments.ts';
import { writePrograms } from './write-programs.ts';

export type Writing = { visit: Visit; importId: string; preview: Preview; progress: Progress };

/** How many things the plan would write: what the progress counts against. */
export function sizeOf({ counts }: ImportPlan): number {
  const kinds: PlanKind[] = [
    'organization',
    'worker',
    'client',
    'enrollment',
    'exit',
    'householdLink',
  ];
  return kinds.reduce((sum, kind) => {
    const { made, matched, updated } = counts[kind];
    return sum + made + matched + updated;
  }, 0);
}

/** So few rows do not change how the database should go about its work. */
const fewEnough = 1_000;

/**
 * Writes a plan, all of it or nothing: the caller's transaction decides. Nobody sees a client before the classes and
 * enrollments stand, too. Answers how many seats on teams wait for a second person.
 */
export async function writePlan(writing: Writing): Promise<number> {
  await writePartners(writing);
  const programs = await writePrograms(writing);
  const workers = await workersOf(writing);
  const clients = await writeClients(writing, { programs, workers });
  await writeSensitivity(writing, clients);
  const members = await writeEnrollments(writing, { programs, workers, clients });
  await writeExits(writing);
  await writeHouseholds(writing, clients);
  const waitingSeats = members.length > 0 ? await joinTeams(writing.visit, members) : 0;
  if (sizeOf(writing.preview.plan) > fewEnough) await refreshStatistics(writing.visit);
  return waitingSeats;
}

async function writePartners({ visit, preview, progress }: Writing) {
  const kind = 'organization';
  await inBatches(preview.plan.organizations(), async (batch) => {
    const organizations = await identify(visit, batch, { kind, standing: preview.standing[kind] });
    await writeOrganizations(visit, organizations);
    await saveRefs(visit, kind, organizations);
    progress.done += batch.length;
  });
}

/** Every worker whom an import knows, by HMIS user. */
async function workersOf({ visit, preview, progress }: Writing) {
  const kind = 'worker';
  await inBatches(preview.plan.workers(), async (batch) => {
    const workers = await identify(visit, batch, { kind, standing: preview.standing[kind] });
    const staffOf = await writeWorkers(visit, workers);
    const written = workers.map((one) => ({ ...one, id: staffOf.get(one.externalId) ?? one.id }));
    await saveRefs(visit, kind, written);
    progress.done += batch.length;
  });
  return allRefsOf(visit, kind);
}

type WrittenClients = Known['clients'];

/** Answers the ids of those who were written, by HMIS id. */
async function writeClients(
  { visit, importId, preview, progress }: Writing,
  known: Pick<Known, 'programs' | 'workers'>,
): Promise<WrittenClients> {
  const kind = 'client';
  const written = new Map<string, string>();
  const { today: on } = visit;
  const openingsOf = openingsInTurn(preview.plan, known);
  await inBatches(preview.plan.clients(), async (batch, isFirstOfMany) => {
    // Before anything is waited for, while the batches still come in turn.
    const openings = batch.map(({ externalId }) => openingsOf(externalId));
    const clients = await identify(visit, batch, { kind, standing: preview.standing[kind] });
    for (const { externalId, id } of clients) written.set(externalId, id);
    const made = clients.flatMap((one, at) =>
      one.action === 'make' ? { ...one, scope: firstScope(openings[at] ?? [], on) } : [],
    );
    const firstNumber = made.length > 0 ? await nextNumbers(visit.tx, 'client', made.length) : 0;
    // All of it is sent before any of it is answered; the database takes it in this order.
    await Promise.all([
      addClients(visit, made, firstNumber),
      updateClients(
        visit,
        clients.filter(({ before }) => before !== undefined),
      ),
      saveRefs(visit, kind, clients),
      recordImported(
        visit,
        clients.map(({ id, action }) => ({
          kind: 'import' as const,
          change: action === 'make' ? ('made' as const) : ('updated' as const),
          clientId: id,
          aboutId: importId,
          on,
          source: 'hmis',
        })),
      ),
    ]);
    progress.done += batch.length;
    if (isFirstOfMany) await refreshStatistics(visit);
  });
  return written;
}

/**
 * What the enrollments to be made say of a client's scope. Clients are asked for in the order in which the plan lists them: by name
 * the openings of a large file would all stand in memory.
 */
function openingsInTurn(
  { newByClient }: ImportPlan,
  { programs, workers }: Pick<Known, 'programs' | 'workers'>,
) {
  const inTurn = newByClient()[Symbol.iterator]();
  return (externalId: string): Opening[] => {
    let next = inTurn.next();
    while (!next.done && next.value.clientId !== externalId) next = inTurn.next();
    if (next.done) throw new Error('Somebody was asked for out of turn');
    return next.value.enrollments.flatMap(({ programId, workerId, endedOn }) => {
      const program = programs.get(programId);
      if (!program) return [];
      return {
        programId: program.programId,
        teamId: program.teamId,
        workerId: (workerId && workers.get(workerId)) ?? null,
        endedOn,
      };
    });
  };
}

async function writeSensitivity({ visit, preview }: Writing, written: WrittenClients) {
  await inBatches(preview.plan.sensitivity(), async (batch) => {
    const clients = await clientIdsOf(
      visit,
      written,
      batch.map(({ clientId }) => clientId),
    );
    const classes = batch.flatMap(({ clientId, class: found, source }) => {
      const client = clients.get(clientId);
      return client ? [{ clientId: client, class: found, source }] : [];
    });
    await addClasses(visit, classes);
  });
}

/** An exit's date stands on its enrollment: only what HMIS said is kept, to know it again. */
async function writeExits({ visit, preview, progress }: Writing) {
  await inBatches(preview.plan.exits(), async (batch) => {
    const enrollments = await refsOf(
      visit,
      'enrollment',
      batch.map(({ externalId }) => externalId),
    );
    const exits = batch.flatMap((exit) => {
      const enrollment = enrollments.get(exit.externalId);
      return enrollment ? [{ ...exit, id: enrollment.id }] : [];
    });
    await saveRefs(visit, 'exit', exits);
    progress.done += batch.length;
  });
}

async function writeHouseholds({ visit, preview, progress }: Writing, written: WrittenClients) {
  const kind = 'householdLink';
  await inBatches(preview.plan.householdLinks(), async (batch) => {
    const clients = await clientIdsOf(
      visit,
      written,
      batch.flatMap(({ clientId, otherClientId }) => [clientId, otherClientId]),
    );
    const found = (await identify(visit, batch, { kind })).flatMap((link) => {
      const client = clients.get(link.clientId);
      const other = clients.get(link.otherClientId);
      return client && other ? [{ ...link, clientId: client, otherClientId: other }] : [];
    });
    await writeHouseholdLinks(visit, found);
    await saveRefs(visit, kind, found);
    progress.done += batch.length;
  });
}
