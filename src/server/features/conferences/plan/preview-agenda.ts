import type { previewAgenda as endpoint } from '#contract/conferences/agenda.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { agendaFor } from '#domain/conference/agenda-for.ts';
import {
  momentOf,
  type DraftConference,
  type ScheduledConference,
} from '#domain/conference/conference.ts';
import { invite } from '#domain/conference/invite.ts';
import type { Consent } from '#domain/consent/consent.ts';
import { isSamePerson, personKey, type PersonRef } from '#domain/people.ts';
import { spanInWords } from '#domain/words.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { findConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { mayChangeMeeting } from '#server/stores/conferences/meeting-sight.ts';
import { meetingMail } from './meeting-mail.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { shownAttendees } from '#domain/conference/shown-attendees.ts';
import { topicLabel } from '#domain/conference/topics.ts';
import { knownAttendees, occasionOf } from './write-mails.ts';
import { tellsTitles, withTitles } from '#server/stores/conferences/colleague-titles.ts';
import { papersToAskBy } from './papers-to-ask-by.ts';
import { requireWhole } from './planning.ts';

/** Exactly what one person would get: the planner reads it before anything goes out. */
export async function previewAgenda(input: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await findConference(visit, input.conferenceId);
  // Without those whom the asker does not see the times of the others would be wrong.
  requireWhole(stored);
  const clientIds = stored.conference.reviews.map(({ clientId }) => clientId);
  const consents = await papersToAskBy(visit, stored.conference.reviews);
  const moment = momentOf(visit.at, stored.conference);
  const conference = asSent(visit, stored, consents);
  const person = { kind: input.kind, id: input.personId };
  const shown = shownAttendees(stored.conference, await mayChangeMeeting(visit, stored));
  const isThem = (each: { person: PersonRef }) => isSamePerson(each.person, person);
  const attendee = shown.some(isThem) && conference.attendees.find(isThem);
  if (!attendee) throw new Refused('not-found');

  const agenda = agendaFor(conference, person, { moment, consents, staffClasses: new Map() });
  const clients = await reviewClients(visit, clientIds);
  const { timeZone } = conference.schedule;
  return {
    person: withTitles(visit, await tellsTitles(visit, stored))(attendee),
    slots: agenda.slots.map(({ reviewId, clientId, startsAt, endsAt, reasons }) => ({
      reviewId,
      clientName: clients.get(clientId)?.name ?? '',
      startsAt: startsAt.toString(),
      endsAt: endsAt.toString(),
      inWords: spanInWords(
        startsAt.toZonedDateTimeISO(timeZone),
        endsAt.toZonedDateTimeISO(timeZone),
      ),
      reasons: reasons.flatMap((reason) =>
        stored.hidden.has(reason) ? [] : [reason.text ?? topicLabel(reason.code)],
      ),
    })),
    ...(await letterFor(visit, stored, { conference, attendee })),
  };
}

/** A draft as it would be once sent; what was sent stays as it is. */
function asSent(
  visit: Visit,
  { conference }: StoredConference,
  consents: readonly Consent[],
): ScheduledConference {
  if (conference.state === 'scheduled') return conference;
  if (conference.state !== 'draft') throw new Refused('conference-not-planned');
  if (conference.schedule === null) throw new Refused('time-missing');
  return orRefuse(invite(withReasons(conference), momentOf(visit.at, conference), consents))
    .conference;
}

/** Somebody may look at a mail before every reason is written down. */
const withReasons = (draft: DraftConference): DraftConference => ({
  ...draft,
  reviews: draft.reviews.map((review) =>
    review.reasons.length > 0
      ? review
      : { ...review, reasons: [{ code: 'other', text: 'No reason given yet', class: 'general' }] },
  ),
});

type Recipient = {
  conference: ScheduledConference;
  attendee: ScheduledConference['attendees'][number];
};

async function letterFor(
  visit: Visit,
  stored: StoredConference,
  { conference, attendee }: Recipient,
) {
  if (attendee.invitedTo.length === 0)
    return { mail: null, notWrittenBecause: 'nothing-they-may-know' as const };
  const { schedule, reviews } = conference;
  const occasion = await occasionOf(visit, stored, { schedule, reviews });
  const known = (await knownAttendees(visit, stored, [attendee])).get(personKey(attendee.person));
  const answer = known
    ? meetingMail('invitation', occasion, { attendee, known, sequence: 0 })
    : undefined;
  if (!answer || 'not' in answer)
    return { mail: null, notWrittenBecause: answer?.not ?? ('no-email' as const) };
  const { subject, text, calendar } = answer.mail;
  const mail = { subject, text, calendarFile: calendar?.content ?? '' };
  return { mail, notWrittenBecause: null };
}
