import { z } from 'zod';
import { roles } from '#domain/access/abilities.ts';
import { teamRoles } from '#domain/access/team-roles.ts';
import { staffProviderClasses } from '#domain/program-policy/policy-words.ts';

/** Somebody on the staff, with roles, teams and the state of their sign-in. */
export const member = z.object({
  staffId: z.string(),
  fullName: z.string(),
  title: z.string(),
  providerClass: z.enum(staffProviderClasses).nullable(),
  email: z.string(),
  roles: z.array(z.enum(roles)),
  /** Null of whoever is no auditor, or has been one since before a last day was asked for. */
  auditorUntil: z.string().nullable(),
  /** The programs that an auditor comes for; null for every one. */
  auditorPrograms: z.array(z.object({ programId: z.string(), name: z.string() })).nullable(),
  /** The days of what an auditor reads; null for any day. */
  auditorPeriod: z.object({ from: z.string(), until: z.string() }).nullable(),
  /** The sample of clients that an auditor comes for; null for everybody. */
  auditorSample: z.object({ howMany: z.int(), seed: z.string().nullable() }).nullable(),
  /** The role is still theirs, and opens nothing any more. */
  auditorHasEnded: z.boolean(),
  /** Whether lists of many people leave with them as files. */
  mayTakeLists: z.boolean(),
  state: z.enum(['active', 'invited', 'invitation-waits', 'not-invited', 'deactivated']),
  isLocked: z.boolean(),
  isYou: z.boolean(),
  teams: z.array(
    z.object({
      teamMemberId: z.string(),
      teamId: z.string(),
      teamName: z.string(),
      programName: z.string(),
      teamRole: z.enum(teamRoles),
    }),
  ),
});
export type StaffMember = z.output<typeof member>;
