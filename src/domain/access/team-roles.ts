/** What a person does on a program's team. */
export const teamRoles = [
  'case-manager',
  'technician',
  'follow-up-worker',
  'supervisor',
  'coordinator',
] as const;

export type TeamRole = (typeof teamRoles)[number];
