import { roleWords, teamRoleWords } from '#domain/access/access-words.ts';
import { roles, type Role } from '#domain/access/abilities.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { providerWords } from '#domain/program-policy/sentences/policy-choices.ts';
import { staffProviderClasses } from '#domain/program-policy/policy-words.ts';
import { teamRoles } from '#domain/access/team-roles.ts';

const roleDetails: Record<Role, string> = {
  'case-manager': 'Works on their own cases: plans, holds and closes conferences.',
  supervisor: 'Sees the cases of the programs they supervise.',
  biller: 'Prepares bills.',
  auditor: 'Reads who did what and when.',
  administrator: 'Keeps staff, programs and imports. Reads nothing that is said in a case.',
};

export const roleOptions = roles.map((id) => ({
  id,
  label: roleWords[id],
  detail: roleDetails[id],
}));
export const teamRoleOptions = teamRoles.map((id) => ({ id, label: teamRoleWords[id] }));

export const staffClassOptions = staffProviderClasses.map((id) => ({
  id,
  label: capitalized(providerWords[id]),
}));
