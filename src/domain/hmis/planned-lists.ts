import { exitFrom, type ChosenEnrollments } from './choose-enrollments.ts';
import type { OrganizationTreatment, ProjectTreatment } from './choose-projects.ts';
import type { HmisData } from './hmis-data.ts';
import { readHmisDate } from './hmis-date.ts';
import { clientsOfLink, type HouseholdLink } from './household-links.ts';
import { relationToHead } from './household-relations.ts';
import { readClient, readWorker } from './read-records.ts';
import { classesOf, type RestrictedClass } from './sensitivity.ts';

/** The part of a file that is imported, as places in its tables. */
export type Chosen = ChosenEnrollments & {
  organizations: ReadonlyMap<string, OrganizationTreatment>;
  projects: ReadonlyMap<string, ProjectTreatment>;
  clientPlaces: readonly number[];
  /** By UserID the place in the worker table, or null for one that the file does not list. */
  workers: ReadonlyMap<string, number | null>;
  /** By place of the client, whether an enrollment of theirs is taken; and their restricted classes, as bits: numbers, because there are many. */
  takenClients: Uint8Array;
  classes: Uint32Array;
  links: ReadonlyMap<string, HouseholdLink>;
  latest: Temporal.PlainDate;
};

export type FingerprintOf = (content: string) => string;

export const identified = <T extends object>(
  externalId: string,
  body: T,
  fingerprintOf: FingerprintOf,
) => ({
  ...body,
  externalId,
  fingerprint: fingerprintOf(JSON.stringify([externalId, body])),
});

function* organizations({ tables }: HmisData, chosen: Chosen, print: FingerprintOf) {
  for (const { get } of tables.organization.rows()) {
    const id = get('OrganizationID');
    if (chosen.organizations.get(id) === 'partner-name')
      yield identified(id, { name: get('OrganizationName') }, print);
  }
}

function* programs({ tables }: HmisData, chosen: Chosen, print: FingerprintOf) {
  for (const { get } of tables.project.rows()) {
    const id = get('ProjectID');
    const treatment = chosen.projects.get(id);
    if (!treatment || 'skip' in treatment) continue;
    const { policy } = treatment;
    const program = { name: get('ProjectName'), organizationId: get('OrganizationID'), policy };
    yield identified(id, program, print);
  }
}

function* workers({ tables }: HmisData, chosen: Chosen, print: FingerprintOf) {
  for (const [id, place] of chosen.workers)
    yield identified(
      id,
      readWorker(id, place === null ? undefined : tables.worker.at(place)),
      print,
    );
}

function* clients({ tables }: HmisData, chosen: Chosen, print: FingerprintOf) {
  for (const place of chosen.clientPlaces) {
    const row = tables.client.at(place);
    yield identified(row.get('PersonalID'), readClient(row, chosen.latest), print);
  }
}

/** What the file says of a taken enrollment. */
export function enrollmentAt(data: HmisData, chosen: Chosen, place: number) {
  const { get } = data.tables.enrollment.at(place);
  const start = readHmisDate(get('EntryDate'), chosen.latest);
  const exit = exitFrom(data, chosen.exitPlaces, place);
  const end = exit && readHmisDate(exit.get('ExitDate'), chosen.latest);
  if (!start) return null;
  const enrollment = {
    clientId: get('PersonalID'),
    programId: get('ProjectID'),
    workerId: get('UserID') || null,
    startedOn: start.on,
    endedOn: end?.on ?? null,
    householdId: get('HouseholdID'),
    relationToHead: relationToHead(get('RelationshipToHoH')),
  };
  return { id: get('EnrollmentID'), enrollment };
}

export const sensitivityKey = (clientId: string, found: RestrictedClass) => `${clientId}\t${found}`;

function* sensitivity({ tables }: HmisData, { clientPlaces, classes }: Chosen) {
  for (const place of clientPlaces)
    for (const found of classesOf(classes[place] ?? 0)) {
      const clientId = tables.client.at(place).get('PersonalID');
      const source = found === 'dv' ? 'hmis-health-and-dv' : 'hmis-disabilities';
      const externalId = sensitivityKey(clientId, found);
      yield { clientId, class: found, source, externalId, fingerprint: '' } as const;
    }
}

function* enrollments(data: HmisData, chosen: Chosen, print: FingerprintOf) {
  for (const place of chosen.chosen) {
    const found = enrollmentAt(data, chosen, place);
    if (found) yield identified(found.id, found.enrollment, print);
  }
}

function* exits(data: HmisData, chosen: Chosen, print: FingerprintOf) {
  for (const place of chosen.chosen) {
    const exit = exitFrom(data, chosen.exitPlaces, place);
    const end = exit && readHmisDate(exit.get('ExitDate'), chosen.latest);
    const id = data.tables.enrollment.at(place).get('EnrollmentID');
    if (end) yield identified(id, { endedOn: end.on }, print);
  }
}

function* householdLinks(chosen: Chosen, print: FingerprintOf) {
  for (const [key, link] of chosen.links)
    yield identified(key, { ...clientsOfLink(key), ...link }, print);
}

/** Every record that the file says should exist, whether or not it does already; made anew at each reading. */
export const listsOf = (data: HmisData, chosen: Chosen, print: FingerprintOf) => ({
  organizations: () => organizations(data, chosen, print),
  programs: () => programs(data, chosen, print),
  workers: () => workers(data, chosen, print),
  clients: () => clients(data, chosen, print),
  sensitivity: () => sensitivity(data, chosen),
  enrollments: () => enrollments(data, chosen, print),
  exits: () => exits(data, chosen, print),
  householdLinks: () => householdLinks(chosen, print),
});

export type Lists = ReturnType<typeof listsOf>;
