import type { Role } from '#domain/access/abilities.ts';
import type { TeamRole } from '#domain/access/team-roles.ts';
import { roles } from '#domain/access/abilities.ts';
import { teamRoles } from '#domain/access/team-roles.ts';

export const roleWords: Record<Role, string> = {
  'case-manager': 'Case manager',
  supervisor: 'Supervisor',
  biller: 'Biller',
  auditor: 'Auditor',
  administrator: 'Administrator',
};

const roleDetails: Record<Role, string> = {
  'case-manager': 'Works with their own clients: plans, holds and closes conferences.',
  supervisor: 'Sees the clients of the programs they supervise.',
  biller: 'Prepares bills.',
  auditor: 'Reads who did what and when.',
  administrator: 'Keeps staff, programs and imports. Reads nothing that is said about clients.',
};

export const teamRoleWords: Record<TeamRole, string> = {
  'case-manager': 'Case manager',
  technician: 'Technician',
  'follow-up-worker': 'Follow-up worker',
  supervisor: 'Supervisor',
  coordinator: 'Coordinator',
};

export const roleOptions = roles.map((id) => ({
  id,
  label: roleWords[id],
  detail: roleDetails[id],
}));
export const teamRoleOptions = teamRoles.map((id) => ({ id, label: teamRoleWords[id] }));
