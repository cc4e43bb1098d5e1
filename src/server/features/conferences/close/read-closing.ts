import type { z } from 'zod';
import type { readClosing as endpoint } from '#contract/conferences/close.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { DoneReview } from '#domain/conference/client-review.ts';
import { closingGaps, coveredReviews } from '#domain/conference/closing-checks.ts';
import { closingWords, withheldInWords } from '#domain/conference/conference-words.ts';
import {
  momentOf,
  conferencePurpose,
  type ClosedConference,
  type EndedConference,
} from '#domain/conference/conference.ts';
import type { Withheld } from '#domain/conference/plan-distribution.ts';
import { isHeldApart } from '#domain/conference/mode-reasons.ts';
import type { Consent } from '#domain/consent/consent.ts';
import { mayDisclose, refusalAsTold } from '#domain/consent/may-disclose.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { asksWhyNotInPerson } from '#domain/policy-clock/documentation-findings.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { KnownPerson } from '#server/stores/conferences/attendees.ts';
import { readableClassesOf } from '#server/stores/case-classes.ts';
import { noteKey } from '#server/stores/conferences/conferences-parts.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { findConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { clientWordsIn, type WordOf } from '#server/features/conferences/client-words.ts';
import { planNotices, type Delivery } from './distribute.ts';
import { requireWhole } from '#server/features/conferences/plan/planning.ts';
import { incidentsIn } from './note-what-was-heard.ts';
import { named } from '#server/features/conferences/show-review.ts';
import { tellsTitles, withTitles } from '#server/stores/conferences/colleague-titles.ts';

type Reply = z.input<(typeof endpoint)['reply']>;
type NameOf = (reviewId: string) => string;

