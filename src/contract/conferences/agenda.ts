import { z } from 'zod';
import { endpoint, fileEndpoint } from '#contract/endpoint.ts';
import { namedPerson } from './named-person.ts';
import { conferenceKey } from './parts.ts';

const agendaKey = {
  ...conferenceKey,
  kind: z.enum(['staff', 'provider', 'support', 'client']),
  personId: z.uuid(),
};

export const printAgenda = fileEndpoint({
  path: '/api/conferences/:conferenceId/agendas/:kind/:personId/sheet.pdf',
  summary:
    'One person’s agenda as an accessible PDF; for somebody outside it is a disclosure, and logged as one.',
  refusals: ['not-found', 'needs-every-client', 'no-agenda-now', 'recipient-has-died'],
  requirements: ['REQ-034', 'REQ-056'],
  input: z.strictObject(agendaKey),
});

export const printSignInSheet = fileEndpoint({
  path: '/api/conferences/:conferenceId/sign-in-sheet.pdf',
  summary:
    'A sheet to sign in on for each client of a conference, as an accessible PDF: it names who is there for that client, and no client, family or organization.',
  refusals: ['not-found', 'time-missing'],
  requirements: ['REQ-178'],
  input: z.strictObject(conferenceKey),
});

export const previewAgenda = endpoint({
  method: 'GET',
  path: '/api/conferences/:conferenceId/agendas/:kind/:personId',
  summary: 'The mail and the agenda that one person would get.',
  refusals: ['not-found', 'needs-every-client', 'time-missing', 'conference-not-planned'],
  requirements: ['REQ-056'],
  input: z.strictObject(agendaKey),
  reply: z.object({
    person: namedPerson,
    slots: z.array(
      z.object({
        reviewId: z.string(),
        clientName: z.string(),
        startsAt: z.string(),
        endsAt: z.string(),
        inWords: z.string(),
        reasons: z.array(z.string()),
      }),
    ),
    /** Null when this person would not be written to. */
    mail: z.object({ subject: z.string(), text: z.string(), calendarFile: z.string() }).nullable(),
    notWrittenBecause: z
      .enum(['no-email', 'may-not-email', 'has-died', 'nothing-they-may-know'])
      .nullable(),
  }),
});
