import { chooseEnrollments, type ChosenEnrollments } from './choose-enrollments.ts';
import { treatOrganizations, treatProjects } from './choose-projects.ts';
import type { Findings } from './findings.ts';
import type { HmisData } from './hmis-data.ts';
import { hmisFiles } from './hmis-files.ts';
import { owned } from './hmis-table.ts';
import { linkHouseholds } from './household-links.ts';
import type { ImportChoices, ImportPlan, KnownRecords, PlanKind } from './import-plan.ts';
import { changedOf, countAll } from './count-plan.ts';
import { listsOf, sensitivityKey, type Chosen } from './planned-lists.ts';
import { newByClient } from './new-by-client.ts';
import { newlyRunning, rowsOf } from './plan-rows.ts';
import { readBirthDate } from './read-records.ts';
import { Tally } from './tally.ts';

const none = -1;
const noDay = Temporal.PlainDate.from('2099-12-31');

function checkOrder({ exported }: HmisData, known: KnownRecords, findings: Findings) {
  if (!exported || !known.lastExportedAt) return;
  if (Temporal.PlainDateTime.compare(exported.exportedAt, known.lastExportedAt) < 0)
    findings.add('older-than-last-import', { file: hmisFiles.export.name, column: 'ExportDate' });
}

/** What was imported earlier and is deleted in HMIS now is told, never closed behind anybody's back. */
function tellDeleted({ deleted }: HmisData, known: KnownRecords, findings: Findings) {
  for (const kind of ['client', 'enrollment'] as const)
    for (const id of deleted[kind])
      if (known.fingerprints[kind].has(id))
        findings.add('deleted-since', { file: hmisFiles[kind].name, column: 'DateDeleted' });
}

function talliesFor({ counts, fenced }: HmisData, known: KnownRecords): Record<PlanKind, Tally> {
  const tally = (kind: Exclude<PlanKind, 'sensitivity'>) => new Tally(known.fingerprints[kind]);
  const knownClasses = [...known.classes].flatMap(([client, classes]) =>
    classes.map((one) => [sensitivityKey(client, one), ''] as const),
  );
  const tallies = {
    organization: tally('organization'),
    project: tally('project'),
    worker: tally('worker'),
    client: tally('client'),
    enrollment: tally('enrollment'),
    exit: tally('exit'),
    householdLink: tally('householdLink'),
    sensitivity: new Tally(new Map(knownClasses)),
  };
  for (const kind of ['organization', 'project', 'worker', 'client', 'enrollment', 'exit'] as const)
    tallies[kind].startWith(counts[kind]);
  tallies.client.skip('victim-service', fenced.clients);
  tallies.enrollment.skip('victim-service', fenced.enrollments);
  tallies.exit.skip('victim-service', fenced.exits);
  return tallies;
}

function checkClient(
  data: HmisData,
  at: number,
  { findings, latest }: { findings: Findings; latest: Temporal.PlainDate },
) {
  const { row, get } = data.tables.client.at(at);
  const { name: file } = hmisFiles.client;
  const birth = readBirthDate(get('DOB'), get('DOBDataQuality'), latest);
  if (birth.isUnlikely) findings.add('birth-date-unreadable', { file, row, column: 'DOB' });
  if (birth.isCenturyGuessed) findings.add('century-guessed', { file, row, column: 'DOB' });
  if (get('FirstName') === '' && get('LastName') === '')
    findings.add('name-blank', { file, row, column: 'LastName' });
  for (const column of ['FirstName', 'LastName'] as const)
    if (get(column).includes('\uFFFD')) findings.add('letters-unreadable', { file, row, column });
}

type People = Pick<Chosen, 'clientPlaces' | 'takenClients' | 'workers' | 'classes'>;

/** Everybody whom the chosen enrollments name, and what protects the clients among them. */
function peopleIn(
  { tables, sensitivity }: HmisData,
  { chosen, clientOf }: ChosenEnrollments,
): People {
  const classes = new Uint32Array(tables.client.size);
  const takenClients = new Uint8Array(tables.client.size);
  const clientPlaces: number[] = [];
  const workers = new Map<string, number | null>();
  for (const at of chosen) {
    const { get } = tables.enrollment.at(at);
    const client = clientOf[at] ?? none;
    // Those of one client stand beside each other.
    if (takenClients[client] !== 1) clientPlaces.push(client);
    takenClients[client] = 1;
    classes[client] = (classes[client] ?? 0) | sensitivity.bitsOf(get('EnrollmentID'));
    if (get('UserID') !== '') workers.set(owned(get('UserID')), null);
  }
  for (let at = 0; at < tables.worker.size; at += 1) {
    const id = tables.worker.at(at).get('UserID');
    if (workers.has(id)) workers.set(id, at);
  }
  return { clientPlaces, takenClients, workers, classes };
}

/**
 * What importing this file would do, without doing it. The same facts in the same file plan nothing; one finding
 * that stops leaves every list empty.
 */
export function planImport(
  data: HmisData,
  choices: ImportChoices,
  known: KnownRecords,
): ImportPlan {
  const findings = data.findings.copy();
  const latest = data.exported?.exportedAt.toPlainDate() ?? noDay;
  checkOrder(data, known, findings);
  tellDeleted(data, known, findings);
  const tallies = talliesFor(data, known);
  const organizations = treatOrganizations(data, choices);
  const projects = treatProjects(data, choices, organizations);
  const enrollments = chooseEnrollments(data, projects, {
    findings,
    latest,
    enrollments: tallies.enrollment,
    exits: tallies.exit,
  });
  const people = peopleIn(data, enrollments);
  for (const at of people.clientPlaces) checkClient(data, at, { findings, latest });
  const links = linkHouseholds(data, enrollments, findings);

  const isRefused = findings.stops;
  const chosen = { ...enrollments, ...people, organizations, projects, links, latest };
  const { fingerprintOf } = known;
  const planning = { data, chosen, tallies, fingerprintOf };
  const lists = listsOf(data, chosen, fingerprintOf);
  countAll(data, chosen, { lists, tallies });
  const count = (kind: PlanKind) => tallies[kind].count(isRefused);
  return {
    isRefused,
    exportedAt: data.exported?.exportedAt ?? null,
    counts: {
      organization: count('organization'),
      project: count('project'),
      worker: count('worker'),
      client: count('client'),
      enrollment: count('enrollment'),
      exit: count('exit'),
      householdLink: count('householdLink'),
      sensitivity: count('sensitivity'),
    },
    findings,
    ...(isRefused ? nothing : changedOf(lists, tallies)),
    rows: (kind, wanted) => (isRefused ? [] : rowsOf(planning, kind, wanted)),
    newlyRunning: () => (isRefused ? [] : newlyRunning(planning)),
    newByClient: () => (isRefused ? [] : newByClient(planning)),
  };
}

const nothing = {
  organizations: () => [],
  programs: () => [],
  workers: () => [],
  clients: () => [],
  sensitivity: () => [],
  enrollments: () => [],
  exits: () => [],
  householdLinks: () => [],
};
