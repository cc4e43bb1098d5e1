import { isOwnProject } from './choose-projects.ts';
import type { HmisData } from './hmis-data.ts';
import { readHmisDate } from './hmis-date.ts';
import type {
  PlanKind,
  PlanRow,
  RowKind,
  RowOutcome,
  RowsWanted,
  RowTold,
  SkipReason,
} from './import-plan.ts';
import { enrollmentAt, identified, type Chosen, type FingerprintOf } from './planned-lists.ts';
import { clientLabel, readClient, readWorker } from './read-records.ts';
import type { Action, Tally } from './tally.ts';

export type Planning = {
  data: HmisData;
  chosen: Chosen;
  tallies: Record<PlanKind, Tally>;
  fingerprintOf: FingerprintOf;
};

/** A row that is taken says under which id, and with which content; one that is left out, why. */
type Judged =
  | { id: string; content: () => object | null; told: () => RowTold | null }
  | { skip: SkipReason; told: () => RowTold | null }
  | 'not-listed';

const about = (name: string): RowTold => ({
  name,
  clientId: null,
  startedOn: null,
  endedOn: null,
});
const untold = () => null;

function organizationAt({ data, chosen }: Planning, place: number): Judged {
  const { get } = data.tables.organization.at(place);
  const id = get('OrganizationID');
  const name = get('OrganizationName');
  const told = () => about(name);
  switch (chosen.organizations.get(id)) {
    case 'partner-name':
      return { id, content: () => ({ name }), told };
    case 'this-agency':
      return { skip: 'is-this-agency', told };
    case 'leave-out':
      return { skip: 'left-out', told };
    case 'victim-service':
    case undefined:
      return 'not-listed';
  }
}

function projectAt({ data, chosen }: Planning, place: number): Judged {
  const { get } = data.tables.project.at(place);
  const id = get('ProjectID');
  const name = get('ProjectName');
  const told = () => about(name);
  const treatment = chosen.projects.get(id);
  if (!treatment) return 'not-listed';
  if ('policy' in treatment) {
    const { policy } = treatment;
    return { id, content: () => ({ name, organizationId: get('OrganizationID'), policy }), told };
  }
  if (treatment.skip === 'victim-service') return 'not-listed';
  // Whose it is, the file does not say: it may be a shelter's.
  return { skip: treatment.skip, told: treatment.skip === 'project-missing' ? untold : told };
}

function workerAt({ data, chosen }: Planning, place: number): Judged {
  const row = data.tables.worker.at(place);
  const id = row.get('UserID');
  if (!chosen.workers.has(id)) return { skip: 'not-working-here', told: untold };
  const worker = readWorker(id, row);
  return { id, content: () => worker, told: () => about(worker.label) };
}

function toldOfClient({ data, chosen }: Planning, place: number): RowTold | null {
  if (chosen.ownClients[place] !== 1) return null;
  const row = data.tables.client.at(place);
  return { ...about(clientLabel(row)), clientId: row.get('PersonalID') };
}

function clientAt(planning: Planning, place: number): Judged {
  const { data, chosen } = planning;
  const row = data.tables.client.at(place);
  const id = row.get('PersonalID');
  const told = () => toldOfClient(planning, place);
  return chosen.takenClients[place] === 1
    ? { id, content: () => readClient(row, chosen.latest), told }
    : { skip: 'not-enrolled-here', told };
}

/** Of an enrollment in a project of this agency: whose it is, and its dates where they can be read. */
function toldOfEnrollment(planning: Planning, place: number): RowTold | null {
  const { data, chosen } = planning;
  const { get } = data.tables.enrollment.at(place);
  const client = chosen.clientOf[place] ?? -1;
  if (client < 0 || !isOwnProject(chosen.projects.get(get('ProjectID')))) return null;
  const told = toldOfClient(planning, client);
  const exit = chosen.exitPlaces[place] ?? -1;
  const ended = exit < 0 ? '' : data.tables.exit.at(exit).get('ExitDate');
  return (
    told && {
      ...told,
      startedOn: readHmisDate(get('EntryDate'), chosen.latest)?.on ?? null,
      endedOn: readHmisDate(ended, chosen.latest)?.on ?? null,
    }
  );
}

function enrollmentRowAt(planning: Planning, place: number): Judged {
  const { data, chosen } = planning;
  const told = () => toldOfEnrollment(planning, place);
  const skip = chosen.enrollments.reasonAt(place);
  if (skip) return { skip, told };
  const id = data.tables.enrollment.at(place).get('EnrollmentID');
  return { id, content: () => enrollmentAt(data, chosen, place)?.enrollment ?? null, told };
}

