import { z } from 'zod';
import { copyLanguages } from '#domain/consent/consent-copy-words.ts';
import { clientKey } from './clients.ts';
import { day } from './dates.ts';
import { endpoint, fileEndpoint, uploadEndpoint } from './endpoint.ts';

export const uploadScan = uploadEndpoint({
  path: '/api/clients/:clientId/consent-scans',
  summary:
    'Takes the scan of a signed form, a PDF, JPEG or PNG of at most 20 MB; it is held in memory for 30 minutes until it is recorded with a consent.',
  refusals: ['not-found', 'bad-input', 'scan-too-large', 'scan-of-unknown-type', 'scans-busy'],
  requirements: ['REQ-035'],
  input: z.strictObject(clientKey),
  reply: z.object({ scanId: z.string() }),
});

export const addScan = endpoint({
  method: 'POST',
  path: '/api/consents/:consentId/scans',
  summary: 'Keeps the scan of a form that was signed on paper with the consent that is recorded.',
  refusals: [
    'not-found',
    'consent-not-yours-to-change',
    'scan-gone',
    'scan-kept-already',
    'bad-input',
  ],
  requirements: ['REQ-035'],
  input: z.strictObject({ consentId: z.uuid(), scanId: z.uuid('Choose the scan.') }),
  reply: z.object({ paperId: z.string() }),
});

export const readPaper = fileEndpoint({
  path: '/api/consent-papers/:paperId',
  summary:
    'The signature or scan of a consent, for whoever may read all of what its form is about.',
  refusals: ['not-found'],
  requirements: ['REQ-035', 'REQ-178'],
  input: z.strictObject({ paperId: z.uuid() }),
});

export const printConsent = fileEndpoint({
  path: '/api/consents/:consentId/copy',
  summary:
    'A copy of a consent for the client to take home, as an accessible PDF in their language where there are words of it, else in English; logged as a disclosure to them.',
  refusals: ['not-found', 'recipient-has-died', 'consent-holds-no-more'],
  requirements: ['REQ-035'],
  input: z.strictObject({
    consentId: z.uuid(),
    /** Left out, it is the client’s own. */
    language: z.enum(copyLanguages, 'Ask for English or Spanish.').optional(),
  }),
});

export const noteCopyGiven = endpoint({
  method: 'POST',
  path: '/api/consents/:consentId/copy-given',
  summary: 'Keeps on which day the client was given a copy of what they signed.',
  refusals: ['not-found', 'consent-not-yours-to-change', 'bad-input'],
  requirements: ['REQ-035'],
  input: z.strictObject({
    consentId: z.uuid(),
    on: day('Enter the day on which the copy was given.'),
  }),
  reply: z.object({ done: z.literal(true) }),
});
