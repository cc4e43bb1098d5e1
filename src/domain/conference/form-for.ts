import { sensitivityClasses, type SensitivityClass } from '#domain/people.ts';
import type { DoneReview } from './client-review.ts';

type Classed = { class: SensitivityClass };

type FormPart<M extends Classed> = {
  review: DoneReview;
  exchange: readonly M[];
  /** What this part tells, each kind by its name. */
  classes: SensitivityClass[];
};

type Written<M extends Classed> = {
  review: DoneReview;
  exchange: readonly M[];
  /** Why there is no need or no action is in words of the case's highest class. */
  ofCase: SensitivityClass;
};

/**
 * What of the written record somebody outside may have: of the lines only those whose class they may learn, of the people only who was
 * there with them. Null where they may not learn that the client is served here.
 */
export function formFor<M extends Classed>(
  { review, exchange, ofCase }: Written<M>,
  may: readonly SensitivityClass[],
): FormPart<M> | null {
  const known = (part: Classed) => may.includes(part.class);
  const implied: readonly SensitivityClass[] = ['general', ...review.impliedClasses];
  if (!implied.every((each) => may.includes(each))) return null;
  const { summary } = review;
  const ofNotes = may.includes(ofCase);
  const part: DoneReview = {
    ...review,
    reasons: review.reasons.filter(known),
    attendance: review.attendance.filter(({ state }) => state === 'present'),
    entries: review.entries.filter(known),
    summary: summary !== null && known(summary) ? summary : null,
    actionItems: review.actionItems.filter(known),
    noNeedsReason: ofNotes ? review.noNeedsReason : null,
    noActionReason: ofNotes ? review.noActionReason : null,
  };
  const messages = exchange.filter(known);
  const hasNote = part.noNeedsReason !== null || part.noActionReason !== null;
  const told = new Set<SensitivityClass>([
    ...implied,
    ...[...part.reasons, ...part.entries, ...part.actionItems, ...messages].map(
      (each) => each.class,
    ),
    ...(part.summary === null ? [] : [part.summary.class]),
    ...(hasNote ? [ofCase] : []),
  ]);
  return {
    review: part,
    exchange: messages,
    classes: sensitivityClasses.filter((each) => told.has(each)),
  };
}
