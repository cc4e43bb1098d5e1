import { servesVictims } from './fence-victim-services.ts';
import type { HmisData } from './hmis-data.ts';
import type { ImportChoices, OrganizationChoice, SkipReason } from './import-plan.ts';

export type OrganizationTreatment = OrganizationChoice | 'victim-service';
export type ProjectTreatment = { policy: string } | { skip: SkipReason };

const skipOf: Record<Exclude<OrganizationTreatment, 'this-agency'>, SkipReason> = {
  'partner-name': 'partner-name-only',
  'leave-out': 'left-out',
  'victim-service': 'victim-service',
};

/** What becomes of each organization: a victim service is kept out whatever was chosen for it. */
export function treatOrganizations({ tables }: HmisData, { organizations }: ImportChoices) {
  const treatments = new Map<string, OrganizationTreatment>();
  for (const { get } of tables.organization.rows()) {
    const id = get('OrganizationID');
    const isVictimService = servesVictims(get('VictimServiceProvider'));
    treatments.set(id, isVictimService ? 'victim-service' : (organizations.get(id) ?? 'leave-out'));
  }
  return treatments;
}

/** What becomes of each project: a program with its policy, or the reason why not. */
export function treatProjects(
  { tables }: HmisData,
  { programPolicies }: ImportChoices,
  organizations: ReadonlyMap<string, OrganizationTreatment>,
) {
  const treatments = new Map<string, ProjectTreatment>();
  for (const { get } of tables.project.rows()) {
    const id = get('ProjectID');
    const organization = organizations.get(get('OrganizationID'));
    const policy = programPolicies.get(id);
    if (!organization) treatments.set(id, { skip: 'project-missing' });
    else if (organization !== 'this-agency') treatments.set(id, { skip: skipOf[organization] });
    else treatments.set(id, policy ? { policy } : { skip: 'without-policy' });
  }
  return treatments;
}

/** Of an organization that is this agency, whether or not the project was chosen. */
export const isOwnProject = (project: ProjectTreatment | undefined) =>
  project !== undefined && (!('skip' in project) || project.skip === 'without-policy');
