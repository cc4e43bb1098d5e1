import { reportReaderWords, type ReportReader } from '#domain/access/taking-out.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import {
  accountingScope,
  accountingWords,
  basisWords,
  channelWords,
  type Accounting,
  type DisclosureBasis,
} from './accounting.ts';
import { purposeWords, type Purpose } from './consent.ts';
import { lawWords, type Law } from './notice-texts.ts';
import { incidentOutcomeWords, type IncidentOutcome } from './privacy-incident.ts';

/** What a line of the log is called, in one language. */
export type DisclosureWords = {
  theClient: string;
  somebodyElse: string;
  readers: Readonly<Record<ReportReader, string>>;
  classes: Readonly<Record<SensitivityClass, string>>;
  purposes: Readonly<Record<Purpose, string>>;
  report: string;
  told: (kept: string) => string;
  channels: Readonly<Record<string, string>>;
  otherChannel: string;
  bases: Readonly<Record<DisclosureBasis, string>>;
  otherBasis: string;
  /** ": DOH-2557, version 1, signed Mon 1 Mar 2027" */
  paper: (read: PaperRead | null, signedOn: Temporal.PlainDate) => string;
  notReviewed: string;
  outcomes: Readonly<Record<IncidentOutcome, string>>;
  laws: Readonly<Record<Law, string>>;
  version: string;
  statement: {
    onIt: (texts: string) => string;
    given: (on: Temporal.PlainDate, texts: string) => string;
    open: (dueOn: Temporal.PlainDate) => string;
    notNeeded: string;
  };
  date: (on: Temporal.PlainDate) => string;
  moment: (at: Temporal.ZonedDateTime) => string;
};

/** What stands around the lines on the paper that the client takes home. */
/** Which form it is and how often somebody was added to it: for whoever may open it. */
type PaperRead = { title: string | null; version: number };

export const paperInWords = (read: PaperRead | null, word: string) =>
  read === null ? '' : `${read.title === null ? '' : `: ${read.title}`}, ${word} ${read.version}`;

export type AccountingPaper = {
  title: string;
  client: string;
  born: string;
  notice: string;
  accountings: Readonly<Record<Accounting, string>>;
  scopes: Readonly<Record<Accounting, string>>;
  columns: readonly [string, string, string, string];
  none: string;
  preparedFor: (name: string, on: Temporal.PlainDate) => string;
  /** Which text this is, where nobody has approved it. */
  toApprove: string | null;
};

/** With the word by which the client's own programs call them. */
export const disclosureWords = (client: string): DisclosureWords => ({
  theClient: `The ${client}`,
  somebodyElse: 'Somebody else',
  readers: reportReaderWords,
  classes: classInSentence,
  purposes: purposeWords,
  report: 'a report that the agency owes',
  told: (kept) => kept,
  channels: channelWords,
  otherChannel: 'In another way',
  bases: basisWords(client),
  otherBasis: 'On another ground',
  paper: (read, signedOn) => `${paperInWords(read, 'version')}, signed ${dateInWords(signedOn)}`,
  notReviewed: 'not reviewed yet',
  outcomes: incidentOutcomeWords(client),
  laws: lawWords,
  version: 'version',
  statement: {
    onIt: (texts) => `Statement on it: ${texts}`,
    given: (on, texts) => `Statement given ${dateInWords(on)}: ${texts}`,
    open: (dueOn) => `Statement to be given by ${dateInWords(dueOn)}`,
    notNeeded: 'No statement was needed',
  },
  date: dateInWords,
  moment: momentInWords,
});

export const accountingPaper = (client: string): AccountingPaper => ({
  title: 'Accounting of disclosures',
  client: capitalized(client),
  born: 'Born',
  notice: 'Notice',
  accountings: accountingWords,
  scopes: accountingScope(client),
  columns: ['When', 'To whom', 'What and why', 'On which ground'],
  none: 'Nothing of this kind was disclosed.',
  preparedFor: (name, on) => `Prepared for ${name}, ${dateInWords(on)}`,
  toApprove: null,
});
