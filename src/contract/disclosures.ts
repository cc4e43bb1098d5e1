import { z } from 'zod';
import { accountings } from '#domain/consent/accounting.ts';
import { copyLanguages } from '#domain/consent/consent-copy-words.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { clientKey } from './clients.ts';
import { endpoint, fileEndpoint } from './endpoint.ts';
import { placeAfter } from './place-after.ts';
import { problems } from './problem.ts';

export const disclosureProblems = problems({
  'accounting-not-yours': {
    status: 403,
    title:
      'The accounting is made by whoever manages the case, or by a supervisor of the program, with every training that is asked for: it has to be whole. Ask one of them.',
  },
});

const disclosure = z.object({
  disclosureId: z.string(),
  /** An instant, or a day where no hour is known. */
  at: z.string(),
  /** "Mon 15 Mar 2027, 10:00 am Eastern"; the day alone of a contact without an hour. */
  atInWords: z.string(),
  /** The day on which it was, where the agency is. */
  on: z.string(),
  who: z.object({ name: z.string(), title: z.string(), agency: z.string(), address: z.string() }),
  whatInWords: z.string(),
  description: z.string(),
  purposeInWords: z.string(),
  channelInWords: z.string(),
  /** With consent, the day on which it was signed; without, what came of the incident. */
  basisInWords: z.string(),
  /** Which texts went with it, or followed it and when. */
  statementInWords: z.string().nullable(),
  byName: z.string(),
  /** "By Ana Reyes"; of what a guest opened, that nobody of the agency did. */
  byInWords: z.string(),
});
export type DisclosureView = z.output<typeof disclosure>;

const wanted = {
  ...clientKey,
  accounting: z.enum(accountings, 'Choose one of the accountings.').default('everything'),
};

export const listDisclosures = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/disclosures',
  summary:
    'What was disclosed about a client to people outside: to whom, what, why and on which ground, the latest first; of restricted classes only what the asker may read.',
  refusals: ['not-found', 'bad-input'],
  requirements: ['REQ-034', 'REQ-036', 'REQ-178'],
  input: z.strictObject({
    ...wanted,
    /** The `next` of the page before. */
    after: placeAfter(z.iso.datetime(), z.uuid()).optional(),
  }),
  reply: z.object({
    disclosures: z.array(disclosure),
    next: z.string().nullable(),
    scopeInWords: z.string(),
    /** Whether the asker may make the accounting for the client. */
    mayAccount: z.boolean(),
    /** The kinds of information that the asker may know of this client, whatever is on file. */
    mayKnow: z.array(z.enum(sensitivityClasses)),
    today: z.string(),
  }),
});

export const printDisclosures = fileEndpoint({
  path: '/api/clients/:clientId/disclosures/print',
  summary:
    'The accounting of disclosures as a PDF for the client, in their language where there are words of it, else in English.',
  refusals: ['not-found', 'bad-input', 'accounting-not-yours'],
  requirements: ['REQ-034', 'REQ-036', 'REQ-178'],
  input: z.strictObject({
    ...wanted,
    language: z.enum(copyLanguages, 'Ask for English or Spanish.').optional(),
  }),
});

export const exportDisclosures = fileEndpoint({
  path: '/api/clients/:clientId/disclosures/export',
  summary: 'The accounting of disclosures as CSV, safe to open in a spreadsheet.',
  refusals: ['not-found', 'bad-input', 'accounting-not-yours', 'step-up-needed'],
  requirements: ['REQ-034', 'REQ-036', 'REQ-178'],
  input: z.strictObject(wanted),
});
