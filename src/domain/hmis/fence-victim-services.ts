import type { Fenced, HmisData } from './hmis-data.ts';
import { hmisFiles } from './hmis-files.ts';
import { owned } from './hmis-table.ts';

/** Anything but a plain no keeps an organization out: a blank may be a shelter. */
export const servesVictims = (answer: string) => answer !== '0';

function victimProjects({ tables, findings }: HmisData) {
  const organizations = new Set<string>();
  for (const { row, get } of tables.organization.rows()) {
    const answer = get('VictimServiceProvider');
    if (!servesVictims(answer)) continue;
    organizations.add(get('OrganizationID'));
    const { name: file } = hmisFiles.organization;
    if (answer !== '1')
      findings.add('victim-service-unclear', { file, row, column: 'VictimServiceProvider' });
  }
  const projects = new Set<string>();
  for (const { get } of tables.project.rows())
    if (organizations.has(get('OrganizationID'))) projects.add(get('ProjectID'));
  return { organizations, projects };
}

/** Forgets what victim-service organizations hold, before anything else looks at the data; only numbers remain. */
export function fenceVictimServices(data: HmisData): Fenced {
  const { tables, sensitivity } = data;
  const { organizations, projects } = victimProjects(data);
  const inside = new Set<string>();
  const clientsInside = new Set<string>();
  if (projects.size > 0)
    for (const { get } of tables.enrollment.rows()) {
      if (!projects.has(get('ProjectID'))) continue;
      inside.add(owned(get('EnrollmentID')));
      clientsInside.add(owned(get('PersonalID')));
    }
  const fenced = { organizations: organizations.size, projects: projects.size };
  if (inside.size === 0) return { ...fenced, enrollments: 0, exits: 0, clients: 0 };

  const enrollments = tables.enrollment.keep(({ get }) => !inside.has(get('EnrollmentID')));
  const exits = tables.exit.keep(({ get }) => !inside.has(get('EnrollmentID')));
  sensitivity.keep((enrollmentId) => !inside.has(enrollmentId));
  for (const { get } of tables.enrollment.rows()) clientsInside.delete(get('PersonalID'));
  const clients = tables.client.keep(({ get }) => !clientsInside.has(get('PersonalID')));
  return { ...fenced, enrollments, exits, clients };
}