function exitAt(planning: Planning, place: number): Judged {
  const { data, chosen } = planning;
  const enrollment = chosen.exited[place] ?? -1;
  const told = () => (enrollment < 0 ? null : toldOfEnrollment(planning, enrollment));
  const skip = chosen.exits.reasonAt(place);
  if (skip) return { skip, told };
  const { get } = data.tables.exit.at(place);
  const endedOn = () => readHmisDate(get('ExitDate'), chosen.latest)?.on ?? null;
  return { id: get('EnrollmentID'), content: () => ({ endedOn: endedOn() }), told };
}

const judges: Record<RowKind, (planning: Planning, place: number) => Judged> = {
  organization: organizationAt,
  project: projectAt,
  worker: workerAt,
  client: clientAt,
  enrollment: enrollmentRowAt,
  exit: exitAt,
};

const outcomeOf: Record<Action, RowOutcome> = {
  make: 'new',
  match: 'matched',
  update: 'updated',
  unchanged: 'unchanged',
};

/** What becomes of a row, or null where that is not what is asked for: a fingerprint takes time, and is made last. */
function verdictOn(
  judged: Exclude<Judged, 'not-listed'>,
  { tally, print, only }: { tally: Tally; print: FingerprintOf; only: RowOutcome | null },
): Pick<PlanRow, 'outcome' | 'reason'> | null {
  const wanted = (outcome: RowOutcome, reason: SkipReason | null = null) =>
    only === null || only === outcome ? { outcome, reason } : null;
  if ('skip' in judged) return wanted('left-out', judged.skip);
  const standing = tally.standingOf(judged.id);
  if (standing !== 'known') return wanted(outcomeOf[standing]);
  if (only !== null && only !== 'updated' && only !== 'unchanged') return null;
  const content = judged.content();
  if (!content) return null;
  const { fingerprint } = identified(judged.id, content, print);
  return wanted(outcomeOf[tally.actionOf(judged.id, fingerprint)]);
}

const planned = (
  row: number,
  judged: Exclude<Judged, 'not-listed'>,
  verdict: Pick<PlanRow, 'outcome' | 'reason'>,
): PlanRow => ({
  at: row,
  row,
  id: 'skip' in judged ? null : judged.id,
  ...verdict,
  // Read from the file when somebody looks.
  get told() {
    return judged.told();
  },
});

/** After every row that a file can have. */
const beyond = 2_000_000_000;

/** Workers whom the file names without listing them: they stand in no row. */
function* unlistedWorkers(
  { chosen, tallies, fingerprintOf }: Planning,
  { after, only }: RowsWanted,
) {
  const how = { tally: tallies.worker, print: fingerprintOf, only };
  let at = beyond;
  for (const [id, place] of chosen.workers) {
    if (place !== null) continue;
    at += 1;
    const worker = readWorker(id, undefined);
    const told = () => about(worker.label);
    const verdict = at > after ? verdictOn({ id, content: () => worker, told }, how) : null;
    if (verdict) yield { at, row: null, id, ...verdict, told: told() };
  }
}

/** The rows of one file in its order, those that never became records among them. */
export function* rowsOf(
  planning: Planning,
  kind: RowKind,
  wanted: RowsWanted,
): Generator<PlanRow | null> {
  const { data, tallies, fingerprintOf } = planning;
  const { after, only } = wanted;
  const table = data.tables[kind];
  const how = { tally: tallies[kind], print: fingerprintOf, only };
  const isSkippedWanted = only === null || only === 'left-out';
  const passed = data.passed[kind].after(isSkippedWanted ? after : Infinity);
  let next = passed.next();
  const passedUntil = function* (end: number): Generator<PlanRow> {
    for (; !next.done && next.value.row < end; next = passed.next()) {
      const { row, reason } = next.value;
      yield { at: row, row, outcome: 'left-out', reason, id: null, told: null };
    }
  };
  for (let place = table.placeAfter(after); place < table.size; place += 1) {
    const row = table.rowAt(place);
    yield* passedUntil(row);
    const judged = judges[kind](planning, place);
    const verdict = judged === 'not-listed' ? null : verdictOn(judged, how);
    yield judged !== 'not-listed' && verdict ? planned(row, judged, verdict) : null;
  }
  yield* passedUntil(Infinity);
  if (kind === 'worker') yield* unlistedWorkers(planning, wanted);
}

/** The new enrollments that run: with what a due date needs, and no more. */
export function* newlyRunning({ data, chosen, tallies }: Planning) {
  for (const place of chosen.chosen) {
    if ((chosen.exitPlaces[place] ?? -1) >= 0) continue;
    const { get } = data.tables.enrollment.at(place);
    if (tallies.enrollment.standingOf(get('EnrollmentID')) !== 'make') continue;
    const start = readHmisDate(get('EntryDate'), chosen.latest);
    if (start) yield { projectId: get('ProjectID'), startedOn: start.on };
  }
}
