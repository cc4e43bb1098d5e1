import type { SensitivityClass } from '#domain/people.ts';

/** Which disclosures a client asks to hear of: the log holds all of them, and each law is a view of it. */
export const accountings = ['everything', 'hipaa', 'part2', 'hiv', 'intermediary'] as const;
export type Accounting = (typeof accountings)[number];

export const accountingWords: Readonly<Record<Accounting, string>> = {
  everything: 'Everything that was disclosed',
  hipaa: 'HIPAA accounting, six years',
  part2: 'Part 2 accounting, three years',
  hiv: 'HIV-related information',
  intermediary: 'Part 2 list of recipients, three years',
};

/** What the reader of an accounting should know about what it leaves out. */
export const accountingScope = (client: string): Readonly<Record<Accounting, string>> => ({
  everything: 'Each disclosure to somebody outside the agency that is on record.',
  hipaa: `The last six years, without what was disclosed with the ${client}’s written permission, for treatment, payment or operations, or to the ${client} (45 CFR 164.528).`,
  part2: 'The last three years: each disclosure of substance use treatment records (42 CFR 2.25).',
  hiv: 'Each disclosure of HIV-related information, without a limit of time (10 NYCRR 63.7).',
  intermediary:
    'The last three years: to whom substance use treatment records were disclosed with consent, when, and what they were in brief (42 CFR 2.24).',
});

export const disclosureBases = [
  'consent',
  'own-record',
  'incident',
  'emergency',
  'report',
] as const;
export type DisclosureBasis = (typeof disclosureBases)[number];

const withoutConsent = ['incident', 'emergency', 'report'] as const;

export const basisWords = (client: string): Readonly<Record<DisclosureBasis, string>> => ({
  consent: `With the ${client}’s consent`,
  'own-record': `The ${client}’s own record`,
  incident: 'Without consent: a privacy incident',
  emergency: 'Without consent: an emergency',
  report: 'Without consent: a report that the agency owes by law or contract',
});

export const channelWords: Readonly<Record<string, string>> = {
  oral_meeting: 'Spoken in a conference',
  email: 'By email',
  portal_view: 'On the page for guests',
  pdf: 'On paper',
  'guest-file': 'As a file from the page for guests',
  export: 'As a file',
  'in-person': 'Face to face',
  telephone: 'By telephone',
  paper: 'On paper',
  video: 'By video',
};

export type AccountingRule = {
  /** The first day that it reaches back to; null without a limit. */
  since: Temporal.PlainDate | null;
  /** One of these at least; null for whatever it held. */
  classes: readonly SensitivityClass[] | null;
  bases: readonly DisclosureBasis[];
};

const part2: readonly SensitivityClass[] = ['sud', 'sud_counseling_notes'];

/** A disclosure with consent is an authorized one; treatment among providers goes by consent here too. */
export function accountingRule(accounting: Accounting, today: Temporal.PlainDate): AccountingRule {
  switch (accounting) {
    case 'everything':
      return { since: null, classes: null, bases: disclosureBases };
    case 'hipaa':
      return { since: today.subtract({ years: 6 }), classes: null, bases: [...withoutConsent] };
    case 'part2':
      return {
        since: today.subtract({ years: 3 }),
        classes: part2,
        bases: ['consent', ...withoutConsent],
      };
    case 'hiv':
      return { since: null, classes: ['hiv'], bases: ['consent', ...withoutConsent] };
    case 'intermediary':
      return { since: today.subtract({ years: 3 }), classes: part2, bases: ['consent'] };
  }
}
