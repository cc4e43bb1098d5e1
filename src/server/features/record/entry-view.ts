import type { RecordItem } from '#domain/record/record-item.ts';
import { daysLate, lateEntryHoursOn, lateInWords } from '#domain/record/late-entry.ts';
import { linkInWords, sentenceOf } from '#domain/record/record-sentence.ts';
import { wordFor } from '#domain/program-policy/client-word.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { RecordEntryView } from '#contract/record.ts';
import type { Visit } from '#server/platform/shell.ts';
import { enrolledProgramsOf, type ProgramOfClient } from '#server/stores/enrolled-programs.ts';

/** Where the agency is, which programs' rules say when an entry is late, and what they call the client. */
export type Around = {
  timeZone: string;
  programs: readonly ProgramOfClient[];
  clientWord: string;
};

export async function aroundOf(visit: Visit, clientId: string, timeZone: string): Promise<Around> {
  const programs = await enrolledProgramsOf(visit, clientId);
  const called = programs.flatMap(({ endedOn, policies, today }) => {
    const policy = policyOn(policies, today) ?? policies.at(-1);
    return policy ? [{ endedOn, vocabulary: policy.vocabulary }] : [];
  });
  return { timeZone, programs, clientWord: wordFor(called) };
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
  return days === null ? '' : lateInWords(days);
}
