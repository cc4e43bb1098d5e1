import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { planWarnings } from './conference-view.ts';
import { namedPerson } from './named-person.ts';
import {
  changed,
  conferenceKey,
  personRef,
  replies,
  scheduleInput,
  version,
  why,
} from './parts.ts';

/** What can be done about a pair that consent does not cover. */
export const waysForward = ['ask-for-consent', 'invite-without-this-client', 'staff-only'] as const;

const withheldView = z.object({
  person: namedPerson,
  reviewId: z.string(),
  clientName: z.string(),
  because: z.string(),
  inWords: z.string(),
  ways: z.array(z.enum(waysForward)),
});

const invitedView = namedPerson.extend({
  reviewIds: z.array(z.string()),
  mail: z.enum(['written', 'no-email', 'may-not-email', 'has-died']),
});

export const sendInvitations = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/invitations',
  summary: 'Invites everybody whom consent allows, and says who is left out and why.',
  refusals: [
    'not-taking-part',
    'not-found',
    'changed-meanwhile',
    'conference-not-draft',
    'no-client',
    'reason-missing',
    'time-missing',
    'starts-in-the-past',
    'nobody-to-invite',
    'role-needs-every-client',
    'needs-every-client',
  ],
  requirements: ['REQ-053', 'REQ-055', 'REQ-056'],
  input: z.strictObject({ ...conferenceKey, version }),
  reply: changed.extend({
    invited: z.array(invitedView),
    withheld: z.array(withheldView),
    warnings: z.array(z.enum(planWarnings)),
  }),
});

export const inviteLate = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/late-invitations',
  summary:
    'Invites further people to a conference that others were invited to; nobody else is told.',
  refusals: [
    'not-taking-part',
    'not-found',
    'changed-meanwhile',
    'conference-not-scheduled',
    'unknown-person',
    'own-staff-only',
    'starts-in-the-past',
    'needs-every-client',
    'letters-wait-to-leave',
    'bad-input',
  ],
  requirements: ['REQ-053', 'REQ-055', 'REQ-056'],
  input: z.strictObject({
    ...conferenceKey,
    version,
    attendees: z
      .array(
        z.strictObject({
          person: personRef,
          reviewIds: z.array(z.uuid()).min(1, 'Choose for whom this person comes.').max(12),
        }),
      )
      .min(1, 'Choose whom to invite.')
      .max(40, 'Invite at most 40 people at once.'),
  }),
  reply: changed.extend({ invited: z.array(invitedView), withheld: z.array(withheldView) }),
});

export const takeOff = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/people/take-off',
  summary: 'Takes one person off a conference; who was invited hears that they need not come.',
  refusals: [
    'not-taking-part',
    'not-found',
    'changed-meanwhile',
    'conference-not-scheduled',
    'not-an-attendee',
    'holds-a-role',
    'needs-every-client',
  ],
  requirements: ['REQ-055'],
  input: z.strictObject({ ...conferenceKey, version, person: personRef }),
  reply: changed.extend({
    mail: z.enum(['written', 'no-email', 'may-not-email', 'has-died', 'not-invited']),
  }),
});

export const recordReply = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/replies',
  summary: 'Records what an invited person answered.',
  refusals: ['not-taking-part', 'not-found', 'not-invited', 'conference-not-scheduled'],
  requirements: ['REQ-055'],
  input: z.strictObject({
    ...conferenceKey,
    person: personRef,
    reply: z.enum(replies, { message: 'Choose an answer.' }),
  }),
  reply: changed,
});

export const reschedule = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/reschedule',
  summary: 'Moves an invited conference and tells everybody who was invited.',
  refusals: [
    'not-taking-part',
    'not-found',
    'changed-meanwhile',
    'conference-not-scheduled',
    'starts-in-the-past',
    'needs-every-client',
  ],
  requirements: ['REQ-055'],
  input: z.strictObject({ ...conferenceKey, version, schedule: scheduleInput }),
  reply: changed.extend({ told: z.int(), withheld: z.array(withheldView) }),
});

export const cancelConference = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/cancel',
  summary: 'Cancels a conference that has not begun and tells everybody who was invited.',
  refusals: ['not-taking-part', 'not-found', 'conference-already-started', 'needs-every-client'],
  requirements: [],
  input: z.strictObject({ ...conferenceKey, reason: why }),
  reply: changed.extend({ told: z.int() }),
});
