import { z } from 'zod';
import { consentForms, endEvents, purposes } from '#domain/consent/consent.ts';
import { signatures, signers } from '#domain/consent/consent-forms.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import { clientKey } from './clients.ts';
import { consentView, matrixRow, partyKinds } from './consent-view.ts';
import { day, optionalDay } from './dates.ts';
import { endpoint } from './endpoint.ts';
import { problems } from './problem.ts';

export const consentProblems = problems({
  'scan-too-large': {
    status: 413,
    title:
      'This scan is larger than 20 MB. Scan it in black and white or with fewer dots, and choose it again. What you typed is kept.',
  },
  'scan-of-unknown-type': {
    status: 422,
    title:
      'This file is not a PDF, JPEG or PNG, whatever its name says. Choose another, or save it as a PDF first. What you typed is kept.',
  },
  'scan-gone': {
    status: 409,
    title:
      'The scan was not kept, because it took too long. Choose it again; what you typed is kept.',
  },
  'scan-kept-already': {
    status: 409,
    title: 'This scan was added in the meantime. Look at the consents before you add it again.',
  },
  'scans-busy': {
    status: 429,
    title:
      'Many scans are being added at this moment. Try again in a minute; what you typed is kept.',
  },
  'consent-holds-no-more': {
    status: 409,
    title: 'A copy is handed out of what was agreed to and still holds. This paper does not.',
  },
  'consent-revoked-already': {
    status: 409,
    title: 'This consent was revoked already. Record a new one once there is agreement again.',
  },
  'consent-ended-already': {
    status: 409,
    title: 'This consent has ended already. Look at it again before you change it.',
  },
  'no-event-ends-it': {
    status: 409,
    title: 'This consent has a last day or none at all. Revoke it if it is taken back.',
  },
  'form-takes-no-additions': {
    status: 409,
    title: 'This form cannot be added to. Have a new one signed.',
  },
  'consent-not-yours-to-change': {
    status: 403,
    title: 'The case manager and their supervisor change what was recorded. Ask one of them.',
  },
  'notice-already-given': {
    status: 409,
    title: 'Somebody has recorded already that this partner was told. Look at the list again.',
  },
});

/** Each class by its name where it stands alone, because general never covers another. Sentences have words of their own. */
export const classWords = {
  general: 'General information',
  hiv: 'HIV information',
  sud: 'Substance use information',
  mental_health: 'Mental health information',
  dv: 'Domestic violence information',
  reproductive_minor: 'Reproductive care of a minor',
  genetic: 'Genetic information',
  psychotherapy_notes: 'Psychotherapy notes',
  sud_counseling_notes: 'Substance use counseling notes',
} as const satisfies Record<(typeof sensitivityClasses)[number], string>;

export const signerWords = (client: string) =>
  ({
    client: `The ${client}`,
    guardian: 'A guardian',
    'health-care-agent': 'A health care agent',
    parent: 'A parent',
    minor: `The ${client}, as a minor`,
  }) satisfies Record<(typeof signers)[number], string>;

export const signatureWords = (client: string) =>
  ({
    paper: 'On paper, kept in the file',
    scan: 'On paper, scanned here',
    drawn: 'Drawn on the screen',
    typed: `Typed in by the ${client}`,
    verbal: 'Said aloud',
  }) satisfies Record<(typeof signatures)[number], string>;

export const providerClassWords = {
  medical: 'medical providers',
  behavioral: 'behavioral health providers',
  social: 'social service providers',
  benefits: 'benefits workers',
  housing: 'housing workers',
  legal: 'legal advisers',
  mco: 'plan staff',
  family: 'family workers',
  other: 'other providers',
} as const satisfies Record<(typeof providerClasses)[number], string>;

export const listConsents = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/consents',
  summary:
    'What the client agreed may be shared, with whom, for what and until when; of restricted kinds only what the asker may know.',
  refusals: ['not-found'],
  requirements: ['REQ-035'],
  input: z.strictObject(clientKey),
  reply: z.object({
    clientName: z.string(),
    today: z.string(),
    consents: z.array(consentView),
    /** Whom papers that hold name, and of each kind that the asker may know until when they may be told. */
    matrix: z.array(matrixRow),
    /** The kinds of information that the asker may know of this client, and so record. */
    mayRecord: z.array(z.enum(sensitivityClasses)),
  }),
});

export const party = z
  .strictObject({
    kind: z.enum(partyKinds, 'Choose who may know.'),
    /** Nobody in particular where the kind names the client's treating providers. */
    id: z.union([z.uuid(), z.literal('')], 'Choose who may know.').default(''),
    providerClass: z.enum(providerClasses).optional(),
  })
  .refine(({ kind, id: named }) => kind === 'treating-providers' || named !== '', {
    message: 'Choose who may know.',
    path: ['id'],
  });
export type PartyAsked = z.output<typeof party>;

const short = (most: number) => z.string().trim().max(most, `At most ${most} letters.`).default('');
const chosen = <T extends readonly [string, ...string[]]>(all: T, empty: string) =>
  z
    .array(z.enum(all))
    .min(1, empty)
    .transform((some) => [...new Set(some)]);

export const recordConsent = endpoint({
  method: 'POST',
  path: '/api/clients/:clientId/consents',
  summary: 'Records what the client signed, or refused to sign, on which form.',
  refusals: [
    'not-found',
    'unknown-person',
    'bad-input',
    'consent-ended-already',
    'consent-not-yours-to-change',
    'scan-gone',
    'scan-kept-already',
  ],
  requirements: ['REQ-035'],
  input: z.strictObject({
    ...clientKey,
    form: z.enum(consentForms, 'Choose the form.'),
    /** The client was asked and said no to what is named here. */
    isRefusal: z.boolean().default(false),
    recipients: z.array(party).min(1, 'Choose who may know.').max(40, 'At most forty at a time.'),
    /** Organizations that may tell, beside this agency. */
    disclosers: z.array(z.uuid()).max(40, 'At most forty at a time.').default([]),
    weDisclose: z.boolean().default(true),
    weReceive: z.boolean().default(false),
    isMutual: z.boolean().default(false),
    /** Whom the client named as never to be told. */
    excluded: z.array(party).max(40, 'At most forty at a time.').default([]),
    classes: chosen(sensitivityClasses, 'Choose at least one kind of information.'),
    purposes: chosen(purposes, 'Choose what it is for.'),
    validFrom: day('Enter the first day on which it holds.'),
    /** Inclusive; empty when it ends with an event, or not at all. */
    validUntil: optionalDay.default(''),
    endsWith: z.enum(endEvents).optional(),
    signedOn: day('Enter the date on which it was signed.'),
    signature: z.enum(signatures, 'Choose how it was signed.').default('paper'),
    /** The name as it was typed, or the drawing as a PNG in base64. */
    signed: z
      .string()
      .max(200_000, 'The drawing is too large. Clear it and sign again.')
      .default(''),
    /** Whoever records it says that the client typed the name as their signature. */
    isAttested: z.boolean().default(false),
    /** What `uploadScan` answered. */
    scanId: z.union([z.uuid(), z.literal('')]).default(''),
    signer: z.enum(signers).default('client'),
    signerName: short(120),
    authority: short(500),
    witness: short(120),
    interpreter: short(120),
    language: short(60),
    copyGivenOn: optionalDay.default(''),
    /** Exactly what, and what not, in the client's words. */
    scope: short(2_000),
    exclusions: short(2_000),
    /** Earlier consents that this one takes the place of. */
    replaces: z.array(z.uuid()).max(20).default([]),
  }),
  reply: z.object({ consentId: z.string() }),
});
