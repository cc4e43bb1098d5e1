import type { OrganizationKind } from '#domain/organization-kinds.ts';
import type { SensitivityClass } from '#domain/people.ts';
import type { ConsentFormChoice, EndEvent, PartySpec, Purpose } from './consent.ts';

export const signers = ['client', 'guardian', 'health-care-agent', 'parent', 'minor'] as const;
export type Signer = (typeof signers)[number];

export const signatures = ['paper', 'scan', 'drawn', 'typed', 'verbal'] as const;
export type Signature = (typeof signatures)[number];

/** What a form of consent can cover, and what it demands: data, so that a form is added without code. */
export type FormRule = {
  title: string;
  /** Each by name: what is not listed here, this form cannot release. */
  classes: readonly SensitivityClass[];
  purposes: readonly Purpose[];
  recipients: readonly PartySpec['kind'][];
  /** Where fewer are named at first than may be added later: which, and which sorts of body are left for later. */
  firstList: { names: readonly PartySpec['kind'][]; without: readonly OrganizationKind[] } | null;
  /** How it may end; without 'none' somebody has to say until when. */
  ends: readonly ('date' | 'event' | 'none')[];
  /** The longest that it may run, where there is a limit. */
  mostDays: number | null;
  mayBeMutual: boolean;
  /** Whether others may be added later with the client's initials. */
  mayGrow: boolean;
  signers: readonly Signer[];
  signatures: readonly Signature[];
  /** Whether each listed party has to hear of a withdrawal, with its date. */
  tellsParties: boolean;
  citation: string;
};

/** Whose work is treatment: 'my treating providers' reaches no others of the care team. */
export const treatingClasses = ['medical', 'behavioral'] as const;

/** What a minor agreed to alone, only they release: not even who stands for them otherwise (Public Health Law 17, 18(3)(c), 2504). */
export const ownWordAlone: { classes: readonly SensitivityClass[]; signers: readonly Signer[] } = {
  classes: ['reproductive_minor'],
  signers: ['client', 'minor'],
};

/** Within how many days what was said aloud is to be signed: long before it ends by itself. */
export const daysToPaper = 10;

const everybody = signers;
const onPaperOrScreen = ['paper', 'scan', 'drawn', 'typed'] as const;

/** What a name that was typed stands for; kept below it as it was read. */
export const attestation = (client: string) =>
  `The ${client} read this consent or had it read to them, typed this name and agrees that it is their signature.`;
const anyPurpose = ['care_coordination', 'case_conference', 'benefits'] as const;
const named = ['person', 'organization'] as const;

/** Notes of a session are released by a form of their own, which covers nothing else. */
const notesAlone = {
  purposes: anyPurpose,
  recipients: named,
  firstList: null,
  ends: ['date', 'event'],
  mostDays: null,
  mayBeMutual: false,
  mayGrow: false,
  signers: everybody,
  signatures: onPaperOrScreen,
  tellsParties: false,
} as const;

