import {
  isAfterwards,
  type Attendance,
  type DoneReview,
  type EntryKind,
} from '#domain/conference/client-review.ts';
import { modeInWords } from '#domain/conference/mode-reasons.ts';
import type { ClosedConference, Mode } from '#domain/conference/conference.ts';
import { isSamePerson, type PersonRef } from '#domain/people.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import { dateInWords, minutesInWords, momentInWords, timeInWords } from '#domain/words.ts';
import type {
  ConferenceForm,
  FormAction,
  FormAttendee,
} from '#server/platform/pdf/conference-form.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf, type KnownPerson } from '#server/stores/conferences/attendees.ts';
import {
  nextDueOn,
  programNames,
  reviewClients,
  type ReviewClient,
} from '#server/stores/conferences/client-reviews.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import type { PrintedMessage } from '#server/stores/conferences/exchange.ts';
import { named } from '#server/features/conferences/show-review.ts';
import { peopleIn } from '#server/features/conferences/surroundings.ts';
import { topicLabel } from '#domain/conference/topics.ts';

type Printing = {
  stored: StoredConference;
  exchange: readonly PrintedMessage[];
  conference: ClosedConference;
  review: DoneReview;
  zone: string;
};
type People = ReadonlyMap<string, KnownPerson>;

const absenceWords: Readonly<Record<string, string>> = {
  declined: 'Absent: declined',
  'not-appropriate': 'Absent: not appropriate',
  'not-reached': 'Absent: could not be reached',
  ill: 'Absent: ill',
  'other-commitment': 'Absent: another commitment',
  'no-show': 'Absent: did not come',
};

/** One client's part, with every date and duration in words; nothing of any other client. */
export async function formOf(visit: Visit, printing: Printing): Promise<ConferenceForm> {
  const { stored, conference, review, zone } = printing;
  const agency = await findAgency(visit.tx, visit.agencyId);
  const people = await peopleAsOf(visit, peopleIn(stored), stored.asKnown);
  const client = (await reviewClients(visit, [review.clientId])).get(review.clientId);
  const nextDue = await nextDueOn(visit, review.enrollmentId);
  const closer = named({ kind: 'staff', id: conference.closedBy }, people).name;
  const closedAt = momentInWords(conference.closedAt.toZonedDateTimeISO(zone));
  const { place } = conference.schedule;
  const { words, ...program } = await programOf(visit, review, stored.asKnown.on);
  return {
    kind: stored.isInternal ? 'Internal case review' : capitalized(words.conference),
    client: { name: client?.name ?? '', facts: client ? factsOf(client, words.client) : [] },
    agency: agency.name,
    ...program,
    ...timesOf(review, zone),
    mode: modeInWords(conference.schedule.mode, stored.modeReason),
    ...(place === null ? {} : { place }),
    ...(client?.interpreterNeeded ? { interpreter: 'An interpreter is needed' } : {}),
    reasons: review.reasons.map(({ code, text }) =>
      text === null ? topicLabel(code) : `${topicLabel(code)}: ${text}`,
    ),
    attendees: attendeesOf(conference, review, people),
    ...exchangeIn(printing, people),
    strengths: entriesOf(review, 'strength', people),
    barriers: entriesOf(review, 'barrier', people),
    needs: entriesOf(review, 'need', people),
    solutions: entriesOf(review, 'solution', people),
    ...summaryOf(review, zone, people),
    actions: review.actionItems
      .filter(({ state }) => state !== 'cancelled')
      .map((item) => actionOf(item, people)),
    ...(review.noActionReason === null ? {} : { noActionReason: review.noActionReason }),
    ...(nextDue === null ? {} : { nextDue: dateInWords(nextDue) }),
    recordedBy: closer,
    closedAt,
    printedBy: closer,
    printedAt: closedAt,
    ...(agency.isSample ? { sampleMark: 'Sample data. Nobody here is real.' } : {}),
  };
}

