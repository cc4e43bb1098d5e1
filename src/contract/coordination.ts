import { z } from 'zod';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import { clientKey } from './clients.ts';
import { day } from './dates.ts';
import { endpoint, fileEndpoint } from './endpoint.ts';
import { ownKind } from './own-kind.ts';

/** Left out, it is the last six months. */
const period = {
  from: day('Enter the first date, for example 2026-01-01.').optional(),
  until: day('Enter the last date, for example 2026-06-30.').optional(),
};
const isInOrder = ({ from, until }: { from?: string | undefined; until?: string | undefined }) =>
  from === undefined || until === undefined || from <= until;
const turned = {
  path: ['until'],
  message: 'The last date is before the first. Turn them around.',
};

const ofClient = z.strictObject({ ...clientKey, ...period }).refine(isInOrder, turned);

const counted = z.object({ contacts: z.int(), inWords: z.string() });

const partner = z.object({
  kind: z.enum(['staff', 'provider', 'organization']),
  id: z.string(),
  name: z.string(),
  /** The organization, and what they do for the client. */
  about: z.string(),
  isOutside: z.boolean(),
  contacts: z.int(),
  /** "4 contacts, about every 23 days". */
  oftenInWords: z.string(),
  lastOn: z.string().nullable(),
  /** "Arranging access 3, Advocacy 1". */
  forInWords: z.string(),
});

export const readContactFrequency = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/contact-frequency',
  summary:
    'How often staff were in touch about a client with each provider outside, and with colleagues, in a period.',
  refusals: ['not-found', 'bad-input'],
  requirements: ['REQ-031'],
  input: ofClient,
  reply: z.object({
    from: z.string(),
    until: z.string(),
    /** False for those who may not read all of a case: they see what they may read of it. */
    isWhole: z.boolean(),
    outside: counted,
    inside: counted,
    partners: z.array(partner),
  }),
});

export const printContactFrequency = fileEndpoint({
  path: '/api/clients/:clientId/contact-frequency/print',
  summary: 'The same on paper, as an accessible PDF that says who took it.',
  refusals: ['not-found', 'bad-input', 'step-up-needed'],
  requirements: ['REQ-031'],
  input: ofClient,
});

const ofProgram = z.object({
  programId: z.string(),
  name: z.string(),
  /** The title of the document whose rules are in force. */
  policyTitle: z.string(),
  /** Enrolled on a day of the period, each client once. */
  clients: z.int(),
  /** Of these, with at least one contact; and with one outside the agency. */
  reached: z.int(),
  reachedOutside: z.int(),
  contacts: z.int(),
  outside: z.int(),
  perClientMonth: z.number().nullable(),
  /** The kinds of service that staff were in touch with, the most frequent first. */
  services: z.array(
    z.object({
      kind: z.union([z.enum([...providerClasses, 'organization']), ownKind]),
      inWords: z.string(),
      contacts: z.int(),
    }),
  ),
});
export type ProgramCoordination = z.output<typeof ofProgram>;

export const readCoordination = endpoint({
  method: 'GET',
  path: '/api/coordination',
  summary: 'What coordination was recorded for the clients of each program in a period.',
  refusals: ['bad-input'],
  requirements: ['REQ-024', 'REQ-025'],
  input: z.strictObject(period).refine(isInOrder, turned),
  reply: z.object({ from: z.string(), until: z.string(), programs: z.array(ofProgram) }),
});
