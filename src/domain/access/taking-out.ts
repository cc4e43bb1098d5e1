import { dateInWords } from '#domain/words.ts';

/** Within how many minutes whoever takes a file along has shown that it is they. */
export const provedForFile = 5;

/** How many lines one person takes along at once: for more a second person approves. */
export const mostLines = 2_000;

/** How many lines one file takes along at most, whoever approves: whoever needs more saves it in parts. */
export const mostLinesApproved = 20_000;

export const filesTaken = [
  'due-list',
  'past-due-list',
  'texts-to-file',
  'accounting',
  'record',
  'contacts',
  'billing-list',
  'conference-form',
] as const;
export type FileTaken = (typeof filesTaken)[number];

/** Files that name many people: they leave by a right of its own. A file of one person belongs to whoever reads about that person. */
const listsTaken: readonly FileTaken[] = [
  'due-list',
  'past-due-list',
  'texts-to-file',
  'billing-list',
];
export const isOfMany = (what: FileTaken): boolean => listsTaken.includes(what);

/** Files that may be longer than one person takes along, where a second one approves. */
export const filesRequested = ['due-list', 'past-due-list', 'billing-list'] as const;
export type FileRequested = (typeof filesRequested)[number];

export const fileTakenWords: Readonly<Record<FileTaken, string>> = {
  'due-list': 'The due list as CSV',
  'past-due-list': 'A past due list as CSV',
  'texts-to-file': 'The texts to be filed elsewhere',
  accounting: 'The disclosures of one person as CSV',
  record: 'The record of one person on paper',
  contacts: 'The contacts about one person on paper',
  'billing-list': 'A month of what is billed as CSV',
  'conference-form': 'The form of a conference',
};

/** What a file with many clients in it may be for. */
export const takingReasons = [
  'team-meeting',
  'supervision',
  'outreach',
  'report',
  'no-connection',
] as const;
export type TakingReason = (typeof takingReasons)[number];

export const takingReasonWords: Readonly<Record<TakingReason, string>> = {
  'team-meeting': 'A meeting of our team',
  supervision: 'Supervision',
  outreach: 'Calls or visits',
  report: 'A report that we owe',
  'no-connection': 'Work where there is no connection',
};

/** To whom a report is owed: what it holds is disclosed to them. */
export const reportReaders = ['funder', 'state', 'city', 'health-plan', 'other'] as const;
export type ReportReader = (typeof reportReaders)[number];

export const reportReaderWords: Readonly<Record<ReportReader, string>> = {
  funder: 'The funder of the program',
  state: 'The State',
  city: 'The City or the county',
  'health-plan': 'A health plan',
  other: 'Another authority',
};

/** Stands on each line or page of the file, so that a part of it still says whose it was. */
export const takenMark = (name: string, on: Temporal.PlainDate, exportId: string) =>
  `Taken out by ${name} on ${dateInWords(on)}, id ${exportId.slice(-8)}`;
