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
  projects: ProjectSummary[];
};

/** What the file holds, for choosing what becomes of each organization and project. */
export function summarizeHmis({ tables }: HmisData): OrganizationSummary[] {
  const left = new Set<string>();
  for (const { get } of tables.exit.rows()) left.add(owned(get('EnrollmentID')));
  const organizations = new Map<string, OrganizationSummary>();
  for (const { get } of tables.organization.rows()) {
    const id = get('OrganizationID');
    const isVictimService = servesVictims(get('VictimServiceProvider'));
    organizations.set(id, { id, name: get('OrganizationName'), isVictimService, projects: [] });
  }
  const projects = new Map<string, ProjectSummary>();
  for (const { get } of tables.project.rows()) {
    const id = get('ProjectID');
    const type = get('ProjectType');
    const project = { id, name: get('ProjectName'), type, enrollments: 0, open: 0 };
    projects.set(id, project);
    organizations.get(get('OrganizationID'))?.projects.push(project);
  }
  for (const { get } of tables.enrollment.rows()) {
    const project = projects.get(get('ProjectID'));
    if (!project) continue;
    project.enrollments += 1;
    if (!left.has(get('EnrollmentID'))) project.open += 1;
  }
  return [...organizations.values()];
}
