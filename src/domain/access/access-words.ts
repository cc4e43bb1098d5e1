import type { Role } from './abilities.ts';
import type { TeamRole } from './team-roles.ts';

export const roleWords: Record<Role, string> = {
  'case-manager': 'Case manager',
  supervisor: 'Supervisor',
  biller: 'Biller',
  auditor: 'Auditor',
  administrator: 'Administrator',
};

export const teamRoleWords: Record<TeamRole, string> = {
  'case-manager': 'Case manager',
  technician: 'Technician',
  'follow-up-worker': 'Follow-up worker',
  supervisor: 'Supervisor',
  coordinator: 'Coordinator',
};
