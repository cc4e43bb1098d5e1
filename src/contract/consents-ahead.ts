import { z } from 'zod';
import { sensitivityClasses } from '#domain/people.ts';
import { endpoint } from './endpoint.ts';
import { placeAfter } from './place-after.ts';

/** Which consents end: within so many days, or within the last ninety already; and what was said aloud and is not on paper yet. */
export const stretches = ['14', '30', '60', 'ended', 'on-paper'] as const;
export const whoseClients = ['mine', 'all'] as const;

export const reasonsNoRenewal = [
  'client-declined',
  'no-longer-involved',
  'leaving-care',
  'other-paper',
] as const;
export const noRenewalWords = (client: string) =>
  ({
    'client-declined': `The ${client} does not want to renew it`,
    'no-longer-involved': 'They are no longer involved',
    'leaving-care': `The ${client} leaves care before`,
    'other-paper': 'Another paper covers what is still needed',
  }) satisfies Record<(typeof reasonsNoRenewal)[number], string>;

const ending = z.object({
  consentId: z.string(),
  client: z.object({ clientId: z.string(), name: z.string() }),
  recipients: z.array(z.string()),
  /** Of the kinds that it covers, those that the asker may know of. */
  classes: z.array(z.enum(sensitivityClasses)),
  /** The last day on which it holds; of what was said aloud, the day on which its paper is due. */
  lastDay: z.string(),
  /** Below nought when that day has passed. */
  daysLeft: z.int(),
  mayDismiss: z.boolean(),
});
export type EndingConsent = z.output<typeof ending>;

export const listEndingConsents = endpoint({
  method: 'GET',
  path: '/api/consents/ending',
  summary:
    'Consents of enrolled clients that end within 14, 30 or 60 days, or have ended, and that no newer one covers; or that were said aloud and wait for their paper, by the day on which it is due; the first one first, 50 at a time.',
  refusals: ['bad-input'],
  requirements: ['REQ-035'],
  input: z.strictObject({
    within: z
      .enum(
        stretches,
        'Ask for 14, 30 or 60 days, for those that ended, or for what is not on paper yet.',
      )
      .default('60'),
    /** Left out, a supervisor begins with all and everybody else with their own clients. */
    whose: z.enum(whoseClients, 'Ask for mine or all.').optional(),
    /** The `next` of the page before. */
    after: placeAfter(z.iso.date(), z.uuid()).optional(),
  }),
  reply: z.object({
    today: z.string(),
    whose: z.enum(whoseClients),
    consents: z.array(ending),
    next: z.string().nullable(),
  }),
});

export const dismissRenewal = endpoint({
  method: 'POST',
  path: '/api/consents/:consentId/renewal-not-needed',
  summary: 'Says why a consent that ends needs no renewal; it ends on its day all the same.',
  refusals: ['not-found', 'consent-not-yours-to-change'],
  requirements: ['REQ-035'],
  input: z.strictObject({
    consentId: z.uuid(),
    reason: z.enum(reasonsNoRenewal, 'Say why it needs no renewal.'),
  }),
  reply: z.object({ consentId: z.string() }),
});
