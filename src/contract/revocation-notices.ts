import { z } from 'zod';
import { waysToTell } from '#domain/consent/revocation-notice.ts';
import { day } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { placeAfter } from './place-after.ts';

const notice = z.object({
  noticeId: z.string(),
  consentId: z.string(),
  client: z.object({ clientId: z.string(), name: z.string() }),
  /** The partner that the form lists, who has to hear that it holds no more. */
  party: z.string(),
  formTitle: z.string(),
  /** From this day on it holds no more: the partner is told the date with it. */
  revokedOn: z.string(),
  told: z.object({ on: z.string(), how: z.enum(waysToTell), byName: z.string() }).nullable(),
});
export type RevocationNotice = z.output<typeof notice>;

export const listRevocationNotices = endpoint({
  method: 'GET',
  path: '/api/revocation-notices',
  summary:
    'Which partners of a form that a client took back have to hear of it, the longest ago first, and who was told when and how.',
  refusals: [],
  requirements: ['REQ-035'],
  input: z.strictObject({
    show: z.enum(['open', 'told', 'all']).default('open'),
    clientId: z.uuid('Choose somebody.').optional(),
    /** The `next` of the page before. */
    after: placeAfter(z.iso.datetime(), z.uuid()).optional(),
  }),
  reply: z.object({
    notices: z.array(notice),
    /** How many are still to be told, on this page or another. */
    open: z.int(),
    next: z.string().nullable(),
    today: z.string(),
  }),
});

export const recordNoticeGiven = endpoint({
  method: 'POST',
  path: '/api/revocation-notices/:noticeId/told',
  summary: 'Records on which day and how a partner was told that the client took the form back.',
  refusals: ['not-found', 'bad-input', 'notice-already-given'],
  requirements: ['REQ-035'],
  input: z.strictObject({
    noticeId: z.uuid(),
    on: day('Enter the date on which they were told.'),
    how: z.enum(waysToTell, 'Say how they were told.'),
  }),
  reply: z.object({ noticeId: z.string() }),
});
