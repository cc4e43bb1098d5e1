import type { Consent, Moment } from '#domain/consent/consent.ts';
import { allow, refuse, type Decision } from '#domain/decision.ts';
import { isSamePerson, type PersonRef } from '#domain/people.ts';
import type { ReviewId } from './client-review.ts';
import { momentOf, roles, type Attendee, type ScheduledConference } from './conference.ts';
import { invitationFor, type Invitation, type WithheldInvitation } from './invite.ts';

export type InvitedLate = {
  conference: ScheduledConference;
  /** Who is invited for the first time. */
  invitations: Invitation[];
  /** Who was invited before, and now to more clients. */
  widened: Invitation[];
  withheld: WithheldInvitation[];
};

const union = (one: readonly ReviewId[], other: readonly ReviewId[]) => [
  ...new Set([...one, ...other]),
];

/**
 * Asks further people, or people who are asked already for further clients, by the same rule as the first
 * invitations. Nobody else is touched: neither the time nor the place has changed.
 */
export function inviteLate(
  conference: ScheduledConference,
  asked: readonly Attendee[],
  { now, consents }: { now: Moment; consents: readonly Consent[] },
): Decision<InvitedLate, 'starts-in-the-past'> {
  const { schedule, reviews } = conference;
  if (Temporal.Instant.compare(schedule.startsAt, now.at) < 0) return refuse('starts-in-the-past');

  const held = momentOf(schedule.startsAt, conference);
  const attendees = [...conference.attendees, ...asked];
  const answers = asked.flatMap((attendee) => {
    const known = conference.attendees.find((other) => isSamePerson(other.person, attendee.person));
    const invitedBefore = known?.invitedTo ?? [];
    const wanted = reviews.filter(
      ({ id }) => attendee.wantedFor.includes(id) && !invitedBefore.includes(id),
    );
    if (wanted.length === 0) return [];
    const answer = invitationFor(attendee, wanted, { now, held, consents, attendees });
    const { invitation } = answer;
    const isNews = invitation.reviewIds.length > 0;
    const invited: Attendee = {
      ...(known ?? attendee),
      wantedFor: union(known?.wantedFor ?? [], attendee.wantedFor),
      invitedTo: union(invitedBefore, invitation.reviewIds),
      reply: isNews ? 'waiting' : (known?.reply ?? 'waiting'),
    };
    const withAll: Invitation = { ...invitation, attendee: invited };
    return [{ ...answer, invitation: withAll, isNews, isFirst: invitedBefore.length === 0 }];
  });
  const asNow = answers.map(({ invitation }) => invitation.attendee);
  const news = answers.filter(({ isNews }) => isNews);
  return allow({
    conference: { ...conference, attendees: merged(conference.attendees, asNow) },
    invitations: news.filter(({ isFirst }) => isFirst).map(({ invitation }) => invitation),
    widened: news.filter(({ isFirst }) => !isFirst).map(({ invitation }) => invitation),
    withheld: answers.flatMap(({ withheld }) => withheld),
  });
}

const merged = (before: readonly Attendee[], now: readonly Attendee[]): Attendee[] => [
  ...before.map((each) => now.find(({ person }) => isSamePerson(person, each.person)) ?? each),
  ...now.filter(({ person }) => !before.some((each) => isSamePerson(person, each.person))),
];

export type TakenOff = { conference: ScheduledConference; attendee: Attendee };

/** Whoever holds a role is needed until somebody else holds it. */
export function takeOff(
  conference: ScheduledConference,
  { person }: { person: PersonRef },
): Decision<TakenOff, 'not-an-attendee' | 'holds-a-role'> {
  const attendee = conference.attendees.find((each) => isSamePerson(each.person, person));
  if (!attendee) return refuse('not-an-attendee');
  if (person.kind === 'staff' && roles.some((role) => conference.roles[role] === person.id))
    return refuse('holds-a-role');
  const attendees = conference.attendees.filter((each) => each !== attendee);
  return allow({ conference: { ...conference, attendees }, attendee });
}
