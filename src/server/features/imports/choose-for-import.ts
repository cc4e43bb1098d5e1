import type { InputOf } from '#contract/endpoint.ts';
import type { ChoicesMade, ProjectChoice } from '#contract/import-choices.ts';
import type * as contract from '#contract/imports.ts';
import type { HmisData } from '#domain/hmis/hmis-data.ts';
import type { ImportChoices, KnownRecords } from '#domain/hmis/import-plan.ts';
import { planImport } from '#domain/hmis/plan-import.ts';
import { classesOf } from '#domain/hmis/sensitivity.ts';
import { adopted } from '#domain/hmis/tally.ts';
import { fingerprinter } from '#server/platform/fingerprint.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused, type FieldProblem } from '#server/platform/refused.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import {
  allRefsOf,
  confirmedClasses,
  fingerprintsOf,
  standingWithoutImport,
  type StatedClass,
} from '#server/stores/imports/import-refs.ts';
import { lastExportedAt, lockImportRun, saveChoices } from '#server/stores/imports/import-runs.ts';
import { programsOf, type Program } from '#server/stores/enrollments/programs.ts';
import { dueAtOnceIn } from './due-at-once.ts';
import { restingImport, type Preview, type Standing } from './held-imports.ts';
import { viewImport } from './import-view.ts';
import { waitingSeatsIn } from './waiting-seats.ts';

type Input = InputOf<typeof contract.chooseForImport>;

/** Makes the preview of these choices. Nothing is written. */
export async function chooseForImport(
  { importId, organizations, projects, revision }: Input,
  { shell, step }: Passage,
) {
  await step(async (visit) => {
    const held = restingImport(shell, { agencyId: visit.agencyId, importId });
    const { choicesRevision } = await lockImportRun(visit.tx, visit.agencyId, importId);
    if (revision !== undefined && revision !== choicesRevision)
      throw new Refused('changed-meanwhile');
    const choices = await checked(visit, { organizations, projects });
    await saveChoices(visit, importId, choices);
    held.preview = null;
    held.hasFailed = false;
    held.progress = { doing: 'planning', done: 0, of: null, receivedBytes: 0 };
    try {
      held.preview = await previewOf(visit, held.data, choices);
    } finally {
      held.progress = null;
    }
  });
  return step((visit) => viewImport(visit, importId));
}

const sameName = (name: string) => name.trim().toLowerCase();

/** A project that was imported before keeps its program; a new program's name is free, or shared on purpose. */
async function checked(visit: Visit, choices: ChoicesMade): Promise<ChoicesMade> {
  const linked = await allRefsOf(visit, 'project');
  const programs = await programsOf(visit.tx, visit.agencyId);
  const projects = choices.projects.map(({ id, becomes }) => {
    const programId = linked.get(id);
    return programId && becomes.kind !== 'leave-out'
      ? { id, becomes: { kind: 'existing' as const, programId } }
      : { id, becomes };
  });
  const wrong = projects.flatMap(({ becomes }, at) => {
    const message = problemOf(becomes, { programs, before: projects.slice(0, at) });
    return message
      ? [{ path: `projects.${at}.becomes.${message.path}`, message: message.message }]
      : [];
  });
  if (wrong.length > 0) throw new Refused('bad-input', wrong);
  return { ...choices, projects };
}

function problemOf(
  becomes: ProjectChoice,
  { programs, before }: { programs: readonly Program[]; before: ChoicesMade['projects'] },
): FieldProblem | null {
  if (becomes.kind === 'leave-out') return null;
  if (becomes.kind === 'existing')
    return programs.some(({ programId }) => programId === becomes.programId)
      ? null
      : { path: 'programId', message: 'Choose one of your programs.' };
  const name = sameName(becomes.name);
  if (programs.some((program) => sameName(program.name) === name))
    return {
      path: 'name',
      message: 'There is a program with this name already. Choose it, or another name.',
    };
  const other = before.find(
    (one) => one.becomes.kind === 'new' && sameName(one.becomes.name) === name,
  )?.becomes;
  const isSame =
    other?.kind !== 'new' ||
    (other.preset === becomes.preset &&
      other.goLiveOn === becomes.goLiveOn &&
      other.class === becomes.class);
  return isSame
    ? null
    : {
        path: 'name',
        message: 'Two projects share this name: give both the same rules, or two names.',
      };
}

