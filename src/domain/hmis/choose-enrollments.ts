import { isOwnProject, type ProjectTreatment } from './choose-projects.ts';
import type { FindingCode, Findings, Place } from './findings.ts';
import type { HmisData } from './hmis-data.ts';
import { readHmisDate } from './hmis-date.ts';
import { hmisFiles, type ColumnOf } from './hmis-files.ts';
import { owned, type Row } from './hmis-table.ts';
import type { SkipReason } from './import-plan.ts';
import type { Tally } from './tally.ts';
import { Verdicts } from './verdicts.ts';

export type ChosenEnrollments = {
  /** Places in the enrollment table, those of one client beside each other. */
  chosen: readonly number[];
  /** By place of the enrollment the place of its exit in the exit table, or -1: numbers, because there are many. */
  exitPlaces: Int32Array;
  /** By place of the exit the place of its enrollment, or -1. */
  exited: Int32Array;
  /** By place of the enrollment the place of its client, or -1. */
  clientOf: Int32Array;
  enrollments: Verdicts;
  exits: Verdicts;
  /** By place, the clients of whom this agency's own organizations have an enrollment, chosen or not. */
  ownClients: Uint8Array;
};

export type Reading = {
  findings: Findings;
  /** The day of the export: two-digit years are read as lying before it. */
  latest: Temporal.PlainDate;
  enrollments: Tally;
  exits: Tally;
};

const none = -1;

/** The exits by enrollment; a second exit from one enrollment, or one from nowhere, is reported and passed over. */
function matchExits({ tables, deleted }: HmisData, { findings, exits: tally }: Reading) {
  const placeOf = new Map<string, number>();
  for (let at = 0; at < tables.enrollment.size; at += 1)
    placeOf.set(owned(tables.enrollment.at(at).get('EnrollmentID')), at);
  const exitPlaces = new Int32Array(tables.enrollment.size).fill(none);
  const exited = new Int32Array(tables.exit.size).fill(none);
  const exits = new Verdicts(tables.exit.size);
  const skip = (at: number, reason: SkipReason) => {
    tally.skip(reason);
    exits.skip(at, reason);
  };
  const { name: file } = hmisFiles.exit;
  for (let at = 0; at < tables.exit.size; at += 1) {
    const { row, get } = tables.exit.at(at);
    const id = get('EnrollmentID');
    const place = placeOf.get(id);
    if (place !== undefined && exitPlaces[place] === none) {
      exitPlaces[place] = at;
      exited[at] = place;
      continue;
    }
    if (deleted.enrollment.has(id)) skip(at, 'deleted-in-hmis');
    else {
      const code = place === undefined ? 'enrollment-missing' : 'exit-twice';
      skip(at, code);
      findings.add(code, { file, row, column: 'EnrollmentID' });
    }
  }
  return { exitPlaces, exited, exits };
}

/** The exit from the enrollment at this place, where there is one. */
export function exitFrom({ tables }: HmisData, exitPlaces: Int32Array, at: number) {
  const place = exitPlaces[at] ?? none;
  return place === none ? null : tables.exit.at(place);
}

type Told = Extract<SkipReason, FindingCode>;
type Verdict = { skip: SkipReason } | { skip: Told; tell: Place } | 'take';
type EnrollmentRow = Row<ColumnOf<'enrollment'>>;

/** Bad dates leave the enrollment out altogether: without its exit it would look open, and due. */
function judgeDates(
  enrollment: EnrollmentRow,
  exit: Row<ColumnOf<'exit'>> | null,
  { findings, latest }: Reading,
): Verdict {
  const atEntry = { file: hmisFiles.enrollment.name, row: enrollment.row, column: 'EntryDate' };
  const entry = readHmisDate(enrollment.get('EntryDate'), latest);
  if (!entry) return { skip: 'entry-date-unreadable', tell: atEntry };
  if (entry.isCenturyGuessed) findings.add('century-guessed', atEntry);
  if (!exit) return 'take';

  const atExit = { file: hmisFiles.exit.name, row: exit.row, column: 'ExitDate' };
  const end = readHmisDate(exit.get('ExitDate'), latest);
  if (!end) return { skip: 'exit-date-unreadable', tell: atExit };
  if (end.isCenturyGuessed) findings.add('century-guessed', atExit);
  return Temporal.PlainDate.compare(end.on, entry.on) < 0
    ? { skip: 'exit-before-entry', tell: atExit }
    : 'take';
}

/** Which enrollments are read: those of this agency's programs, with a client and with dates that make sense. */
export function chooseEnrollments(
  data: HmisData,
  projects: ReadonlyMap<string, ProjectTreatment>,
  reading: Reading,
): ChosenEnrollments {
  const { tables, deleted } = data;
  const { name: file } = hmisFiles.enrollment;
  const clients = new Map<string, number>();
  for (let at = 0; at < tables.client.size; at += 1)
    clients.set(owned(tables.client.at(at).get('PersonalID')), at);
  const { exitPlaces, exited, exits } = matchExits(data, reading);
  const enrollments = new Verdicts(tables.enrollment.size);
  const clientOf = new Int32Array(tables.enrollment.size).fill(none);
  const ownClients = new Uint8Array(tables.client.size);
  const chosen: number[] = [];

  const judge = (enrollment: EnrollmentRow, exit: ReturnType<typeof exitFrom>): Verdict => {
    const { row, get } = enrollment;
    const project = projects.get(get('ProjectID')) ?? { skip: 'project-missing' as const };
    if ('skip' in project && project.skip === 'project-missing')
      return { skip: 'project-missing', tell: { file, row, column: 'ProjectID' } };
    if ('skip' in project) return project;
    if (deleted.client.has(get('PersonalID'))) return { skip: 'deleted-in-hmis' };
    if (!clients.has(get('PersonalID')))
      return { skip: 'client-missing', tell: { file, row, column: 'PersonalID' } };
    return judgeDates(enrollment, exit, reading);
  };

  for (let at = 0; at < tables.enrollment.size; at += 1) {
    const enrollment = tables.enrollment.at(at);
    const exit = exitFrom(data, exitPlaces, at);
    const client = clients.get(enrollment.get('PersonalID'));
    if (client !== undefined) {
      clientOf[at] = client;
      if (isOwnProject(projects.get(enrollment.get('ProjectID')))) ownClients[client] = 1;
    }
    const verdict = judge(enrollment, exit);
    if (verdict === 'take') {
      chosen.push(at);
      continue;
    }
    reading.enrollments.skip(verdict.skip);
    enrollments.skip(at, verdict.skip);
    if (exit) {
      reading.exits.skip(verdict.skip);
      exits.skip(exitPlaces[at] ?? none, verdict.skip);
    }
    if ('tell' in verdict) reading.findings.add(verdict.skip, verdict.tell);
  }
  chosen.sort((one, other) => (clientOf[one] ?? none) - (clientOf[other] ?? none));
  return { chosen, exitPlaces, exited, clientOf, enrollments, exits, ownClients };
}
