import type { z } from 'zod';
import type { readAsGuest } from '#contract/guest.ts';
import { modeWords } from '#domain/conference/conference-words.ts';
import { topicLabel } from '#domain/conference/topics.ts';
import type { NoticeText } from '#domain/consent/notice-texts.ts';
import { dateInWords, spanInWords } from '#domain/words.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { must } from '#server/stores/conferences/conferences-parts.ts';
import type { ListedForm } from '#server/stores/guest/guest-forms.ts';
import type {
  GuestAction,
  GuestConference,
  GuestReason,
  GuestReview,
} from '#server/stores/guest/guest-reading.ts';

export type Told = {
  conference: GuestConference;
  reviews: readonly GuestReview[];
  reasons: readonly GuestReason[];
  actions: readonly GuestAction[];
  forms: readonly ListedForm[];
  notices: readonly NoticeText[];
};

type Page = z.input<typeof readAsGuest.reply>;

const states = {
  draft: 'planned',
  scheduled: 'planned',
  'in-session': 'now',
  ended: 'over',
  closed: 'over',
  cancelled: 'cancelled',
  discarded: 'cancelled',
} as const satisfies Record<GuestConference['state'], Page['meeting']['state']>;

export const isCalledOff = ({ state }: GuestConference) => states[state] === 'cancelled';

export function showGuestMeeting(
  { conference, reviews, reasons, actions, forms, notices }: Told,
  { visitId, today, person }: Pick<GuestVisit, 'visitId' | 'today' | 'person'>,
): Page {
  const { agencyName, isSample, host, phone, readerName, ownName, timeZone, response } = conference;
  const nameOf = new Map(reviews.map(({ clientId, clientName }) => [clientId, clientName]));
  const clientNameOf = (clientId: string) => nameOf.get(clientId) ?? '';
  return {
    visitId: must(visitId),
    name: readerName ?? ownName ?? '',
    today: today.toString(),
    isAboutThem: person.kind === 'client',
    agencyName,
    isSample,
    host,
    phone,
    meeting: meetingOf(conference),
    reply: response,
    slots: reviews
      .filter(({ isAsked }) => isAsked)
      .map((review) => slotOf(review, reasons, timeZone)),
    actions: actions.map((action) => ({
      ...actionOf(action, timeZone),
      clientName: clientNameOf(action.clientId),
    })),
    forms: forms.map(({ reviewId, clientId }) => ({
      reviewId,
      clientName: clientNameOf(clientId),
    })),
    notices: notices.map(({ body }) => body),
  };
}

type Span = Pick<GuestReview, 'startsAt' | 'endsAt'>;

const spanOf = ({ startsAt, endsAt }: Span, zone: string) =>
  spanInWords(startsAt.toZonedDateTimeISO(zone), endsAt.toZonedDateTimeISO(zone));

function meetingOf(conference: GuestConference): Page['meeting'] {
  const { state, timeZone, startsAt, mode, place, joinLink } = conference;
  return {
    state: states[state],
    inWords: spanOf(conference, timeZone),
    dayInWords: dateInWords(startsAt.toZonedDateTimeISO(timeZone).toPlainDate()),
    modeInWords: modeWords[mode],
    place,
    joinLink,
  };
}

const slotOf = (
  { reviewId, clientName, ...span }: GuestReview,
  reasons: readonly GuestReason[],
  zone: string,
): Page['slots'][number] => ({
  clientName,
  inWords: spanOf(span, zone),
  reasons: reasons
    .filter((reason) => reason.reviewId === reviewId)
    .map(({ code, text }) => text ?? topicLabel(code)),
});

const actionOf = (
  { actionItemId, text, dueOn, isDone, update }: GuestAction,
  zone: string,
): Omit<Page['actions'][number], 'clientName'> => ({
  actionItemId,
  text,
  dueOn: dueOn.toString(),
  dueInWords: dateInWords(dueOn),
  isDone,
  update: update && {
    said: update.said,
    untilInWords: update.until && dateInWords(update.until),
    onInWords: dateInWords(update.at.toZonedDateTimeISO(zone).toPlainDate()),
  },
});
