import type { ProjectTreatment } from './choose-projects.ts';
import type { FindingCode, Findings, Place } from './findings.ts';
import type { HmisData } from './hmis-data.ts';
import { readHmisDate } from './hmis-date.ts';
import { hmisFiles, type ColumnOf } from './hmis-files.ts';
import { owned, type Row } from './hmis-table.ts';
import type { SkipReason } from './import-plan.ts';
import type { Tally } from './tally.ts';

export type ChosenEnrollments = {
  /** Places in the enrollment table. */
  chosen: readonly number[];
  /** The date text of the exit from each enrollment that has one. */
  exitDates: ReadonlyMap<string, string>;
};

export type Reading = {
  findings: Findings;
  /** The day of the export: two-digit years are read as lying before it. */
  latest: Temporal.PlainDate;
  enrollments: Tally;
  exits: Tally;
};

type FoundExit = { text: string; row: number };

/** The exits by enrollment; a second exit from one enrollment, or one from nowhere, is reported and passed over. */
function matchExits({ tables, deleted }: HmisData, { findings, exits }: Reading) {
  const waiting = new Set<string>();
  for (const { get } of tables.enrollment.rows()) waiting.add(owned(get('EnrollmentID')));
  const found = new Map<string, FoundExit>();
  const { name: file } = hmisFiles.exit;
  for (const { row, get } of tables.exit.rows()) {
    const id = owned(get('EnrollmentID'));
    const code = found.has(id) ? 'exit-twice' : waiting.has(id) ? null : 'enrollment-missing';
    if (!code) found.set(id, { text: owned(get('ExitDate')), row });
    else if (deleted.enrollment.has(id)) exits.skip('deleted-in-hmis');
    else {
      exits.skip(code);
      findings.add(code, { file, row, column: 'EnrollmentID' });
    }
  }
  return found;
}

type Told = Extract<SkipReason, FindingCode>;
type Verdict = { skip: SkipReason } | { skip: Told; tell: Place } | 'take';
type EnrollmentRow = Row<ColumnOf<'enrollment'>>;

/** Bad dates leave the enrollment out altogether: without its exit it would look open, and due. */
function judgeDates(
  enrollment: EnrollmentRow,
  exit: FoundExit | undefined,
  { findings, latest }: Reading,
): Verdict {
  const atEntry = { file: hmisFiles.enrollment.name, row: enrollment.row, column: 'EntryDate' };
  const entry = readHmisDate(enrollment.get('EntryDate'), latest);
  if (!entry) return { skip: 'entry-date-unreadable', tell: atEntry };
  if (entry.isCenturyGuessed) findings.add('century-guessed', atEntry);
  if (!exit) return 'take';

  const atExit = { file: hmisFiles.exit.name, row: exit.row, column: 'ExitDate' };
  const end = readHmisDate(exit.text, latest);
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
  const clients = new Set<string>();
  for (const { get } of tables.client.rows()) clients.add(owned(get('PersonalID')));
  const exits = matchExits(data, reading);
  const chosen: number[] = [];
  const exitDates = new Map<string, string>();

  const judge = (enrollment: EnrollmentRow): Verdict => {
    const { row, get } = enrollment;
    const project = projects.get(get('ProjectID')) ?? { skip: 'project-missing' as const };
    if ('skip' in project && project.skip === 'project-missing')
      return { skip: 'project-missing', tell: { file, row, column: 'ProjectID' } };
    if ('skip' in project) return project;
    if (deleted.client.has(get('PersonalID'))) return { skip: 'deleted-in-hmis' };
    if (!clients.has(get('PersonalID')))
      return { skip: 'client-missing', tell: { file, row, column: 'PersonalID' } };
    return judgeDates(enrollment, exits.get(get('EnrollmentID')), reading);
  };

  for (let at = 0; at < tables.enrollment.size; at += 1) {
    const enrollment = tables.enrollment.at(at);
    const id = owned(enrollment.get('EnrollmentID'));
    const exit = exits.get(id);
    const verdict = judge(enrollment);
    if (verdict === 'take') {
      chosen.push(at);
      if (exit) exitDates.set(id, exit.text);
      continue;
    }
    reading.enrollments.skip(verdict.skip);
    if (exit) reading.exits.skip(verdict.skip);
    if ('tell' in verdict) reading.findings.add(verdict.skip, verdict.tell);
  }
  return { chosen, exitDates };
}
