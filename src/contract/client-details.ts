import { z } from 'zod';
import { numberingSystems } from '#domain/numbering-systems.ts';
import { channels, clientKey, clientName, person, wayToReach } from './clients.ts';
import { optionalDay } from './dates.ts';
import { endpoint } from './endpoint.ts';

const identifier = z.object({
  system: z.enum(numberingSystems),
  value: z.string(),
  /** What an earlier release let people write as whose number it is, for those who may read that. */
  notedEarlier: z.string(),
});

export const readClientDetails = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/details',
  summary:
    'What is known of the person: names, birth date, languages, how to make contact, identifiers.',
  refusals: ['not-found'],
  requirements: [],
  input: z.strictObject(clientKey),
  reply: z.object({
    clientId: z.string(),
    number: z.int(),
    /** Of what the reader is shown here; it counts nothing. */
    version: z.string(),
    legalGiven: z.string(),
    legalFamily: z.string(),
    preferredName: z.string(),
    pronouns: z.string(),
    bornOn: z.string(),
    deceasedOn: z.string(),
    languages: z.array(z.string()),
    interpreterNeeded: z.boolean(),
    email: z.string(),
    phone: z.string(),
    mayContactBy: z.array(z.enum(channels)),
    /** Null where it is not the reader's to know. */
    contactNote: z.string().nullable(),
    identifiers: z.array(identifier),
  }),
});
export type ClientDetails = z.output<typeof readClientDetails.reply>;

export const changeClientDetails = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/details',
  summary: 'Corrects or completes what is known of the person.',
  refusals: ['not-found', 'changed-meanwhile', 'bad-input'],
  requirements: [],
  input: z.strictObject({
    ...clientKey,
    ...person,
    ...wayToReach,
    deceasedOn: optionalDay.default(''),
    version: z
      .string('Send the version that you are looking at.')
      .max(64, 'Send the version that you are looking at.'),
  }),
  reply: z.object({ done: z.literal(true) }),
});

const identifierFields = {
  system: z.enum(numberingSystems, 'Say whose number it is.'),
  value: clientName('Enter the number.'),
};

export const addIdentifier = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/identifiers/add',
  summary: 'Adds a number by which others know the client.',
  refusals: ['not-found', 'identifier-taken'],
  requirements: [],
  input: z.strictObject({ ...clientKey, ...identifierFields }),
  reply: z.object({ done: z.literal(true) }),
});

export const removeIdentifier = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/identifiers/remove',
  summary: 'Takes a wrong number away.',
  refusals: ['not-found'],
  requirements: [],
  input: z.strictObject({ ...clientKey, ...identifierFields }),
  reply: z.object({ done: z.literal(true) }),
});
