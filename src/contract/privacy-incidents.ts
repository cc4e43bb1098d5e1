import { z } from 'zod';
import { incidentOutcomes } from '#domain/consent/privacy-incident.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { namedPerson } from './conferences/named-person.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';

export const privacyIncidentProblems = problems({
  'incident-already-reviewed': {
    status: 409,
    title: 'Somebody has reviewed this privacy incident already. Their review stands beside it.',
  },
  'not-your-own-incident': {
    status: 403,
    title: 'You recorded this yourself. Another supervisor of the program reviews it.',
  },
});

const incident = z.object({
  incidentId: z.string(),
  state: z.enum(['open', 'reviewed']),
  who: namedPerson,
  client: z.object({ clientId: z.string(), name: z.string() }),
  programName: z.string(),
  /** What the program calls whom it was about. */
  clientWord: z.string(),
  conference: z.object({ conferenceId: z.string(), number: z.int() }),
  reviewId: z.string(),
  /** "Mon 15 Mar 2027, 10:00 am to 10:12 am Eastern". */
  thereInWords: z.string(),
  /** What they heard without consent. */
  classes: z.array(z.enum(sensitivityClasses)),
  classesInWords: z.string(),
  openedAt: z.string(),
  openedByName: z.string(),
  recordedByName: z.string(),
  review: z
    .object({
      outcome: z.enum(incidentOutcomes),
      outcomeInWords: z.string(),
      note: z.string(),
      byName: z.string(),
      at: z.string(),
    })
    .nullable(),
  may: z.object({ review: z.boolean() }),
});

export const listPrivacyIncidents = endpoint({
  method: 'GET',
  path: '/api/privacy-incidents',
  summary:
    'Privacy incidents of the programs that the asker supervises, the oldest first; of one client when asked.',
  refusals: [],
  requirements: ['REQ-034', 'REQ-035'],
  input: z.strictObject({
    show: z.enum(['open', 'reviewed', 'all']).default('open'),
    clientId: z.uuid('Choose somebody.').optional(),
  }),
  reply: z.object({ incidents: z.array(incident), hasMore: z.boolean() }),
});

export const reviewPrivacyIncident = endpoint({
  method: 'POST',
  path: '/api/privacy-incidents/:incidentId/review',
  summary: 'A supervisor who did not record it says what came of a privacy incident.',
  refusals: ['not-found', 'incident-already-reviewed', 'not-your-own-incident'],
  requirements: ['REQ-034', 'REQ-035'],
  input: z.strictObject({
    incidentId: z.uuid(),
    outcome: z.enum(incidentOutcomes, 'Say what came of it.'),
    note: z
      .string('Say what was found and done.')
      .trim()
      .min(1, 'Say what was found and done.')
      .max(1000, 'Keep it to 1000 characters.'),
  }),
  reply: z.object({ incidentId: z.string() }),
});
