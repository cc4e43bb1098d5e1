import { reportReaders, reportReaderWords, type ReportReader } from '#domain/access/taking-out.ts';
import {
  emergencyGrounds,
  emergencyGroundWords,
  type EmergencyGround,
} from './emergency-disclosure.ts';

/** How the log names what a disclosure was: the English words are kept with it, and each has its own in the other languages. */
export const toldAs = [
  'Took part in a case conference',
  'Told in a coordination contact',
  'Invitation to a case conference',
  'Notice that a record is ready',
  'Printed agenda of a case conference',
  'Form of a case conference',
  'Page about a case conference',
  'Copy of a consent',
  'Accounting of disclosures',
  'List of who looked at the record',
] as const;
export type ToldAs = (typeof toldAs)[number];

export const toldInReport = (reader: ReportReader) =>
  `In a report that the agency owes: ${reportReaderWords[reader]}`;

/** In the house's own word: the log outlives what a program calls its clients, and is read across programs. */
export const toldInEmergency = (ground: EmergencyGround) =>
  `Emergency, without consent. ${emergencyGroundWords('client')[ground]}`;

type InOtherWords = {
  plain: Readonly<Record<ToldAs, string>>;
  report: (reader: ReportReader) => string;
  emergency: (ground: EmergencyGround) => string;
};

/** What the log keeps, in the words of another language; as it was kept where it is none of ours. */
export function toldInOtherWords(kept: string, words: InOtherWords): string {
  const plain = toldAs.find((each) => each === kept);
  if (plain !== undefined) return words.plain[plain];
  const reader = reportReaders.find((each) => toldInReport(each) === kept);
  if (reader !== undefined) return words.report(reader);
  const ground = emergencyGrounds.find((each) => toldInEmergency(each) === kept);
  return ground === undefined ? kept : words.emergency(ground);
}
