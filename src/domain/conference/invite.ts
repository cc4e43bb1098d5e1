import type { Consent, Moment } from '#domain/consent/consent.ts';
import { mayDisclose, type ConsentRefusal, type Grant } from '#domain/consent/may-disclose.ts';
import { pairReadiness, type Readiness } from '#domain/consent/readiness.ts';
import { allow, refuse, type Decision } from '#domain/decision.ts';
import {
  isSamePerson,
  type ClientId,
  type OutsideRef,
  type PersonRef,
  type SensitivityClass,
} from '#domain/people.ts';
import type { ReviewId, WaitingReview } from './client-review.ts';
import {
  conferencePurpose,
  momentOf,
  type Attendee,
  type DraftConference,
  type Reply,
  type ScheduledConference,
} from './conference.ts';
import { planConference, type PlanRefusal, type PlanWarning } from './plan-conference.ts';
import { impliedFor } from './who-else-comes.ts';

/** An invitation to an outside person carries a grant for each client that it gives away. */
export type Invitation =
  | { to: 'staff'; attendee: Attendee; reviewIds: ReviewId[] }
  | { to: 'outside'; attendee: Attendee; reviewIds: ReviewId[]; grants: Grant[] };

/** Why a pair was left out; shown to the planner only, never to the person left out. */
export type WithheldInvitation = {
  person: OutsideRef;
  reviewId: ReviewId;
  clientId: ClientId;
  because: ConsentRefusal | Exclude<Readiness['state'], 'ok'>;
};

export type Invited = {
  conference: ScheduledConference;
  invitations: Invitation[];
  withheld: WithheldInvitation[];
  warnings: PlanWarning[];
};
export type InviteRefusal = PlanRefusal | 'starts-in-the-past' | 'nobody-to-invite';

/**
 * An invitation tells that the client is served here. It needs consent on the day it is sent and on
 * the day of the meeting, then also for what it tells to sit with the others; a person who may know of no client is not invited at all.
 */
export function invite(
  draft: DraftConference,
  now: Moment,
  consents: readonly Consent[],
): Decision<Invited, InviteRefusal> {
  const plan = planConference(draft);
  if (!plan.allowed) return plan;
  const { conference, warnings } = plan.value;
  const { schedule, reviews } = conference;
  if (Temporal.Instant.compare(schedule.startsAt, now.at) < 0) return refuse('starts-in-the-past');

  const answers = conference.attendees.map((attendee) => {
    const wanted = reviews.filter(({ id }) => attendee.wantedFor.includes(id));
    return invitationFor(attendee, wanted, {
      now,
      held: momentOf(schedule.startsAt, conference),
      consents,
      attendees: conference.attendees,
    });
  });
  const attendees = answers.map(({ invitation }) => invitation.attendee);
  const invitations = answers
    .map(({ invitation }) => invitation)
    .filter(({ reviewIds }) => reviewIds.length > 0);
  if (invitations.length === 0) return refuse('nobody-to-invite');
  return allow({
    conference: { ...conference, state: 'scheduled', attendees, invitedAt: now.at },
    invitations,
    withheld: answers.flatMap(({ withheld }) => withheld),
    warnings,
  });
}

type Circumstances = {
  now: Moment;
  /** When it begins. */
  held: Moment;
  consents: readonly Consent[];
  /** Everybody who is asked: who else comes tells something too. */
  attendees: readonly Attendee[];
};
type Answer = { invitation: Invitation; withheld: WithheldInvitation[] };

export function invitationFor(
  attendee: Attendee,
  wanted: readonly WaitingReview[],
  circumstances: Circumstances,
): Answer {
  if (attendee.person.kind === 'staff') {
    const reviewIds = wanted.map(({ id }) => id);
    const invited = { ...attendee, invitedTo: reviewIds };
    return { invitation: { to: 'staff', attendee: invited, reviewIds }, withheld: [] };
  }
  const { person } = attendee;
  const reviewIds: ReviewId[] = [];
  const grants: Grant[] = [];
  const withheld: WithheldInvitation[] = [];
  for (const review of wanted) {
    const { id, clientId } = review;
    const recipient = { person, organizationId: attendee.organizationId };
    const classes = impliedFor(review, attendee, circumstances.attendees);
    const answer = mayInvite(
      { client: clientId, recipient, classes: review.impliedClasses, purpose: conferencePurpose },
      classes,
      circumstances,
    );
    if (answer.allowed) {
      reviewIds.push(id);
      grants.push(answer.value);
    } else {
      withheld.push({ person, reviewId: id, clientId, because: answer.refusal });
    }
  }
  const invited = { ...attendee, invitedTo: reviewIds };
  return { invitation: { to: 'outside', attendee: invited, reviewIds, grants }, withheld };
}

type Pair = Omit<Parameters<typeof mayDisclose>[0], keyof Moment>;

export function mayInvite(
  pair: Pair,
  toldInTheRoom: readonly SensitivityClass[],
  { now, held, consents }: Omit<Circumstances, 'attendees'>,
): Decision<Grant, WithheldInvitation['because']> {
  const today = mayDisclose({ ...pair, ...now }, consents);
  if (!today.allowed) return today;
  const meeting = { ...pair, classes: toldInTheRoom, ...held };
  const { state } = pairReadiness(meeting, consents);
  return state === 'ok' ? today : refuse(state);
}

/** Whoever was invited may answer, and answer anew, until the conference starts. */
export function recordReply(
  conference: ScheduledConference,
  { person, reply }: { person: PersonRef; reply: Reply },
): Decision<ScheduledConference, 'not-invited'> {
  const isThem = (attendee: Attendee) => isSamePerson(attendee.person, person);
  if (!conference.attendees.some((a) => isThem(a) && a.invitedTo.length > 0)) {
    return refuse('not-invited');
  }
  const attendees = conference.attendees.map((a) => (isThem(a) ? { ...a, reply } : a));
  return allow({ ...conference, attendees });
}
