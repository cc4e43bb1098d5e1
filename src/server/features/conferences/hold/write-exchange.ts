import type * as contract from '#contract/conferences/exchange.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { silenceDaysOf } from '#domain/attempts/silence.ts';
import {
  askedAt,
  mayBeAnswered,
  recordExchange,
  repliedAt,
  waitingInWords,
  type ExchangeMessage,
} from '#domain/conference/exchange.ts';
import { personKey } from '#domain/people.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { caseClasses, chooseClass, noteLowering } from '#server/stores/case-classes.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { findConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import {
  addExchangeMessage,
  exchangeOf,
  exchangeOutline,
  removeExchangeMessage,
} from '#server/stores/conferences/exchange.ts';
import { spansOf } from '#server/stores/clock/held-elsewhere.ts';
import { lockForWriting, reviewIn } from './change-conference.ts';
import { shownClass } from '#server/features/conferences/classes.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { named } from '#server/features/conferences/show-review.ts';
import { allWithTitles, tellsTitles } from '#server/stores/conferences/colleague-titles.ts';

export async function readExchange(
  { conferenceId, reviewId }: InputOf<typeof contract.readExchange>,
  visit: Visit,
) {
  const stored = await findConference(visit, conferenceId);
  const review = reviewIn(stored, reviewId);
  const { clientId, programId } = review;
  visit.touch(clientId);
  const { seesAll } = await caseClasses(visit, clientId);
  const messages = await exchangeOf(visit, { reviewId, clientId }, stored);
  const senders = messages.map(({ from }) => from);
  const people = allWithTitles(
    visit,
    await peopleAsOf(visit, senders, stored.asKnown),
    await tellsTitles(visit, stored),
  );
  const zone = stored.zoneOf.get(reviewId) ?? stored.timeZone;
  const outline = await exchangeOutline(visit, reviewId, stored);
  const answered = repliedAt(outline);
  return {
    messages: messages.map(({ from, sentAt, ...message }) => ({
      ...message,
      class: shownClass(seesAll, message.class),
      from: named(from, people),
      sentAt: sentAt.toString(),
      inWords: momentInWords(sentAt.toZonedDateTimeISO(zone)),
    })),
    heldOn: answered === null ? null : dateInWords(answered.toZonedDateTimeISO(zone).toPlainDate()),
    waiting: mayBeAnswered(stored.conference, review)
      ? await waitingFor(visit, { outline, programId, zone })
      : null,
  };
}

type Asked = { outline: readonly ExchangeMessage[]; programId: string; zone: string };

/** How long silence lasts is the program's own rule, as it stands today. */
async function waitingFor(visit: Visit, { outline, programId, zone }: Asked) {
  const asked = askedAt(outline);
  if (asked === null) return null;
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate();
  const today = dayOf(visit.at);
  const rules = (await programRulesOf(visit, [programId])).get(programId);
  const policy = policyOn(inOrder(rules?.policies ?? []), today);
  const silenceDays = silenceDaysOf(policy?.attempts ?? {});
  return waitingInWords({ askedOn: dayOf(asked), today, silenceDays });
}

export async function addMessage(input: InputOf<typeof contract.addMessage>, visit: Visit) {
  const { conferenceId, reviewId, from } = input;
  const stored = await lockForWriting(visit, conferenceId);
  const { clientId, enrollmentId } = reviewIn(stored, reviewId);
  const sentAt = Temporal.Instant.from(input.sentAt);
  if (Temporal.Instant.compare(sentAt, visit.at) > 0) throw new Refused('sent-in-the-future');
  const attendeeId = stored.attendeeIds.get(personKey(from));
  if (attendeeId === undefined) throw new Refused('not-an-attendee');
  const known = await exchangeOutline(visit, reviewId, stored);
  const isKnown = (other: ExchangeMessage) =>
    personKey(other.from) === personKey(from) && minuteOf(other.sentAt).equals(minuteOf(sentAt));
  if (known.some(isKnown)) throw new Refused('message-twice');

  const classes = await caseClasses(visit, clientId);
  const { text, isSubstantive, isCopy } = input;
  const sensitivity = chooseClass(classes, input.class);
  const messages = [...known, { from, sentAt, isSubstantive }];
  await requireAnswerWithin(visit, enrollmentId, {
    answeredAt: repliedAt(messages),
    zone: stored.zoneOf.get(reviewId) ?? stored.timeZone,
  });
  await saveExchange(visit, stored, { reviewId, messages });
  const messageId = await addExchangeMessage(visit, {
    reviewId,
    clientId,
    attendeeId,
    sentAt,
    text,
    isSubstantive,
    isCopy,
    class: sensitivity,
  });
  visit.touch(clientId, messageId);
  await noteLowering(visit, classes, { aboutId: messageId, clientId, class: sensitivity });
  return { conferenceId, messageId };
}

export async function removeMessage(input: InputOf<typeof contract.removeMessage>, visit: Visit) {
  const { conferenceId, reviewId, messageId } = input;
  const stored = await lockForWriting(visit, conferenceId);
  const { clientId } = reviewIn(stored, reviewId);
  const known = await exchangeOutline(visit, reviewId, stored);
  await saveExchange(visit, stored, {
    reviewId,
    messages: known.filter((each) => each.messageId !== messageId),
  });
  if (!(await removeExchangeMessage(visit, { reviewId, messageId })))
    throw new Refused('not-found');
  visit.touch(clientId, messageId);
  return { conferenceId };
}

/** The day of the answer is that of the conference: outside the enrollment it would satisfy nothing, and nobody would see why. */
async function requireAnswerWithin(
  visit: Visit,
  enrollmentId: string,
  { answeredAt, zone }: { answeredAt: Temporal.Instant | null; zone: string },
) {
  const [span] = await spansOf(visit, [enrollmentId]);
  if (answeredAt === null || !span) return;
  const on = answeredAt.toZonedDateTimeISO(zone).toPlainDate();
  const { startedOn, endedOn } = span;
  const isEarly = Temporal.PlainDate.compare(on, startedOn) < 0;
  const isLate = endedOn !== null && Temporal.PlainDate.compare(on, endedOn) > 0;
  if (!isEarly && !isLate) return;
  const limit = isEarly
    ? `began on ${dateInWords(startedOn)}`
    : `ended on ${dateInWords(endedOn ?? on)}`;
  throw new Refused('answered-outside-enrollment', [
    {
      path: 'sentAt',
      message: `The enrollment ${limit}. Correct the date, or say that this email only promises an answer.`,
    },
  ]);
}

const minuteOf = (at: Temporal.Instant) =>
  at.round({ smallestUnit: 'minute', roundingMode: 'floor' });

const saveExchange = (
  visit: Visit,
  stored: StoredConference,
  written: { reviewId: string; messages: readonly ExchangeMessage[] },
) => saveConference(visit, stored, { to: orRefuse(recordExchange(stored.conference, written)) });
