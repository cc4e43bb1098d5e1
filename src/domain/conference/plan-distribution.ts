import type { ActionItemId } from '#domain/action-items/action-item.ts';
import type { Consent, Moment } from '#domain/consent/consent.ts';
import {
  disclosableClasses,
  mayDisclose,
  type ConsentRefusal,
  type Grant,
} from '#domain/consent/may-disclose.ts';
import {
  isSamePerson,
  personKey,
  type ClientId,
  type OutsideRef,
  type PersonRef,
  type SensitivityClass,
  type StaffRef,
} from '#domain/people.ts';
import type { DoneReview, ReviewId } from './client-review.ts';
import { coveredReviews } from './closing-checks.ts';
import { whatWasHeard } from './what-was-heard.ts';
import { conferencePurpose, type ClosedConference } from './conference.ts';

/**
 * What waits for one person after sign-in. The notice itself says only that something waits:
 * no client, no text of an action.
 */
export type Parcel =
  | { kind: 'staff'; to: StaffRef; reviews: { reviewId: ReviewId; ownItems: ActionItemId[] }[] }
  | {
      kind: 'outside';
      to: OutsideRef;
      reviews: { reviewId: ReviewId; ownItems: ActionItemId[]; grant: Grant }[];
    };

export type Withheld = {
  person: OutsideRef;
  reviewId: ReviewId;
  clientId: ClientId;
  because: ConsentRefusal | 'privacy-incident';
};
export type Distribution = { parcels: Parcel[]; withheld: Withheld[] };

/** Everybody who was there for a client or owns one of the client's actions, once each. */
export function peopleConcerned(conference: ClosedConference): PersonRef[] {
  const people = coveredReviews(conference).flatMap(concernedIn);
  return [...new Map(people.map((person) => [personKey(person), person])).values()];
}

/**
 * Involved and permitted: staff receive what they took part in or own; an outside person receives
 * a client's part only with a grant for that client, and the rest is withheld without a word. Who was there
 * without consent receives nothing of that client, also where a consent came afterwards (C-30).
 */
export function planDistribution(
  conference: ClosedConference,
  moment: Moment,
  consents: readonly Consent[],
): Distribution {
  const parcels: Parcel[] = [];
  const withheld: Withheld[] = [];
  const incidents = whatWasHeard(conference, consents).filter((each) => each.mayNotKnowOfClient);
  for (const person of peopleConcerned(conference)) {
    const theirs = coveredReviews(conference).filter((review) =>
      concernedIn(review).some((other) => isSamePerson(other, person)),
    );
    if (person.kind === 'staff') {
      const reviews = theirs.map((r) => ({ reviewId: r.id, ownItems: ownItems(r, person) }));
      parcels.push({ kind: 'staff', to: person, reviews });
      continue;
    }
    const organizationId = organizationOf(conference, person);
    const reviews = theirs.flatMap((review) => {
      const { id: reviewId, clientId } = review;
      const recipient = { person, organizationId };
      const answer = grantFor(review, { recipient, moment, consents });
      const isIncident = incidents.some(
        (each) => each.reviewId === reviewId && isSamePerson(each.person, person),
      );
      if (answer.allowed && !isIncident) {
        const grant = answer.value;
        return { reviewId, grant, ownItems: ownItems(review, person, grant.classes) };
      }
      const because = answer.allowed ? 'privacy-incident' : answer.refusal;
      withheld.push({ person, reviewId, clientId, because });
      return [];
    });
    if (reviews.length > 0) parcels.push({ kind: 'outside', to: person, reviews });
  }
  return { parcels, withheld };
}

const concernedIn = ({ attendance, actionItems }: DoneReview): PersonRef[] => [
  ...attendance.filter(({ state }) => state === 'present').map(({ person }) => person),
  ...actionItems.filter(({ state }) => state === 'open').map(({ owner }) => owner),
];

const organizationOf = ({ attendees }: ClosedConference, person: PersonRef) =>
  attendees.find((other) => isSamePerson(other.person, person))?.organizationId ?? null;

function ownItems(
  { actionItems }: DoneReview,
  person: PersonRef,
  classes?: readonly SensitivityClass[],
): ActionItemId[] {
  return actionItems
    .filter((item) => item.state === 'open' && isSamePerson(item.owner, person))
    .filter((item) => classes === undefined || classes.includes(item.class))
    .map(({ id }) => id);
}

type Asking = {
  recipient: { person: OutsideRef; organizationId: string | null };
  moment: Moment;
  consents: readonly Consent[];
};

/** What being discussed here implies must be covered; beyond it, each class that is, and no other. */
function grantFor(review: DoneReview, { recipient, moment, consents }: Asking) {
  const { clientId: client, impliedClasses } = review;
  const question = { client, recipient, purpose: conferencePurpose, ...moment };
  const beyond = disclosableClasses({ ...question, classes: classesIn(review) }, consents);
  const classes = [...new Set([...impliedClasses, ...beyond])];
  const mayKnowOfClient = mayDisclose({ ...question, classes: impliedClasses }, consents);
  return mayKnowOfClient.allowed
    ? mayDisclose({ ...question, classes }, consents)
    : mayKnowOfClient;
}

function classesIn({ entries, actionItems, summary, reasons }: DoneReview): SensitivityClass[] {
  const marked = [...entries, ...actionItems, ...reasons, ...(summary === null ? [] : [summary])];
  return [...new Set(marked.map((part) => part.class))];
}
