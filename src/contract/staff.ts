import { z } from 'zod';
import { roles } from '#domain/access/abilities.ts';
import { staffProviderClasses } from '#domain/program-policy/policy-words.ts';
import { teamRoles } from '#domain/access/team-roles.ts';
import { auditorScope } from './auditor-scope.ts';
import { optionalDay } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { aName, nameInLetters } from './one-line.ts';
import { placeAfter } from './place-after.ts';
import { member } from './staff-member.ts';
import { email } from './sign-in.ts';

const fullName = nameInLetters('Enter the name.');
const title = aName('Enter the title, for example Case manager.').max(120);
/** What they are in a conference of a program whose team they are not on; left out, it stays as it is. */
const providerClass = z
  .enum([...staffProviderClasses, 'none'], 'Choose one of the kinds.')
  .nullable()
  .transform((kind) => (kind === 'none' ? null : kind));
const someRoles = z
  .array(z.enum(roles))
  .min(1, 'Choose at least one role.')
  .transform((chosen) => [...new Set(chosen)]);
/** The last day of an auditor, who comes for a period; left out of a change, it stays as it is. */
const auditorUntil = optionalDay.optional();
const staffId = z.uuid('Choose a member of the staff.');
const done = z.object({ done: z.literal(true) });
/** A link is for the hand only where no mail server is set up; otherwise it is in the person's mail and nowhere else. */
const wayIn = z.object({
  staffId: z.string(),
  outcome: z.enum(['handed-over', 'mailed', 'waiting']),
  link: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
export type WayIn = z.output<typeof wayIn>;
/** Whether it is done, or waits until a second person agrees. */
const seat = z.object({ outcome: z.enum(['done', 'waiting']) });

export const listStaff = endpoint({
  method: 'GET',
  path: '/api/staff',
  summary: 'Everybody on the staff, with roles, teams and the state of their sign-in.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({}),
  reply: z.object({ staff: z.array(member) }),
});

export const inviteStaff = endpoint({
  method: 'POST',
  path: '/api/staff/invite',
  summary:
    'Adds somebody to the staff and makes a link for them to set their password; it works once, for 7 days. A role that opens records, and the right to save lists as files, wait for a second person, where there is one; of an auditor the last day is said, and for which programs, days and people they come.',
  refusals: ['email-on-staff', 'bad-input'],
  requirements: ['REQ-178'],
  input: z.strictObject({
    fullName,
    title,
    email,
    roles: someRoles,
    auditorUntil,
    ...auditorScope,
    providerClass: providerClass.default(null),
    mayTakeLists: z.boolean().default(false),
  }),
  reply: wayIn,
});

export const renewInvitation = endpoint({
  method: 'POST',
  path: '/api/staff/renew-invitation',
  summary:
    'Makes a new invitation link; the one before stops working. Whoever came by an import may have no email address yet: it is given here, for they sign in with it.',
  refusals: ['not-found', 'has-sign-in', 'is-deactivated', 'email-on-staff', 'bad-input'],
  requirements: ['REQ-178'],
  input: z.strictObject({ staffId, email: email.optional() }),
  reply: wayIn,
});

export const changeStaff = endpoint({
  method: 'POST',
  path: '/api/staff/change',
  summary:
    'Changes name, title and roles, the last day of an auditor, and whether they may save lists as files. The title before stays on record for its time; a role that opens records waits for a second person, and so does that right, which is taken back at once.',
  refusals: ['not-found', 'own-roles', 'last-administrator', 'bad-input'],
  requirements: ['REQ-178'],
  input: z.strictObject({
    staffId,
    fullName,
    title,
    roles: someRoles,
    auditorUntil,
    ...auditorScope,
    providerClass: providerClass.optional(),
    /** Whether lists of many people leave with them as files; left out, it stays as it is. */
    mayTakeLists: z.boolean().optional(),
  }),
  reply: seat,
});

export const deactivateStaff = endpoint({
  method: 'POST',
  path: '/api/staff/deactivate',
  summary: 'Ends a person’s access at once, sessions included. What they wrote stays.',
  refusals: ['not-found', 'own-roles', 'last-administrator'],
  requirements: ['REQ-178'],
  input: z.strictObject({ staffId }),
  reply: done,
});

export const reactivateStaff = endpoint({
  method: 'POST',
  path: '/api/staff/reactivate',
  summary: 'Lets a deactivated person in again, with the roles and teams they had.',
  refusals: ['not-found'],
  requirements: ['REQ-178'],
  input: z.strictObject({ staffId }),
  reply: done,
});

export const unlockStaff = endpoint({
  method: 'POST',
  path: '/api/staff/unlock',
  summary: 'Opens a sign-in that was locked after wrong passwords.',
  refusals: ['not-found'],
  requirements: ['REQ-178'],
  input: z.strictObject({ staffId }),
  reply: done,
});

export const recoverStaff = endpoint({
  method: 'POST',
  path: '/api/staff/recover',
  summary:
    'Makes a link for a colleague who cannot sign in; it works once, for a day, and can take lost codes and passkeys away.',
  refusals: [
    'not-found',
    'own-recovery',
    'no-sign-in-yet',
    'is-deactivated',
    'sign-in-not-yours',
    'recover-on-the-machine',
  ],
  requirements: ['REQ-178'],
  input: z.strictObject({
    staffId,
    lost: z.enum(['password', 'everything'], 'Choose what they have lost.'),
  }),
  reply: wayIn,
});

export const joinTeam = endpoint({
  method: 'POST',
  path: '/api/staff/join-team',
  summary:
    'Puts somebody on a team from today on, or changes what they do there. A seat that opens what is restricted waits for a second person.',
  refusals: ['not-found', 'already-on-team', 'is-deactivated'],
  requirements: ['REQ-178'],
  input: z.strictObject({
    staffId,
    teamId: z.uuid('Choose a team.'),
    teamRole: z.enum(teamRoles, 'Choose what they do on the team.'),
  }),
  reply: seat,
});

export const leaveTeam = endpoint({
  method: 'POST',
  path: '/api/staff/leave-team',
  summary: 'Ends a membership today. It stays on record for its time.',
  refusals: ['not-found'],
  requirements: ['REQ-178'],
  input: z.strictObject({ teamMemberId: z.uuid() }),
  reply: done,
});

const change = z.object({
  changeId: z.string(),
  staffId: z.string(),
  fullName: z.string(),
  /** "Invited as Supervisor", "Roles: Case manager, Supervisor". */
  inWords: z.string(),
  askedByName: z.string(),
  askedAt: z.string(),
  state: z.enum(['done', 'waiting', 'refused', 'withdrawn']),
  settledByName: z.string().nullable(),
  settledAt: z.string().nullable(),
  may: z.object({ confirm: z.boolean(), refuse: z.boolean(), withdraw: z.boolean() }),
});

export const listStaffChanges = endpoint({
  method: 'GET',
  path: '/api/staff-changes',
  summary:
    'Who was invited, helped back in, given other roles, put on a team or let save lists as files, by whom and when; or what waits for a second person. The latest first.',
  refusals: [],
  requirements: ['REQ-178'],
  input: z.strictObject({
    show: z.enum(['waiting', 'settled']).default('waiting'),
    /** The `next` of the page before. */
    after: placeAfter(z.iso.datetime(), z.uuid()).optional(),
  }),
  reply: z.object({ changes: z.array(change), next: z.string().nullable() }),
});
export type StaffChange = z.output<typeof change>;

const changeId = z.uuid('Choose a change.');

export const confirmStaffChange = endpoint({
  method: 'POST',
  path: '/api/staff-changes/confirm',
  summary:
    'The second person agrees, and it is done. Without a mail server they get the link to hand over.',
  refusals: [
    'not-found',
    'change-settled',
    'own-change',
    'is-deactivated',
    'asker-is-gone',
    'sign-in-not-yours',
  ],
  requirements: ['REQ-178'],
  input: z.strictObject({ changeId }),
  reply: wayIn.extend({ outcome: z.enum(['handed-over', 'mailed', 'done']) }),
});

export const refuseStaffChange = endpoint({
  method: 'POST',
  path: '/api/staff-changes/refuse',
  summary: 'The second person says no, or whoever asked takes it back.',
  refusals: ['not-found', 'change-settled'],
  requirements: ['REQ-178'],
  input: z.strictObject({ changeId }),
  reply: done,
});