const asPlanned = ({ organizations, projects }: ChoicesMade): ImportChoices => ({
  organizations: new Map(organizations.map(({ id, choice }) => [id, choice])),
  // Which program it is does not change what is read of the project.
  programPolicies: new Map(
    projects.flatMap(({ id, becomes }) =>
      becomes.kind === 'leave-out' ? [] : [[id, 'program'] as const],
    ),
  ),
});

async function previewOf(visit: Visit, data: HmisData, choices: ChoicesMade): Promise<Preview> {
  const known: KnownRecords = {
    fingerprints: await fingerprintsOf(visit),
    classes: await confirmedClasses(visit, statedClasses(data)),
    lastExportedAt: await lastExportedAt(visit.tx, visit.agencyId),
    fingerprintOf: fingerprinter(visit.shell.auditKey, visit.agencyId),
  };
  const found = await standingIn(visit, data, known);
  const standing = { ...found, project: standingPrograms(choices, known) };
  const plan = planImport(data, asPlanned(choices), adopting(known, standing));
  const waitingSeats = await waitingSeatsIn(visit, { plan, choices, standing });
  const dueAtOnce = await dueAtOnceIn(visit, { plan, choices });
  return { key: newId(visit.at), plan, choices, standing, waitingSeats, dueAtOnce };
}

/** Every class that the file states of anybody, chosen or not: which of them are new is asked by the plan. */
function statedClasses({ tables, sensitivity }: HmisData): StatedClass[] {
  const bits = new Map<string, number>();
  for (const { get } of tables.enrollment.rows()) {
    const found = sensitivity.bitsOf(get('EnrollmentID'));
    if (found !== 0) bits.set(get('PersonalID'), (bits.get(get('PersonalID')) ?? 0) | found);
  }
  return [...bits].flatMap(([externalId, found]) =>
    classesOf(found).map((one) => ({ externalId, class: one })),
  );
}

/** What stands here already though no import wrote it, found by what the file says. */
async function standingIn(
  visit: Visit,
  { tables }: HmisData,
  { fingerprints }: KnownRecords,
): Promise<Omit<Standing, 'project'>> {
  const { staffByEmail, organizationByName, clientByHmisId } = await standingWithoutImport(
    visit,
    fingerprints,
  );
  const worker = new Map<string, string>();
  for (const { get } of tables.worker.rows()) {
    const staffId = staffByEmail.get(get('UserEmail').toLowerCase());
    if (staffId && !fingerprints.worker.has(get('UserID'))) worker.set(get('UserID'), staffId);
  }
  const organization = new Map<string, string>();
  for (const { get } of tables.organization.rows()) {
    const id = organizationByName.get(get('OrganizationName').toLowerCase());
    const externalId = get('OrganizationID');
    if (id && !fingerprints.organization.has(externalId)) organization.set(externalId, id);
  }
  return { worker, organization, client: clientByHmisId };
}

/** The programs of the agency that were chosen for projects which no import brought before. */
const standingPrograms = ({ projects }: ChoicesMade, { fingerprints }: KnownRecords) =>
  new Map(
    projects.flatMap(({ id, becomes }) =>
      becomes.kind === 'existing' && !fingerprints.project.has(id)
        ? [[id, becomes.programId] as const]
        : [],
    ),
  );

/** Whatever stands here is updated, not made a second time. */
const adopting = (known: KnownRecords, standing: Standing): KnownRecords => {
  const joined = (kind: keyof Standing) =>
    new Map([
      ...known.fingerprints[kind],
      ...[...standing[kind].keys()].map((id) => [id, adopted] as const),
    ]);
  return {
    ...known,
    fingerprints: {
      ...known.fingerprints,
      organization: joined('organization'),
      project: joined('project'),
      worker: joined('worker'),
      client: joined('client'),
    },
  };
};
