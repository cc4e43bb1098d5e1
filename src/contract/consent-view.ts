import { z } from 'zod';
import { consentForms, endEvents, purposes } from '#domain/consent/consent.ts';
import { signatures, signers } from '#domain/consent/consent-forms.ts';
import { paperKinds, paperTypes } from '#domain/consent/scan.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { providerClasses } from '#domain/program-policy/policy-words.ts';

const standings = [
  'holds',
  'not-yet-valid',
  'expired',
  'revoked',
  'superseded',
  'withdrawn',
] as const;

export const partyKinds = [
  'provider',
  'support',
  'organization',
  'role-class',
  'treating-providers',
] as const;
const namedParty = z.object({
  kind: z.enum(partyKinds),
  id: z.string(),
  /** Of a role class, which people of the organization. */
  providerClass: z.enum(providerClasses).nullable(),
  name: z.string(),
  isVictimService: z.boolean(),
  /** No longer with the organization beside which they are named: nothing reaches them any more. */
  hasLeft: z.boolean(),
  /** The day of the client's initials, where it was added later. */
  addedOn: z.string().nullable(),
});

const paperView = z.object({
  paperId: z.string(),
  kind: z.enum(paperKinds),
  type: z.enum(paperTypes),
  byteCount: z.int(),
});
export type PaperView = z.output<typeof paperView>;

/** What a paper holds beside its terms: who signed how, what it says in words, and how it was taken back. */
const details = z.object({
  signature: z.enum([...signatures, 'none']),
  signer: z.enum(signers),
  signerName: z.string(),
  /** What shows that somebody else may sign for the client. */
  authority: z.string(),
  witness: z.string(),
  interpreter: z.string(),
  language: z.string(),
  copyGivenOn: z.string().nullable(),
  /** What may be told, and what must not, in the client's words. */
  scope: z.string(),
  exclusions: z.string(),
  revocation: z
    .object({
      how: z.enum(['written', 'oral']).nullable(),
      /** The day that the client named. */
      saidOn: z.string().nullable(),
      by: z.enum(signers).nullable(),
    })
    .nullable(),
});
export type ConsentDetailsView = z.output<typeof details>;

/** One kind of information: whether somebody may be told of it, and until when. */
export const kindReadiness = z.object({
  class: z.enum(sensitivityClasses),
  state: z.enum(['ok', 'none', 'ends-before', 'revoked']),
  endsOn: z.string().nullable(),
});
export type KindReadiness = z.output<typeof kindReadiness>;

/** What papers that reach somebody say must not be told to them. */
export const notToTell = z.object({
  words: z.array(z.string()),
  /** One of the papers says more, to whoever may open it. */
  hasMore: z.boolean(),
});
export type NotToTell = z.output<typeof notToTell>;

export const consentView = z.object({
  consentId: z.string(),
  form: z.enum([...consentForms, 'not-noted']),
  formTitle: z.string(),
  isRefusal: z.boolean(),
  recipients: z.array(namedParty),
  disclosers: z.array(namedParty),
  excluded: z.array(namedParty),
  weDisclose: z.boolean(),
  weReceive: z.boolean(),
  isMutual: z.boolean(),
  classes: z.array(z.enum(sensitivityClasses)),
  purposes: z.array(z.enum(purposes)),
  validFrom: z.string(),
  /** The last day on which it holds; null when the client set no end. */
  validUntil: z.string().nullable(),
  endsWith: z.enum(endEvents).nullable(),
  signedOn: z.string(),
  /** The day, where the agency is, from whose moment on it holds no more. */
  revokedOn: z.string().nullable(),
  standing: z.enum(standings),
  /** Kinds of information that a refusal which stands keeps back all the same: the stricter wins. */
  heldBack: z.array(z.enum(sensitivityClasses)),
  version: z.int(),
  mayGrow: z.boolean(),
  /** Others that go on when this one is taken back, and reach the same people with some of the same kinds. */
  overlaps: z.array(z.string()),
  /** Whether the asker may replace it, add to it, end it or say that it was recorded in error. */
  mayChange: z.boolean(),
  /** Whether the asker may print the client's copy of it now. */
  mayCopy: z.boolean(),
  /** Signatures and scans, for whoever may read all of what the form is about. */
  papers: z.array(paperView),
  /** For the same; null for everybody else. */
  details: details.nullable(),
  /** It says in words what must not be told, which whoever may open it reads. */
  namesExclusions: z.boolean(),
});
export type ConsentView = z.output<typeof consentView>;

export const matrixRow = z.object({
  party: namedParty.pick({ kind: true, id: true, providerClass: true, name: true }),
  cells: z.array(
    z.object({
      class: z.enum(sensitivityClasses),
      state: z.enum(['until', 'refused', 'left', 'none']),
      /** For which purposes until when, the longest first; empty where nothing may be told. */
      spans: z.array(
        z.object({
          purposes: z.array(z.enum(purposes)),
          lastDay: z.string().nullable(),
          endsWith: z.enum(endEvents).nullable(),
        }),
      ),
    }),
  ),
});
