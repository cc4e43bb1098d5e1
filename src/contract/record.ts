import { z } from 'zod';
import { sensitivityClasses } from '#domain/people.ts';
import { recordKinds } from '#domain/record/record-facts.ts';
import { day } from './dates.ts';
import { endpoint, fileEndpoint } from './endpoint.ts';
import { placeAfter } from './place-after.ts';

export const recordPageSize = 50;

/** What people read in a filter; a conference comes first because it is what one looks for. */
export const recordKindWords = {
  conference: 'Conferences',
  contact: 'Contacts',
  attempt: 'Attempts',
  action: 'Actions',
  consent: 'Consents',
  document: 'Documents',
  mail: 'Mail',
  enrollment: 'Enrollment',
  'held-elsewhere': 'Held elsewhere',
  import: 'Imports',
  change: 'Changes',
  reassessment: 'Reassessments',
  exemption: 'Exemptions',
  pause: 'Pauses',
  verification: 'Plan verified',
} as const satisfies Record<(typeof recordKinds)[number], string>;

const clientKey = { clientId: z.uuid() };

/** Several kinds in one query field, parted by commas; empty is every kind. */
const kinds = z
  .string()
  .max(200)
  .default('')
  .transform((text) => text.split(',').filter((part) => part !== ''))
  .pipe(z.array(z.enum(recordKinds, 'Choose among the kinds of the record.')));

const optionalDay = day('Enter a date, for example 2026-05-04.').optional();

const entry = z.object({
  entryId: z.string(),
  kind: z.enum(recordKinds),
  on: z.string(),
  title: z.string(),
  text: z.string(),
  detail: z.string(),
  /** Who wrote it down. */
  by: z.string().nullable(),
  /** "Recorded 3 days later", or nothing. */
  late: z.string(),
  conference: z
    .object({ conferenceId: z.string(), number: z.int(), reviewId: z.string() })
    .nullable(),
  contact: z
    .object({
      contactId: z.string(),
      class: z.enum(sensitivityClasses),
      /** Set for those who may know it, where the note was given a lower class than the case holds. */
      loweredFrom: z.enum(sensitivityClasses).nullable(),
      addenda: z.array(z.object({ text: z.string(), by: z.string(), at: z.string() })),
      /** The conferences that it led to or came of, in words and to be opened. */
      conferences: z.array(z.object({ conferenceId: z.string(), inWords: z.string() })),
    })
    .nullable(),
  heldElsewhere: z.object({ enrollmentId: z.string(), isSuperseded: z.boolean() }).nullable(),
  /** The review whose form this entry is, to be opened as a PDF. */
  formOf: z.string().nullable(),
});
export type RecordEntryView = z.output<typeof entry>;

export const readRecord = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/record',
  summary: 'One client’s record in the order of what happened, newest first, a page at a time.',
  refusals: ['not-found'],
  requirements: ['REQ-023', 'REQ-105', 'REQ-120', 'REQ-121'],
  input: z.strictObject({
    ...clientKey,
    kinds,
    /** Begins at this date and goes back. */
    until: optionalDay,
    /** What the page before answered as `next`. */
    after: placeAfter(z.iso.date(), z.iso.datetime(), z.uuid()).optional(),
  }),
  reply: z.object({
    entries: z.array(entry),
    next: z.string().nullable(),
    /** How many more follow, and the date of the oldest. */
    older: z.object({ count: z.int(), since: z.string() }).nullable(),
    today: z.string(),
  }),
});

export const readRecordYear = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/record/year',
  summary:
    'The twelve months that end now, by date and kind: conferences among all that lies between.',
  refusals: ['not-found'],
  requirements: ['REQ-105', 'REQ-121'],
  input: z.strictObject(clientKey),
  reply: z.object({
    from: z.string(),
    until: z.string(),
    marks: z.array(z.object({ entryId: z.string(), kind: z.enum(recordKinds), on: z.string() })),
  }),
});

export const printRecord = fileEndpoint({
  path: '/api/clients/:clientId/record.pdf',
  summary: 'One client’s record between two dates, oldest first, as an accessible PDF.',
  refusals: ['not-found', 'bad-input', 'step-up-needed'],
  requirements: ['REQ-023', 'REQ-105', 'REQ-121'],
  input: z
    .strictObject({ ...clientKey, kinds, from: optionalDay, until: optionalDay })
    .refine(({ from, until }) => !from || !until || from <= until, {
      path: ['until'],
      message: 'The last date is before the first. Turn them around.',
    }),
});
