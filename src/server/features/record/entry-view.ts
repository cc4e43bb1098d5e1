import type { RecordItem } from '#domain/record/record-item.ts';
import { daysLate, lateInWords } from '#domain/record/late-entry.ts';
import { sentenceOf } from '#domain/record/record-sentence.ts';
import type { RecordEntryView } from '#contract/record.ts';

/** An entry as the screen shows it: the same words as on paper, and what can be opened from it. */
export function entryView(item: RecordItem, timeZone: string): RecordEntryView {
  return {
    entryId: item.entryId,
    kind: item.kind,
    on: item.on.toString(),
    ...sentenceOf(item),
    by: item.by,
    late: lateWords(item, timeZone),
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
          }
        : null,
    heldElsewhere:
      item.kind === 'held-elsewhere'
        ? { enrollmentId: item.enrollmentId, isSuperseded: item.isSuperseded }
        : null,
    formOf: item.kind === 'document' ? item.reviewId : null,
  };
}

export function lateWords(item: RecordItem, timeZone: string): string {
  const days = daysLate(item, timeZone);
  return days === null ? '' : lateInWords(days);
}
