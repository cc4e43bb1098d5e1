import { z } from 'zod';
import { emergencyChannels, emergencyGrounds } from '#domain/consent/emergency-disclosure.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { clientKey } from './clients.ts';
import { namedPerson } from './conferences/named-person.ts';
import { day, hourAndMinute } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { placeAfter } from './place-after.ts';

export const recordEmergencyDisclosure = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/disclosures/emergency',
  summary:
    'Records that somebody outside was told in an emergency without consent: to whom, what, when and why. It stands in the accounting, the supervisors hear of it, and the written statement is owed as after a meeting. Only who may know a kind of information can have told it.',
  refusals: ['not-found', 'bad-input', 'unknown-person'],
  requirements: ['REQ-034', 'REQ-036'],
  input: z.strictObject({
    ...clientKey,
    to: z.strictObject(
      {
        kind: z.enum(['provider', 'support'], 'Choose who was told.'),
        id: z.uuid('Choose who was told.'),
      },
      'Choose who was told.',
    ),
    classes: z
      .array(z.enum(sensitivityClasses))
      .min(1, 'Choose at least one kind of information.')
      .transform((some) => [...new Set(some)]),
    reason: z.enum(emergencyGrounds, 'Choose why it could not wait for consent.'),
    channel: z.enum(emergencyChannels, 'Choose how they were told.'),
    on: day('Enter the day on which they were told.'),
    time: z.string().regex(hourAndMinute, 'Enter the time at which they were told.'),
    words: z
      .string('Say what was told and why, in at least ten characters.')
      .trim()
      .min(10, 'Say what was told and why, in at least ten characters.')
      .max(2000, 'Keep it to 2000 characters.'),
  }),
  reply: z.object({ emergencyId: z.string(), statementDueOn: z.string().nullable() }),
});

const told = z.object({
  emergencyId: z.string(),
  client: z.object({ clientId: z.string(), name: z.string() }),
  who: namedPerson,
  whatInWords: z.string(),
  reasonInWords: z.string(),
  toldInWords: z.string(),
  words: z.string(),
  byName: z.string(),
  recordedInWords: z.string(),
});

export const listEmergencyDisclosures = endpoint({
  method: 'GET',
  path: '/api/emergency-disclosures',
  summary:
    'What was told to people outside in an emergency, without consent, of the cases that the asker may read, the latest first.',
  refusals: ['bad-input'],
  requirements: ['REQ-034', 'REQ-036', 'REQ-178'],
  input: z.strictObject({ after: placeAfter(z.iso.datetime(), z.uuid()).optional() }),
  reply: z.object({ disclosures: z.array(told), next: z.string().nullable() }),
});
