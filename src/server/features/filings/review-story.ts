import type {
  Attendance,
  ClientReview,
  DoneReview,
  EntryKind,
} from '#domain/conference/client-review.ts';
import { topicWords } from '#domain/conference/conference-words.ts';
import { modeInWords } from '#domain/conference/mode-reasons.ts';
import type { NamedPerson, ReviewStory } from '#domain/filing/artifact-text.ts';
import type { PersonRef } from '#domain/people.ts';
import { topicCodes } from '#domain/program-policy/policy-words.ts';
import { verifiedPart } from '#domain/record/verification-told.ts';
import { dateInWords, minutesInWords, momentInWords, spanInWords } from '#domain/words.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { nextDueOn, whereReviewIs } from '#server/stores/conferences/client-reviews.ts';
import { noteKey } from '#server/stores/conferences/conferences-parts.ts';
import { findConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { exchangeOf } from '#server/stores/conferences/exchange.ts';
import { foundInPlan } from '#server/stores/record/record-verifications.ts';
import { personIn } from './attempt-story.ts';
import { allWithTitles, tellsTitles } from '#server/stores/conferences/colleague-titles.ts';

const absenceWords: Readonly<Record<string, string>> = {
  declined: 'declined',
  'not-appropriate': 'not appropriate',
  'not-reached': 'could not be reached',
  ill: 'ill',
  'other-commitment': 'another commitment',
  'no-show': 'did not come',
};

type Subject = { reviewId: string; enrollmentId: string; timeZone: string; clientWord: string };

/** One client's review in words, as far as the asker may read it: a line that is kept from them leaves no trace. */
export async function reviewStory(
  visit: Visit,
  { reviewId, enrollmentId, timeZone, clientWord }: Subject,
): Promise<ReviewStory> {
  const place = await whereReviewIs(visit, reviewId);
  if (!place) throw new Refused('not-found');
  const stored = await findConference(visit, place.conferenceId);
  const { conference, hidden } = stored;
  const reviews: readonly ClientReview[] = conference.reviews;
  const review = reviews.find(({ id }) => id === reviewId);
  if (conference.state !== 'closed' || review?.state !== 'done') throw new Refused('not-found');
  const people = allWithTitles(
    visit,
    await peopleAsOf(visit, peopleOf(review, conference.closedBy), stored.asKnown),
    await tellsTitles(visit, stored),
  );
  const nameOf = (person: PersonRef) => personIn(people, person).name;
  const isShown = (part: unknown) => !hidden.has(part);
  const linesOf = (kind: EntryKind) =>
    review.entries
      .filter((entry) => entry.kind === kind && isShown(entry))
      .map(({ text, author }) => `${text} (${nameOf(author)})`);
  const { summary } = review;
  const nextDue = await nextDueOn(visit, review.enrollmentId);
  const found = await foundInPlan(visit, { reviewId, enrollmentId });
  return {
    when: heldInWords(review, timeZone),
    mode: modeInWords(conference.schedule.mode, stored.modeReason),
    ...attendanceOf(review.attendance, (person) => personIn(people, person, clientWord)),
    topics: review.reasons
      .filter(isShown)
      .map(({ code, text }) => (text === null ? topicOf(code) : `${topicOf(code)}: ${text}`)),
    exchange: await exchangeLines(visit, stored, { reviewId, clientId: review.clientId, timeZone }),
    strengths: linesOf('strength'),
    barriers: linesOf('barrier'),
    needs: linesOf('need'),
    solutions: linesOf('solution'),
    summary: summary !== null && isShown(summary) ? summary.text : '',
    actions: review.actionItems
      .filter((item) => item.state !== 'cancelled' && isShown(item))
      .map(({ text, owner, dueOn, followUp }) => ({
        what: text,
        owner: nameOf(owner),
        due: dateInWords(dueOn),
        followUp: `${nameOf({ kind: 'staff', id: followUp.by })}, ${dateInWords(followUp.on)}: ${followUp.how}`,
      })),
    noNeedsReason: noteIn(stored, review, 'no-needs'),
    noActionReason: noteIn(stored, review, 'no-action'),
    verified: found && verifiedPart(found),
    nextDue: nextDue === null ? '' : dateInWords(nextDue),
    recordedBy: `${nameOf({ kind: 'staff', id: conference.closedBy })}, ${momentInWords(conference.closedAt.toZonedDateTimeISO(timeZone))}`,
  };
}

async function exchangeLines(
  visit: Visit,
  stored: StoredConference,
  { timeZone, ...subject }: { reviewId: string; clientId: string; timeZone: string },
): Promise<string[]> {
  const messages = await exchangeOf(visit, subject, stored);
  const senders = messages.map(({ from }) => from);
  const people = await peopleAsOf(visit, senders, stored.asKnown);
  return messages.map(
    ({ from, sentAt, text }) =>
      `${momentInWords(sentAt.toZonedDateTimeISO(timeZone))}, ${personIn(people, from).name}: ${text}`,
  );
}

const topicOf = (code: string) =>
  topicWords[topicCodes.find((known) => known === code) ?? 'other_coordination_need'];

function peopleOf(
  { attendance, entries, actionItems }: ClientReview,
  closedBy: string,
): PersonRef[] {
  return [
    { kind: 'staff', id: closedBy },
    ...attendance.map(({ person }) => person),
    ...entries.map(({ author }) => author),
    ...actionItems.flatMap(({ owner, followUp }) => [
      owner,
      { kind: 'staff' as const, id: followUp.by },
    ]),
  ];
}

function heldInWords({ startedAt, endedAt, repliedAt }: DoneReview, timeZone: string) {
  if (repliedAt !== null)
    return `${dateInWords(repliedAt.toZonedDateTimeISO(timeZone).toPlainDate())}, when a provider answered`;
  if (startedAt === null || endedAt === null) return '';
  const [start, end] = [startedAt, endedAt].map((at) => at.toZonedDateTimeISO(timeZone));
  if (!start || !end) return '';
  const minutes = Math.round(startedAt.until(endedAt).total('minutes'));
  return `${spanInWords(start, end)}, ${minutesInWords(minutes)}`;
}

function attendanceOf(
  attendance: readonly Attendance[],
  named: (person: PersonRef) => NamedPerson,
) {
  return {
    present: attendance
      .filter(({ state }) => state === 'present')
      .map(({ person }) => named(person)),
    absent: attendance.flatMap((seen) =>
      seen.state === 'absent'
        ? [{ ...named(seen.person), why: absenceWords[seen.reason ?? ''] ?? '' }]
        : [],
    ),
  };
}

function noteIn(
  { hidden }: StoredConference,
  { id, noNeedsReason, noActionReason }: ClientReview,
  kind: 'no-needs' | 'no-action',
): string {
  if (hidden.has(noteKey(id, kind))) return '';
  return (kind === 'no-needs' ? noNeedsReason : noActionReason) ?? '';
}
