import { modeWords } from '#domain/conference/conference-words.ts';
import { lawsFor } from '#domain/consent/notice-texts.ts';
import { dateInWords, spanInWords } from '#domain/words.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { Refused } from '#server/platform/refused.ts';
import { topicLabel } from '#domain/conference/topics.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { guestForms } from '#server/stores/guest/guest-forms.ts';
import {
  guestActions,
  guestConference,
  guestReasons,
  guestReviews,
  noteShown,
  type GuestConference,
  type GuestReview,
} from '#server/stores/guest/guest-reading.ts';

const states = {
  draft: 'planned',
  scheduled: 'planned',
  'in-session': 'now',
  ended: 'over',
  closed: 'over',
  cancelled: 'cancelled',
  discarded: 'cancelled',
} as const satisfies Record<GuestConference['state'], string>;

const mostTimes = 3;

/** What consent lets this person read of the conference at this moment, written down before it leaves. */
export async function readAsGuest(visit: GuestVisit) {
  for (let time = 0; time < mostTimes; time += 1) {
    const page = await pageOf(visit);
    if (page) return page;
  }
  throw new Refused('guest-over');
}

/** Null where consent was ended while it was read. */
async function pageOf(visit: GuestVisit) {
  const conference = await guestConference(visit);
  if (!conference) throw new Refused('guest-over');
  const reviews = await guestReviews(visit);
  const isCancelled = states[conference.state] === 'cancelled';
  const reasons = isCancelled ? [] : await guestReasons(visit);
  const actions = isCancelled ? [] : await guestActions(visit);
  const forms = isCancelled ? [] : await guestForms(visit);
  const shown = isCancelled ? [] : reviews;
  const told = new Map(
    shown.map(({ clientId, classes }) => [
      clientId,
      [
        ...new Set([
          ...classes,
          ...[...reasons, ...actions]
            .filter((words) => words.clientId === clientId)
            .map((words) => words.class),
        ]),
      ],
    ]),
  );
  const notices = await noticesOn(visit, lawsFor([...told.values()].flat()), visit.today);
  for (const [clientId, classes] of told) {
    visit.touch(clientId);
    if (!(await noteShown(visit, clientId, { classes, texts: notices }))) return null;
  }
  const nameOf = new Map(reviews.map(({ clientId, clientName }) => [clientId, clientName]));
  const { agencyName, isSample, host, phone, readerName, timeZone } = conference;
  const own = visit.person.kind === 'client' ? nameOf.get(visit.person.id) : undefined;
  return {
    visitId: visit.visitId ?? '',
    name: readerName ?? own ?? '',
    today: visit.today.toString(),
    isAboutThem: visit.person.kind === 'client',
    agencyName,
    isSample,
    host,
    phone,
    meeting: meetingOf(conference, reviews),
    reply: conference.response,
    slots: shown
      .filter(({ isAsked }) => isAsked)
      .map(({ reviewId, clientName, startsAt, endsAt }) => ({
        clientName,
        inWords: spanOf({ startsAt, endsAt }, timeZone),
        reasons: reasons
          .filter((reason) => reason.reviewId === reviewId)
          .map(({ code, text }) => text ?? topicLabel(code)),
      })),
    actions: actions.map(({ actionItemId, clientId, text, dueOn, isDone, word }) => ({
      actionItemId,
      clientName: nameOf.get(clientId) ?? '',
      text,
      dueOn: dueOn.toString(),
      dueInWords: dateInWords(dueOn),
      isDone,
      word: word && {
        said: word.said,
        untilInWords: word.until && dateInWords(word.until),
        onInWords: dateInWords(word.at.toZonedDateTimeISO(timeZone).toPlainDate()),
      },
    })),
    forms: forms.map(({ reviewId, clientId }) => ({
      reviewId,
      clientName: nameOf.get(clientId) ?? '',
    })),
    notices: notices.map(({ body }) => body),
  };
}

type Span = Pick<GuestReview, 'startsAt' | 'endsAt'>;

const spanOf = ({ startsAt, endsAt }: Span, zone: string) =>
  spanInWords(startsAt.toZonedDateTimeISO(zone), endsAt.toZonedDateTimeISO(zone));

/** From the first to the last that is theirs. */
function meetingOf(conference: GuestConference, reviews: readonly GuestReview[]) {
  const { state, timeZone, mode, place, joinLink } = conference;
  const startsAt = reviews.map((each) => each.startsAt).toSorted(Temporal.Instant.compare)[0];
  const endsAt = reviews
    .map((each) => each.endsAt)
    .toSorted(Temporal.Instant.compare)
    .at(-1);
  if (!startsAt || !endsAt) throw new Refused('guest-over');
  return {
    state: states[state],
    inWords: spanOf({ startsAt, endsAt }, timeZone),
    dayInWords: dateInWords(startsAt.toZonedDateTimeISO(timeZone).toPlainDate()),
    modeInWords: modeWords[mode],
    place,
    joinLink,
  };
}