/** What is missing, and what each person would get if it were closed now. */
export async function readClosing(
  { conferenceId }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<Reply> {
  const stored = await findConference(visit, conferenceId);
  if (stored.conference.state !== 'ended') throw new Refused('conference-not-ended');
  requireWhole(stored);
  const conference = asReadBy(visit.actor, stored.conference, stored.hidden);
  const closed: ClosedConference = {
    ...conference,
    state: 'closed',
    closedAt: visit.at,
    closedBy: visit.actor,
  };
  const { deliveries, known, consents, ...planned } = await planNotices(visit, stored, closed);
  const withheld = await asTold(visit, planned.withheld, { stored, closed, consents });
  const clientIds = conference.reviews.map(({ clientId }) => clientId);
  const clients = await reviewClients(visit, clientIds);
  const nameOf: NameOf = (reviewId) => {
    const review = conference.reviews.find(({ id }) => id === reviewId);
    return clients.get(review?.clientId ?? '')?.name ?? '';
  };
  const wordOf = await clientWordsIn(visit, stored);
  const readsAll = ({ clientId }: DoneReview) =>
    conference.roles.facilitator === visit.actor ||
    (clients.get(clientId)?.readsWholeCase ?? false);
  const attendees = new Map(
    conference.attendees
      .map(withTitles(visit, await tellsTitles(visit, stored)))
      .map((a) => [personKey(a.person), a]),
  );
  return {
    isToldWhole: coveredReviews(conference).every(readsAll),
    gaps: closingGaps(conference, readsAll).map(({ reviewId, code, field, person }) => ({
      reviewId,
      clientName: reviewId === null ? null : nameOf(reviewId),
      code,
      field,
      person: person === null ? null : (attendees.get(personKey(person)) ?? named(person, known)),
      inWords: closingWords(reviewId === null ? 'client' : wordOf(reviewId))[code],
    })),
    incidents: incidentsIn(closed, { consents, clients, known, wordOf }),
    asksWhyNotInPerson: await asksWhy(visit, stored, conference),
    distribution: showDistribution({ deliveries, withheld, known }, { nameOf, wordOf }),
    notCovered: conference.reviews
      .filter(({ state }) => state === 'not-covered')
      .map(({ id }) => ({ reviewId: id, clientName: nameOf(id) })),
  };
}

/** The rules of each client’s program on the day on which it was held. */
async function asksWhy(visit: Visit, { timeZone }: StoredConference, conference: EndedConference) {
  const { mode } = conference.schedule;
  if (!isHeldApart(mode)) return false;
  const programIds = coveredReviews(conference).map(({ programId }) => programId);
  const rules = await programRulesOf(visit, [...new Set(programIds)]);
  const on = conference.startedAt.toZonedDateTimeISO(timeZone).toPlainDate();
  return programIds.some((programId) => {
    const policy = policyOn(inOrder(rules.get(programId)?.policies ?? []), on);
    return policy !== null && asksWhyNotInPerson(policy, mode);
  });
}

type Closing = { stored: StoredConference; closed: ClosedConference; consents: readonly Consent[] };

/** Of a paper that the asker may not know of nothing is said. */
async function asTold(
  visit: Visit,
  withheld: readonly Withheld[],
  { stored, closed: { reviews, attendees }, consents }: Closing,
): Promise<Withheld[]> {
  const readable = await readableClassesOf(
    visit,
    withheld.map(({ clientId }) => clientId),
  );
  const moment = momentOf(visit.at, stored.conference);
  return withheld.map((each) => {
    if (each.because === 'privacy-incident') return each;
    const { clientId: client, reviewId, person } = each;
    const attendee = attendees.find((other) => isSamePerson(other.person, person));
    const recipient = { person, organizationId: attendee?.organizationId ?? null };
    const implied = reviews.find(({ id }) => id === reviewId)?.impliedClasses ?? [];
    const because = refusalAsTold(
      readable.get(client) ?? ['general'],
      { classes: implied, consents },
      (classes, papers) =>
        mayDisclose({ client, recipient, classes, purpose: conferencePurpose, ...moment }, papers),
    );
    return { ...each, because };
  });
}

/** Who closes must hear of every line, also of one they may not read; for anybody else it leaves no trace. */
function asReadBy(
  actor: string,
  conference: EndedConference,
  hidden: ReadonlySet<unknown>,
): EndedConference {
  if (conference.roles.facilitator === actor) return conference;
  const isShown = (part: unknown) => !hidden.has(part);
  const reviews = conference.reviews.map((review) => {
    const note = (kind: 'no-action' | 'no-needs', text: string | null) =>
      isShown(noteKey(review.id, kind)) ? text : null;
    return {
      ...review,
      reasons: review.reasons.filter(isShown),
      entries: review.entries.filter(isShown),
      summary: isShown(review.summary) ? review.summary : null,
      actionItems: review.actionItems.filter(isShown),
      noNeedsReason: note('no-needs', review.noNeedsReason),
      noActionReason: note('no-action', review.noActionReason),
    };
  });
  return { ...conference, reviews };
}

type Planned = {
  deliveries: readonly Delivery[];
  withheld: readonly Withheld[];
  known: ReadonlyMap<string, KnownPerson>;
};

function showDistribution(
  { deliveries, withheld, known }: Planned,
  { nameOf, wordOf }: { nameOf: NameOf; wordOf: WordOf },
): Reply['distribution'] {
  const heldBack = (key: string) =>
    withheld
      .filter(({ person }) => personKey(person) === key)
      .map(({ reviewId, because }) => ({
        reviewId,
        clientName: nameOf(reviewId),
        because,
        inWords: withheldInWords(because, wordOf(reviewId)),
      }));
  const served = new Set(deliveries.map(({ parcel }) => personKey(parcel.to)));
  const nothing = new Map(
    withheld
      .filter(({ person }) => !served.has(personKey(person)))
      .map(({ person }) => [personKey(person), person]),
  );
  return [
    ...deliveries.map((delivery) => ({
      ...named(delivery.parcel.to, known),
      reviews: delivery.parcel.reviews.map(({ reviewId, ownItems }) => ({
        reviewId,
        clientName: nameOf(reviewId),
        ownItems: ownItems.length,
      })),
      ...wayOf(delivery),
      withheld: heldBack(personKey(delivery.parcel.to)),
    })),
    ...[...nothing].map(([key, person]) => ({
      ...named(person, known),
      reviews: [],
      way: 'withheld' as const,
      mail: null,
      withheld: heldBack(key),
    })),
  ];
}

function wayOf(delivery: Delivery) {
  if ('not' in delivery) {
    const way = delivery.parcel.kind === 'staff' ? ('in-app' as const) : delivery.not;
    return { way, mail: null };
  }
  const { address, subject, text } = delivery.mail;
  return { way: 'mail' as const, mail: { to: address, subject, text } };
}
