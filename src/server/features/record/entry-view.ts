import type { RecordItem } from '#domain/record/record-item.ts';
import { daysLate, lateEntryHoursOn, lateInWords } from '#domain/record/late-entry.ts';
import { linkInWords, sentenceOf } from '#domain/record/record-sentence.ts';
import type { RecordEntryView } from '#contract/record.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  clientWordIn,
  enrolledProgramsOf,
  type ProgramOfClient,
} from '#server/stores/clock/enrolled-programs.ts';

/** Where the agency is, which programs' rules say when an entry is late, and what they call the client. */
export type Around = {
  timeZone: string;
  programs: readonly ProgramOfClient[];
  clientWord: string;
};

export async function aroundOf(visit: Visit, clientId: string, timeZone: string): Promise<Around> {
  const programs = await enrolledProgramsOf(visit, clientId);
  return { timeZone, programs, clientWord: clientWordIn(programs) };
}

/** An entry as the screen shows it: the same words as on paper, and what can be opened from it. */
export function entryView(item: RecordItem, around: Around): RecordEntryView {
  return {
    entryId: item.entryId,
    kind: item.kind,
    on: item.on.toString(),
    ...sentenceOf(item, around.clientWord),
    by: item.by,
    late: lateWords(item, around),
    conference:
      item.kind === 'conference'
        ? { conferenceId: item.conferenceId, number: item.number, reviewId: item.reviewId }
        : null,
    contact:
      item.kind === 'contact'
        ? {
            contactId: item.contactId,
            class: item.class,
            loweredFrom: item.loweredFrom,
            addenda: item.addenda.map(({ text, by, at }) => ({ text, by, at: at.toString() })),
            conferences: item.conferences.map((each) => ({
              conferenceId: each.conferenceId,
              inWords: linkInWords(each),
            })),
          }
        : null,
    heldElsewhere:
      item.kind === 'held-elsewhere'
        ? { enrollmentId: item.enrollmentId, isSuperseded: item.isSuperseded }
        : null,
    formOf: item.kind === 'document' ? item.reviewId : null,
  };
}

export function lateWords(item: RecordItem, { timeZone, programs }: Around): string {
  const lateEntryHours = lateEntryHoursOn(programs, item.on);
  const days = daysLate(item, { timeZone, lateEntryHours });
  return days === null ? '' : lateInWords(item.on, days);
}