export const formRules: Readonly<Record<ConsentFormChoice, FormRule>> = {
  'DOH-2557': {
    title: 'DOH-2557: medical and HIV',
    classes: ['general', 'hiv'],
    purposes: anyPurpose,
    recipients: named,
    firstList: null,
    ends: ['date', 'event'],
    mostDays: null,
    mayBeMutual: true,
    mayGrow: false,
    signers: everybody,
    signatures: onPaperOrScreen,
    tellsParties: false,
    citation: 'PHL 2780(9), 10 NYCRR 63.5: to whom, for what purpose and for what time period',
  },
  'DOH-5032': {
    title: 'DOH-5032: HIV, drugs, mental health',
    classes: ['general', 'hiv', 'sud', 'mental_health'],
    purposes: anyPurpose,
    recipients: named,
    firstList: null,
    ends: ['date', 'event'],
    mostDays: null,
    mayBeMutual: true,
    mayGrow: false,
    signers: everybody,
    signatures: onPaperOrScreen,
    tellsParties: false,
    citation: '10 NYCRR 63.5, 42 CFR 2.31, MHL 33.13',
  },
  'DOH-5055': {
    title: 'DOH-5055: Health Home',
    classes: ['general', 'hiv', 'sud', 'mental_health'],
    purposes: ['care_coordination', 'case_conference'],
    recipients: ['organization', 'person'],
    firstList: { names: ['organization'], without: ['housing', 'social-service', 'justice'] },
    ends: ['none'],
    mostDays: null,
    mayBeMutual: true,
    mayGrow: true,
    signers: ['client', 'guardian', 'health-care-agent'],
    signatures: ['paper', 'scan'],
    tellsParties: true,
    citation:
      'DOH-5055 and its instructions: the form is not altered, and partners are added on page 3 with initials and date',
  },
  'part-2-tpo': {
    title: 'Part 2: treatment and payment',
    classes: ['general', 'sud'],
    purposes: ['care_coordination', 'case_conference'],
    recipients: ['treating-providers', 'person', 'organization', 'role-class'],
    firstList: null,
    ends: ['none', 'date', 'event'],
    mostDays: null,
    mayBeMutual: false,
    mayGrow: false,
    signers: everybody,
    signatures: onPaperOrScreen,
    tellsParties: false,
    citation: '42 CFR 2.31(a)(4), (a)(7): a class of recipients and no end are permitted',
  },
  'part-2-specific': {
    title: 'Part 2: one disclosure',
    classes: ['general', 'sud'],
    purposes: anyPurpose,
    recipients: named,
    firstList: null,
    ends: ['date', 'event'],
    mostDays: null,
    mayBeMutual: false,
    mayGrow: false,
    signers: everybody,
    signatures: onPaperOrScreen,
    tellsParties: false,
    citation: '42 CFR 2.31(a)(7): a date, an event or a condition on which it ends',
  },
  'hipaa-authorization': {
    title: 'HIPAA authorization',
    classes: ['general', 'mental_health', 'reproductive_minor', 'genetic'],
    purposes: anyPurpose,
    // A class of persons is enough here too; were it Part 2 alone, a paper for treating providers would tell that it is one.
    recipients: ['treating-providers', 'person', 'organization', 'role-class'],
    firstList: null,
    ends: ['date', 'event'],
    mostDays: null,
    mayBeMutual: false,
    mayGrow: false,
    signers: everybody,
    signatures: onPaperOrScreen,
    tellsParties: false,
    citation:
      '45 CFR 164.508(c)(1)(iii), (v): a class of recipients is permitted; an expiration date or event',
  },
  'victim-service-release': {
    title: 'Victim-service release',
    classes: ['general', 'dv'],
    purposes: anyPurpose,
    recipients: named,
    firstList: null,
    ends: ['date'],
    mostDays: null,
    mayBeMutual: false,
    mayGrow: false,
    signers: everybody,
    signatures: onPaperOrScreen,
    tellsParties: false,
    citation:
      '34 U.S.C. 12291(b)(2): written, time-limited, specific; no team agreement replaces it',
  },
  'agency-release': {
    title: 'Release of our own agency',
    classes: ['general', 'mental_health', 'dv', 'reproductive_minor', 'genetic'],
    purposes: anyPurpose,
    recipients: ['person', 'organization', 'role-class'],
    firstList: null,
    ends: ['date', 'event'],
    mostDays: null,
    mayBeMutual: true,
    mayGrow: false,
    signers: everybody,
    signatures: onPaperOrScreen,
    tellsParties: false,
    citation: 'MHL 33.13; 10 NYCRR 63.5(a): a general release never covers HIV information',
  },
  'psychotherapy-notes': {
    ...notesAlone,
    title: 'Psychotherapy notes alone',
    classes: ['psychotherapy_notes'],
    citation:
      '45 CFR 164.508(a)(2), (b)(3)(ii): an authorization of its own, combined with no other',
  },
  'sud-counseling-notes': {
    ...notesAlone,
    title: 'Substance use counseling notes alone',
    classes: ['sud_counseling_notes'],
    citation: '42 CFR 2.31(b): a consent of its own, combined with no other',
  },
  'verbal-recorded': {
    title: 'Said aloud, paper to follow',
    classes: ['general'],
    purposes: anyPurpose,
    recipients: named,
    firstList: null,
    ends: ['date'],
    mostDays: 30,
    mayBeMutual: false,
    mayGrow: false,
    signers: everybody,
    signatures: ['verbal'],
    tellsParties: false,
    citation: 'Department of Health, oral or written consent: a spoken one is no basis for HIV',
  },
};

export const endEventWords: Readonly<Record<EndEvent, string>> = {
  'end-of-treatment': 'treatment ends',
  'end-of-enrollment': 'the enrollment ends',
  'end-of-case': 'the case is closed',
};
