import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { isSamePerson, type SensitivityClass } from '#domain/people.ts';
import type { Attendee, Review } from '#web/features/conferences/hold-words.ts';
import { seenOf } from './room-asked.ts';

/**
 * One client as a group sees them on a shared screen (EP-06): no mark of anything, for it tells what the words were kept from telling, and
 * nothing from before somebody came who may not be told of it. What was said while they were here they heard.
 */
export function asTheGroupSees(conference: ConferenceView, review: Review): Review {
  const isFor = (part: { class: SensitivityClass }, at: string | null = null) =>
    guestsHere(conference, review).every(
      (guest) =>
        toldTo(conference, review, guest).includes(part.class) ||
        (at !== null && cameBefore(review, guest, at)),
    );
  const { summary } = review;
  return {
    ...review,
    reasons: review.reasons.filter((reason) => isFor(reason)).map(unmarked),
    entries: review.entries.filter((entry) => isFor(entry, entry.at)).map(unmarked),
    summary: summary !== null && isFor(summary, summary.confirmedAt) ? unmarked(summary) : null,
    actionItems: review.actionItems
      .filter((item) => isFor(item, agreedAt(item.actionItemId)))
      .map(unmarked),
    earlierActionItems: review.earlierActionItems.filter((item) => isFor(item)).map(unmarked),
    classes: ['general'],
    lowered: [],
  };
}

/**
 * Of the kinds that words about this client are marked as, those that somebody from outside who is here may not be told. Empty for
 * whoever is shown no marks.
 */
export function notToHear(
  conference: ConferenceView,
  review: Review,
  { attendee, next }: { attendee: Attendee; next: SensitivityClass | null },
): SensitivityClass[] {
  const [ofCase = 'general', ...others] = review.classes;
  if (others.length === 0 || !guestsHere(conference, review).includes(attendee)) return [];
  const written = [...review.entries, ...review.actionItems].map((part) => part.class);
  const marks = new Set([next ?? ofCase, ...written, review.summary?.class ?? 'general']);
  const told = toldTo(conference, review, attendee);
  return [...marks].filter((mark) => !told.includes(mark));
}

const guestsHere = ({ attendees }: ConferenceView, review: Review): Attendee[] =>
  attendees.filter(
    (attendee) =>
      (attendee.person.kind === 'provider' || attendee.person.kind === 'support') &&
      seenOf(review, attendee)?.state === 'present',
  );

const toldTo = (
  { readiness }: ConferenceView,
  { reviewId }: Review,
  { person }: Attendee,
): readonly SensitivityClass[] =>
  readiness
    .filter((pair) => pair.reviewId === reviewId && isSamePerson(pair.person, person))
    .flatMap(({ kinds }) => kinds.filter(({ state }) => state === 'ok'))
    .map((kind) => kind.class);

function cameBefore(review: Review, attendee: Attendee, at: string): boolean {
  const from = seenOf(review, attendee)?.presentFrom ?? null;
  return (
    from !== null &&
    Temporal.Instant.compare(Temporal.Instant.from(from), Temporal.Instant.from(at)) <= 0
  );
}

/** An id begins with the moment at which it was made. */
const agreedAt = (id: string) =>
  Temporal.Instant.fromEpochMilliseconds(
    Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16),
  ).toString();

const unmarked = <Part extends { class: SensitivityClass }>(part: Part): Part => ({
  ...part,
  class: 'general',
});
