import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { mostClients } from '#domain/conference/most-clients.ts';
import { placeAfter } from '#contract/place-after.ts';
import { conferenceRow, conferenceView } from './conference-view.ts';
import {
  absenceReasons,
  changed,
  conferenceKey,
  longestLine,
  personRef,
  scheduleInput,
  sensitivityClass,
  topicCode,
  version,
} from './parts.ts';

export const startDraft = endpoint({
  method: 'POST',
  path: '/api/conferences',
  summary: 'Starts a draft for one or several enrollments, with the care teams suggested.',
  refusals: ['not-found', 'client-twice', 'client-has-died'],
  requirements: ['REQ-051', 'REQ-054'],
  input: z.strictObject({
    enrollmentIds: z
      .array(z.uuid(), { message: 'Choose at least one person to discuss.' })
      .min(1, 'Choose at least one person to discuss.')
      .max(mostClients, `One conference takes at most ${mostClients} people to discuss.`),
    /** The significant changes that it is called for, each of one of these clients. */
    changeEventIds: z.array(z.uuid()).max(20, 'Name at most 20 changes.').default([]),
  }),
  reply: changed,
});

export const listConferences = endpoint({
  method: 'GET',
  path: '/api/conferences',
  summary: 'The conferences that lie ahead, wait to be closed, or are past, a page at a time.',
  refusals: [],
  requirements: ['REQ-043'],
  input: z.strictObject({
    view: z.enum(['upcoming', 'to-close', 'past']).default('upcoming'),
    /** Only those in which this client is discussed. */
    clientId: z.uuid('Choose somebody from the list.').optional(),
    after: placeAfter(z.iso.datetime(), z.uuid()).optional(),
  }),
  reply: z.object({
    conferences: z.array(conferenceRow),
    /** Send it back as `after` for the next page; null on the last one. */
    next: z.string().nullable(),
  }),
});

export const readConference = endpoint({
  method: 'GET',
  path: '/api/conferences/:conferenceId',
  summary: 'One conference with the readiness of each person and client.',
  refusals: ['not-found'],
  requirements: ['REQ-052', 'REQ-053', 'REQ-067'],
  input: z.strictObject(conferenceKey),
  reply: conferenceView,
});

export const saveClients = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/clients',
  summary: 'Saves who is discussed, why, for how long and in which order.',
  refusals: [
    'not-taking-part',
    'not-found',
    'changed-meanwhile',
    'client-twice',
    'client-has-died',
    'conference-not-planned',
    'needs-every-client',
  ],
  requirements: ['REQ-051', 'REQ-052', 'REQ-068'],
  input: z.strictObject({
    ...conferenceKey,
    version,
    reviews: z
      .array(
        z.strictObject({
          enrollmentId: z.uuid(),
          plannedMinutes: z
            .int('Give whole minutes.')
            .min(1, 'Give at least one minute.')
            .max(240, 'One review takes at most 240 minutes.'),
          reasons: z
            .array(
              z.strictObject({
                code: topicCode,
                text: z
                  .string()
                  .trim()
                  .max(longestLine, `Keep it to ${longestLine} characters.`)
                  .nullable()
                  .default(null),
                /** Left out: the highest class of the case. */
                class: sensitivityClass.nullable().default(null),
              }),
            )
            .max(8, 'Give at most 8 reasons.'),
        }),
      )
      .min(1, 'Choose at least one person to discuss.')
      .max(mostClients, `One conference takes at most ${mostClients} people to discuss.`),
  }),
  reply: changed,
});

export const savePeople = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/people',
  summary: 'Saves who is wanted, and for which client.',
  refusals: [
    'not-taking-part',
    'not-found',
    'bad-input',
    'changed-meanwhile',
    'unknown-person',
    'not-yours-to-name',
    'own-staff-only',
    'conference-not-planned',
    'needs-every-client',
  ],
  requirements: ['REQ-014', 'REQ-054', 'REQ-055'],
  input: z.strictObject({
    ...conferenceKey,
    version,
    attendees: z
      .array(z.strictObject({ person: personRef, reviewIds: z.array(z.uuid()).max(12) }))
      .max(40, 'One conference takes at most 40 people.'),
    /** Why a client is not asked to their own review. */
    clientsNotAsked: z
      .array(z.strictObject({ reviewId: z.uuid(), because: z.enum(absenceReasons) }))
      .max(12)
      .default([]),
    /** An internal case review, among the agency's own staff: it is kept, and never counts. */
    isInternal: z.boolean().default(false),
  }),
  reply: changed,
});

export const saveSchedule = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/schedule',
  summary: 'Saves date, time, zone, mode and place of a draft.',
  refusals: [
    'not-taking-part',
    'not-found',
    'changed-meanwhile',
    'conference-not-planned',
    'needs-every-client',
  ],
  requirements: ['REQ-020', 'REQ-055'],
  input: z.strictObject({ ...conferenceKey, version, schedule: scheduleInput }),
  reply: changed,
});

export const listColleagues = endpoint({
  method: 'GET',
  path: '/api/conferences/:conferenceId/colleagues',
  summary: 'Our own people who can be asked to a plan, and whose record each of them cannot open.',
  refusals: ['not-found', 'conference-not-planned', 'needs-every-client'],
  requirements: ['REQ-059'],
  input: z.strictObject(conferenceKey),
  reply: z.object({
    colleagues: z.array(z.object({ staffId: z.string(), name: z.string(), title: z.string() })),
    /** Of these and of everybody of ours in the plan: by program and team, never by what a case holds. */
    withoutAccess: z.array(z.object({ staffId: z.string(), reviewIds: z.array(z.string()) })),
  }),
});

const roleHolder = z.uuid().nullable().default(null);

export const saveRoles = endpoint({
  method: 'POST',
  path: '/api/conferences/:conferenceId/roles',
  summary: 'Saves who facilitates, keeps time and takes notes.',
  refusals: [
    'not-taking-part',
    'not-found',
    'changed-meanwhile',
    'not-staff-of-this-meeting',
    'role-needs-every-client',
    'needs-every-client',
  ],
  requirements: ['REQ-059', 'REQ-060', 'REQ-061'],
  input: z.strictObject({
    ...conferenceKey,
    version,
    roles: z.strictObject({
      facilitator: roleHolder,
      timekeeper: roleHolder,
      notetaker: roleHolder,
    }),
  }),
  reply: changed,
});
