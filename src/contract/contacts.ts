import { z } from 'zod';
import { sensitivityClasses } from '#domain/people.ts';
import { contactActivityCodes, contactChannelCodes } from '#domain/record/contact-activities.ts';
import { day, hourAndMinute } from './dates.ts';
import { endpoint } from './endpoint.ts';

export const longestNote = 2000;
export const longestAddendum = 1000;

const clientKey = { clientId: z.uuid() };
const partnerKinds = ['staff', 'provider', 'organization'] as const;

const partner = z.strictObject(
  {
    kind: z.enum(partnerKinds, 'Choose whom you were in contact with.'),
    id: z.uuid('Choose whom you were in contact with.'),
  },
  'Choose whom you were in contact with.',
);

const partnerChoice = z.object({
  kind: z.enum(partnerKinds),
  id: z.string(),
  name: z.string(),
  /** Title and organization, or what they do for the client. */
  about: z.string(),
  /** What may be told to them about this client, when it is not everything; empty is silence. */
  mayTell: z.string(),
});
export type PartnerChoice = z.output<typeof partnerChoice>;

export const findContactPartners = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/contacts/partners',
  summary:
    'Colleagues, providers and organizations to have been in contact with, and what they may be told.',
  refusals: ['not-found'],
  requirements: ['REQ-001', 'REQ-002'],
  input: z.strictObject({ ...clientKey, text: z.string().max(200).default('') }),
  reply: z.object({ partners: z.array(partnerChoice) }),
});

export const prepareContact = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/contacts/new',
  summary:
    'What the form for a contact needs: the dates it may have, and the classes that the note may carry.',
  refusals: ['not-found'],
  requirements: ['REQ-007'],
  input: z.strictObject(clientKey),
  reply: z.object({
    today: z.string(),
    bornOn: z.string().nullable(),
    /** Highest first: the first is what the note gets unless somebody lowers it. Empty where there is no choice. */
    classes: z.array(z.enum(sensitivityClasses)),
    /** The conferences that it may have led to, or come of. */
    conferences: z.array(z.object({ reviewId: z.string(), inWords: z.string() })),
  }),
});

const note = (longest: number) =>
  z
    .string('Write what was said and done.')
    .trim()
    .min(1, 'Write what was said and done: a contact is recorded with its note.')
    .max(longest, `Keep the note to ${longest} characters.`);

export const recordContact = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/contacts',
  summary:
    'Records a coordination contact with its progress note, and what a provider was told in it as a disclosure. It is no conference, and cannot become one.',
  refusals: ['not-found', 'unknown-person', 'bad-input'],
  requirements: [
    'REQ-001',
    'REQ-002',
    'REQ-003',
    'REQ-004',
    'REQ-005',
    'REQ-006',
    'REQ-007',
    'REQ-008',
    'REQ-024',
    'REQ-031',
    'REQ-032',
    'REQ-034',
  ],
  input: z
    .strictObject({
      ...clientKey,
      partner,
      activity: z.enum(contactActivityCodes, 'Choose what the contact was for.'),
      otherActivity: z.string().trim().max(100, 'Keep it to 100 characters.').default(''),
      channel: z.enum(contactChannelCodes, 'Choose how you were in contact.'),
      on: day('Enter the date of the contact.'),
      /** The hour and minute where the agency is, or empty where nobody knows it any more. */
      time: z
        .union(
          [z.literal(''), z.string().regex(hourAndMinute)],
          'Enter the whole time, or leave it empty.',
        )
        .default(''),
      minutes: z
        .int('Enter whole minutes, or leave it empty.')
        .min(1, 'Enter at least 1 minute, or leave it empty.')
        .max(720, 'Enter at most 720 minutes.')
        .nullable()
        .default(null),
      note: note(longestNote),
      class: z.enum(sensitivityClasses).optional(),
      /** The kinds of information about the client that a provider was told: a disclosure, by the papers of that moment. */
      told: z
        .array(z.enum(sensitivityClasses))
        .default([])
        .transform((some) => [...new Set(some)]),
      /** The review in a conference that it led to, or that it came of. */
      reviewId: z.uuid('Choose one of the conferences.').nullable().default(null),
    })
    .refine(({ activity, otherActivity }) => activity !== 'other' || otherActivity !== '', {
      path: ['otherActivity'],
      message: 'Say in a few words what the contact was for.',
    }),
  reply: z.object({ contactId: z.string() }),
});

export const addContactAddendum = endpoint({
  method: 'POST',
  path: '/api/contacts/:contactId/addenda',
  summary: 'Adds to a contact what was wrong or missing. What was written stays as it was.',
  refusals: ['not-found'],
  requirements: ['REQ-007', 'REQ-032'],
  input: z.strictObject({
    contactId: z.uuid(),
    text: note(longestAddendum),
    /** A stricter class than that of the contact, where the words tell more than it. */
    class: z.enum(sensitivityClasses).optional(),
  }),
  reply: z.object({ addendumId: z.string() }),
});
