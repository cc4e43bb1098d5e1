import { servesVictims } from './fence-victim-services.ts';
import type { HmisData } from './hmis-data.ts';
import { owned } from './hmis-table.ts';

export type ProjectSummary = {
  id: string;
  name: string;
  type: string;
  enrollments: number;
  /** Enrollments without an exit. */
  open: number;
};

export type OrganizationSummary = {
  id: string;
  name: string;
  isVictimService: boolean;
  /** People with an enrollment in one of its projects. */
  clients: number;
  projects: ProjectSummary[];
};

/** What the file holds, for choosing what becomes of each organization and project; by name, as people look for theirs. */
export function summarizeHmis({ tables }: HmisData): OrganizationSummary[] {
  const left = new Set<string>();
  for (const { get } of tables.exit.rows()) left.add(owned(get('EnrollmentID')));
  const organizations = new Map<string, OrganizationSummary>();
  for (const { get } of tables.organization.rows()) {
    const id = get('OrganizationID');
    const isVictimService = servesVictims(get('VictimServiceProvider'));
    const name = get('OrganizationName');
    organizations.set(id, { id, name, isVictimService, clients: 0, projects: [] });
  }
  const projects = new Map<string, ProjectSummary>();
  const peopleIn = new Map<string, Set<string>>();
  const peopleOf = new Map<string, Set<string>>();
  for (const { get } of tables.project.rows()) {
    const id = get('ProjectID');
    const type = get('ProjectType');
    const project = { id, name: get('ProjectName'), type, enrollments: 0, open: 0 };
    projects.set(id, project);
    const organizationId = get('OrganizationID');
    organizations.get(organizationId)?.projects.push(project);
    // One set for all projects of an organization: whoever is in two of them is one client.
    const people = peopleOf.get(organizationId) ?? new Set();
    peopleOf.set(organizationId, people);
    peopleIn.set(id, people);
  }
  for (const { get } of tables.enrollment.rows()) {
    const project = projects.get(get('ProjectID'));
    if (!project) continue;
    project.enrollments += 1;
    peopleIn.get(project.id)?.add(get('PersonalID'));
    if (!left.has(get('EnrollmentID'))) project.open += 1;
  }
  return byName([...organizations.values()]).map((one) => ({
    ...one,
    clients: peopleOf.get(one.id)?.size ?? 0,
    projects: byName(one.projects),
  }));
}

const byName = <T extends { name: string }>(all: readonly T[]): T[] =>
  all.toSorted((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
