import { z } from 'zod';
import { endings } from '#domain/consent/taking-back.ts';
import { clientKey } from './clients.ts';
import { alsoEnding, stopTelling } from './consents-end.ts';
import { party } from './consents.ts';
import { endpoint } from './endpoint.ts';

const invitation = z.object({
  id: z.string(),
  conferenceId: z.string(),
  /** Who is asked no more, as they are called on that day. */
  person: z.string(),
  /** "Mon 15 Mar 2027, 10:00 to 10:30 am Eastern"; an instant that sorts is no word for it. */
  inWords: z.string(),
  isBeingHeld: z.boolean(),
  /** Whether they stay asked to something else of the same meeting; null where the asker may not know. */
  staysAsked: z.boolean().nullable(),
  /** Mails about the meeting that have not left and will not; null where that hangs on what the asker may not know. */
  unsentMails: z.int().nullable(),
});

const whatStops = z.object({
  /** Whether the asker may know everything that a case can hold. Where not, more can stop than stands here, or less: it is the same for every case. */
  isWhole: z.boolean(),
  invitations: z.array(invitation),
  /** Partners of the forms that have to hear of it; said only to who may know everything, for it tells which form a paper is. */
  toTell: z.array(z.string()),
});
export type WhatStops = z.output<typeof whatStops>;

export const previewEnd = endpoint({
  method: 'POST',
  path: '/api/consents/:consentId/preview',
  summary:
    'Says what would stop if a consent, and others with it, ended at this moment: invitations, unsent mails, and who would have to hear of it. It changes nothing.',
  refusals: ['not-found', 'consent-not-yours-to-change'],
  requirements: ['REQ-035'],
  input: z.strictObject({
    consentId: z.uuid(),
    how: z.enum(endings).default('revoked'),
    also: alsoEnding,
  }),
  reply: whatStops,
});

export const previewStopTelling = endpoint({
  method: 'POST',
  path: `${stopTelling.path}/preview`,
  summary:
    'Says what would stop if nothing more reached one person or organization. It changes nothing.',
  refusals: stopTelling.refusals,
  requirements: ['REQ-035'],
  input: z.strictObject({ ...clientKey, recipient: party }),
  reply: whatStops,
});
