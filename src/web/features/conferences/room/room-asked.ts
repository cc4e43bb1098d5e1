import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { isSamePerson } from '#domain/people.ts';
import type { Attendee, Review } from '#web/features/conferences/hold-words.ts';

/** Those who are asked to this client's review: staff of the meeting, and outside people by invitation. */
export const askedTo = (
  { attendees, roles: held }: ConferenceView,
  { reviewId, attendance }: Review,
) => {
  const place = ({ person, name }: Attendee) =>
    `${held.facilitator === person.id ? 0 : 1}${kindOrder.indexOf(person.kind)}${name}`;
  return attendees
    .filter(
      ({ person, invitedTo }) =>
        person.kind === 'staff' ||
        invitedTo.includes(reviewId) ||
        attendance.some((seen) => isSamePerson(seen.person, person)),
    )
    .toSorted((one, other) => place(one).localeCompare(place(other)));
};

const kindOrder = ['staff', 'client', 'support', 'provider'];

export const seenOf = ({ attendance }: Review, { person }: Attendee) =>
  attendance.find((seen) => isSamePerson(seen.person, person));
