import {
  isSamePerson,
  programClasses,
  sensitivityClasses,
  type OutsideRef,
  type PersonRef,
  type SensitivityClass,
} from '#domain/people.ts';
import type { Attendance, DoneReview } from './client-review.ts';
import type { Attendee } from './conference.ts';
import { toldByOthers } from './who-else-comes.ts';

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
  attendees: readonly Attendee[];
  /** Why there is no need or no action is in words of the case's highest class. */
  ofCase: SensitivityClass;
};

type Reader = {
  person: OutsideRef;
  organizationId: string | null;
  may: readonly SensitivityClass[];
};

/**
 * What of the written record somebody outside may have: of the lines only those whose class they may learn, of the other people outside
 * only who was there with them and whom they may know of, and what those said or took on: that somebody else treats the client is told to nobody; of our own, whoever works where that tells what they may not learn is left out as well. What every closed
 * form has, the summary and a word on what was left undone, goes only to whoever may learn every class that a case can hold: where it went by its own class,
 * its absence would tell. Null where they may not learn that the client is served here.
 */
export function formFor<M extends Classed & { from: PersonRef }>(
  { review, exchange, attendees, ofCase }: Written<M>,
  { person, organizationId, may }: Reader,
): FormPart<M> | null {
  const known = (part: Classed) => may.includes(part.class);
  const reader = { person, organizationId };
  const toldBy = (others: readonly Attendance[]) =>
    toldByOthers(
      reader,
      attendees.filter((each) => others.some((seen) => isSamePerson(seen.person, each.person))),
    );
  const attendance = review.attendance
    .filter(isSeenBy(person, review.attendance))
    .filter(
      (seen) => person.kind === 'client' || toldBy([seen]).every((each) => may.includes(each)),
    );
  const tellsMore = (other: PersonRef) =>
    attendees.some((each) => isSamePerson(each.person, other) && !may.includes(each.tells));
  const isMet = (other: PersonRef) =>
    person.kind === 'client' ||
    (isOurs(other) && !tellsMore(other)) ||
    isSamePerson(other, person) ||
    attendance.some((seen) => isSamePerson(seen.person, other));
  const implied: readonly SensitivityClass[] = ['general', ...review.impliedClasses];
  if (!implied.every((each) => may.includes(each))) return null;
  const { summary } = review;
  const hasAll = programClasses.every((each) => may.includes(each));
  const part: DoneReview = {
    ...review,
    reasons: review.reasons.filter(known),
    attendance,
    entries: review.entries.filter((entry) => known(entry) && isMet(entry.author)),
    summary: hasAll ? summary : null,
    actionItems: review.actionItems.filter(
      (item) => known(item) && isMet(item.owner) && isMet({ kind: 'staff', id: item.followUp.by }),
    ),
    noNeedsReason: hasAll ? review.noNeedsReason : null,
    noActionReason: hasAll ? review.noActionReason : null,
  };
  const messages = exchange.filter((message) => known(message) && isMet(message.from));
  const hasNote = part.noNeedsReason !== null || part.noActionReason !== null;
  const told = new Set<SensitivityClass>([
    ...implied,
    ...(person.kind === 'client' ? [] : toldBy(attendance)),
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

const isOurs = ({ kind }: PersonRef) => kind === 'staff' || kind === 'client';

/** Who was there: of the people outside only the reader, and whoever was in the room while they were. */
function isSeenBy(reader: OutsideRef, all: readonly Attendance[]) {
  if (reader.kind === 'client') return (seen: Attendance) => seen.state === 'present';
  const times = all.filter((seen) => isSamePerson(seen.person, reader)).flatMap(presenceOf);
  return (seen: Attendance) =>
    presenceOf(seen).some(
      (theirs) =>
        isOurs(seen.person) ||
        isSamePerson(seen.person, reader) ||
        times.some(
          (mine) => isBefore(theirs.from, mine.until) && isBefore(mine.from, theirs.until),
        ),
    );
}

type Presence = { from: Temporal.Instant; until: Temporal.Instant | null };

const presenceOf = (seen: Attendance): Presence[] =>
  seen.state === 'present' ? [{ from: seen.presentFrom, until: seen.presentUntil }] : [];

const isBefore = (one: Temporal.Instant, end: Temporal.Instant | null) =>
  end === null || Temporal.Instant.compare(one, end) < 0;
