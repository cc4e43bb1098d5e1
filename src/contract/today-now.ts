import { z } from 'zod';
import { reportedStatuses } from '#domain/action-items/status-update.ts';
import { endpoint } from './endpoint.ts';
import { meeting } from './today.ts';

export const readNow = endpoint({
  method: 'GET',
  path: '/api/today/now',
  summary:
    'Today’s conferences, those that nobody began when their time came, and those that were held and are not closed yet.',
  refusals: [],
  requirements: [],
  input: z.strictObject({}),
  reply: z.object({
    today: z.string(),
    mayPlan: z.boolean(),
    /** Privacy incidents that wait for a supervisor of their program. */
    openIncidents: z.int(),
    /** Emergency accesses of others that wait for the asker's review, and until when the first of them has to have it. */
    emergencies: z.object({ open: z.int(), firstBy: z.string().nullable(), isLate: z.boolean() }),
    /** Written statements that are the asker's to give, and those of their programs that stay open: how many, and how many are late. */
    statements: z.object({ open: z.int(), late: z.int(), firstDueOn: z.string().nullable() }),
    /** Consents of one's clients that end within a fortnight, later within sixty days, or have ended without a newer one; that were said aloud and wait for their paper; and partners who have to hear of a revocation. */
    consents: z.object({
      ending: z.int(),
      later: z.int(),
      ended: z.int(),
      onPaper: z.int(),
      toTell: z.int(),
    }),
    /** Whether more of them wait than are listed. */
    goesOn: z.boolean(),
    conferences: z.array(
      meeting.extend({
        number: z.int(),
        /** Of one that has ended: "Fri 6 Mar, 3:00 pm Eastern", and whether that has passed. */
        closing: z.object({ by: z.string(), isLate: z.boolean() }).nullable(),
        /** Of what was missed, who leads it. */
        facilitatorName: z.string().nullable(),
        mode: z.string(),
        clients: z.array(z.string()),
        /** What the asker does in it; empty for somebody who only may see it. */
        roles: z.array(z.enum(['facilitator', 'timekeeper', 'notetaker'])),
        asked: z.int(),
        saidYes: z.int(),
      }),
    ),
  }),
});
export type NowConference = z.output<typeof readNow.reply>['conferences'][number];

export const readWaiting = endpoint({
  method: 'GET',
  path: '/api/today/waiting',
  summary:
    'What waits on others in the conferences that the asker plans or facilitates: replies, mail, actions.',
  refusals: [],
  requirements: ['REQ-055', 'REQ-179'],
  input: z.strictObject({}),
  reply: z.object({
    today: z.string(),
    replies: z.array(
      z.object({
        id: z.string(),
        conferenceId: z.string(),
        name: z.string(),
        invitedAt: z.string(),
        startsAt: z.string(),
        timeZone: z.string(),
      }),
    ),
    /** Invitations, and emails of an exchange, that stayed without an answer for so long that they are attempts, once somebody confirms it. */
    silences: z.array(
      z.object({
        id: z.string(),
        /** An email of an exchange to which nobody was invited: whether this person got it is for a person to say. */
        asked: z.enum(['invitation', 'email', 'perhaps-email']),
        attemptIds: z.array(z.string()),
        conferenceId: z.string(),
        name: z.string(),
        clients: z.array(z.string()),
        sentOn: z.string(),
      }),
    ),
    /** Exemptions and pauses whose review date has come. */
    reviews: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['exemption', 'pause']),
        clientId: z.string(),
        clientName: z.string(),
        programName: z.string(),
        reviewOn: z.string(),
      }),
    ),
    /** Whether more mails wait than are listed. */
    mailsGoOn: z.boolean(),
    mails: z.array(
      z.object({
        id: z.string(),
        conferenceId: z.string(),
        name: z.string(),
        state: z.enum(['held', 'failed', 'unknown']),
        writtenAt: z.string(),
        timeZone: z.string(),
      }),
    ),
    actions: z.array(
      z.object({
        id: z.string(),
        clientId: z.string(),
        clientName: z.string(),
        name: z.string(),
        dueOn: z.string(),
      }),
    ),
    /** What owners outside say of steps that the asker follows up. */
    statusUpdates: z.array(
      z.object({
        id: z.string(),
        clientId: z.string(),
        clientName: z.string(),
        name: z.string(),
        said: z.enum(reportedStatuses),
        until: z.string().nullable(),
        on: z.string(),
      }),
    ),
  }),
});
export type Waiting = z.output<typeof readWaiting.reply>;