const factsOf = (
  { number, pronouns, bornOn, languages, legalName, name }: ReviewClient,
  client: string,
) => [
  { label: capitalized(client), value: `#${number}` },
  ...(legalName === name ? [] : [{ label: 'Legal name', value: legalName }]),
  ...(pronouns === '' ? [] : [{ label: 'Pronouns', value: pronouns }]),
  ...(bornOn === null ? [] : [{ label: 'Born', value: dateInWords(bornOn) }]),
  ...(languages.length === 0 ? [] : [{ label: 'Languages', value: languages.join(', ') }]),
];

/** Where a program has no rules yet. */
const usualWords = { client: 'client', conference: 'case conference' };

async function programOf(visit: Visit, { programId }: DoneReview, on: Temporal.PlainDate) {
  const program = (await programNames(visit, [programId])).get(programId) ?? '';
  const rules = (await programRulesOf(visit, [programId])).get(programId);
  const policy = policyOn(inOrder(rules?.policies ?? []), on);
  return {
    program,
    policy: policy ? `${policy.identity.title}, version ${policy.version}` : '',
    words: policy?.vocabulary ?? usualWords,
  };
}

function exchangeIn({ exchange, zone }: Printing, people: People) {
  if (exchange.length === 0) return {};
  return {
    exchange: exchange.map(({ from, sentAt, text }) => ({
      author: `${nameOf(from, people)}, ${momentInWords(sentAt.toZonedDateTimeISO(zone))}`,
      text,
    })),
  };
}

function timesOf({ startedAt, endedAt, repliedAt }: DoneReview, zone: string) {
  if (repliedAt !== null) {
    const heldOn = dateInWords(repliedAt.toZonedDateTimeISO(zone).toPlainDate());
    return { heldOn, startedAt: '', endedAt: '', duration: '' };
  }
  if (startedAt === null || endedAt === null)
    return { heldOn: '', startedAt: '', endedAt: '', duration: '' };
  const start = startedAt.toZonedDateTimeISO(zone);
  return {
    heldOn: dateInWords(start.toPlainDate()),
    startedAt: timeInWords(start),
    endedAt: timeInWords(endedAt.toZonedDateTimeISO(zone)),
    duration: minutesInWords(Math.round(startedAt.until(endedAt).total('minutes'))),
  };
}

function attendeesOf(
  { attendees, schedule }: ClosedConference,
  { attendance }: DoneReview,
  people: People,
): FormAttendee[] {
  return attendance.map((seen) => {
    const attendee = attendees.find((each) => isSamePerson(each.person, seen.person));
    const { name, title, agency } = attendee ?? named(seen.person, people);
    const present = presenceOf(seen, schedule.mode);
    return { name, title: title ?? '', agency: agency ?? '', present };
  });
}

const presenceOf = (seen: Attendance, mode: Mode) =>
  seen.state === 'present'
    ? mode === 'email'
      ? 'Wrote'
      : 'Present'
    : (absenceWords[seen.reason ?? ''] ?? 'Absent');

const nameOf = (person: PersonRef, people: People) => named(person, people).name;

const entriesOf = (review: DoneReview, kind: EntryKind, people: People) =>
  review.entries
    .filter((entry) => entry.kind === kind)
    .map((entry) => ({
      text: entry.text,
      author: `${nameOf(entry.author, people)}${isAfterwards(entry, review) ? ', afterwards' : ''}`,
    }));

function summaryOf({ summary }: DoneReview, zone: string, people: People) {
  if (summary === null) return {};
  const confirmedBy = nameOf({ kind: 'staff', id: summary.confirmedBy }, people);
  const confirmedAt = momentInWords(summary.confirmedAt.toZonedDateTimeISO(zone));
  return { summary: { text: summary.text, confirmedBy, confirmedAt } };
}

function actionOf(
  { text, owner, dueOn, followUp }: DoneReview['actionItems'][number],
  people: People,
): FormAction {
  const follower = nameOf({ kind: 'staff', id: followUp.by }, people);
  return {
    what: text,
    owner: nameOf(owner, people),
    due: dateInWords(dueOn),
    followUp: `${follower}, ${dateInWords(followUp.on)}: ${followUp.how}`,
  };
}
