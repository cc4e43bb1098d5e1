import type { ClientReview } from '#domain/conference/client-review.ts';
import { roles } from '#domain/conference/conference.ts';
import type { PersonRef, SensitivityClass } from '#domain/people.ts';
import type { ActionItem } from '#domain/action-items/action-item.ts';
import type { Visit } from '#server/platform/shell.ts';
import { actionItemsOfClients } from '#server/stores/conferences/action-items.ts';
import { type KnownPerson, peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { type Lowering, loweringsOf } from '#server/stores/case-classes.ts';
import { classesOfCases, type CareTeamMember } from '#server/stores/care-teams.ts';
import {
  programNames,
  type ReviewClient,
  reviewClients,
} from '#server/stores/conferences/client-reviews.ts';
import {
  type ProgramRules,
  programRulesOf,
  type ReviewVerdict,
  verdictsOf,
} from '#server/stores/clock/clock-facts.ts';
import { allWithTitles, sitsIn } from '#server/stores/conferences/colleague-titles.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import { reviewsWithForm } from '#server/stores/conferences/documents.ts';
import { everythingRead } from '#server/stores/clock/project-enrollments.ts';
import { type Cause, causesOf } from '#server/stores/conferences/review-causes.ts';
import { closingsOf, type StoredClosing } from '#server/stores/conferences/review-closings.ts';
import { reviewsToldWhole } from '#server/stores/conferences/reviews-told.ts';

/** Everything beside the conference that a screen needs, read at once. */
export type Surroundings = {
  actor: string;
  supervisedProgramIds: readonly string[];
  today: Temporal.PlainDate;
  people: ReadonlyMap<string, KnownPerson>;
  /** The same, as they are told who are on the care teams or whose actions are left from before. */
  around: ReadonlyMap<string, KnownPerson>;
  clients: ReadonlyMap<string, ReviewClient>;
  classes: ReadonlyMap<string, SensitivityClass>;
  programs: ReadonlyMap<string, string>;
  rules: ReadonlyMap<string, ProgramRules>;
  earlier: readonly ActionItem[];
  forms: ReadonlySet<string>;
  toldWhole: ReadonlySet<string>;
  closings: ReadonlyMap<string, StoredClosing>;
  causes: ReadonlyMap<string, readonly Cause[]>;
  lowered: ReadonlyMap<string, Lowering>;
  /** Of what is closed. */
  verdicts: ReadonlyMap<string, ReviewVerdict>;
};

/** Reads what a screen shows beside the conference itself: names, programs, earlier actions, forms. */
export async function surroundingsOf(
  visit: Visit,
  stored: StoredConference,
  teams: readonly CareTeamMember[],
): Promise<Surroundings> {
  const reviews: readonly ClientReview[] = stored.conference.reviews;
  const clientIds = reviews.map(({ clientId }) => clientId);
  const reviewIds = reviews.map(({ id }) => id);
  const programIds = reviews.map(({ programId }) => programId);
  const enrollmentIds = reviews.map(({ enrollmentId }) => enrollmentId);
  const isClosed = stored.conference.state === 'closed';
  const open = await actionItemsOfClients(visit, clientIds, { openOnly: true });
  const earlier = open
    .filter(({ conferenceId }) => conferenceId !== stored.conference.id)
    .map(({ item }) => item);
  const lowered = await loweringsOf(visit, clientIds);
  const people = [
    ...peopleIn(stored),
    ...[...lowered.values()].map(({ by }) => staff(by)),
    ...teams.map(({ person }) => person),
    ...earlier.flatMap(peopleOfItem),
  ];
  const known = await peopleAsOf(visit, people, stored.asKnown);
  const clients = await reviewClients(visit, clientIds);
  const readsAll = clientIds.every((each) => clients.get(each)?.readsWholeCase ?? false);
  return {
    actor: visit.actor,
    supervisedProgramIds: visit.supervisedProgramIds,
    today: visit.at.toZonedDateTimeISO(stored.timeZone).toPlainDate(),
    people: allWithTitles(visit, known, readsAll || sitsIn(visit, stored)),
    around: allWithTitles(visit, known, readsAll),
    clients,
    classes: await classesOfCases(visit.tx, clientIds),
    programs: await programNames(visit, programIds),
    rules: await programRulesOf(visit, [...new Set(programIds)]),
    earlier,
    forms: await reviewsWithForm(visit, reviewIds),
    toldWhole: await reviewsToldWhole(visit, reviewIds),
    closings: await closingsOf(visit, reviewIds),
    causes: await causesOf(visit, reviewIds),
    lowered,
    verdicts: await verdictsOf(visit, isClosed ? enrollmentIds : [], everythingRead),
  };
}

const staff = (id: string): PersonRef => ({ kind: 'staff', id });

const peopleOfItem = ({ owner, followUp }: ActionItem): PersonRef[] => [owner, staff(followUp.by)];

/** Everybody whom this conference names anywhere. */
export function peopleIn({ conference, plannedBy }: StoredConference): PersonRef[] {
  const reviews: readonly ClientReview[] = conference.reviews;
  return [
    staff(plannedBy),
    ...roles.flatMap((role) => {
      const holder = conference.roles[role];
      return holder === null ? [] : [staff(holder)];
    }),
    ...conference.attendees.map(({ person }) => person),
    ...reviews.flatMap(({ entries, summary, actionItems }) => [
      ...entries.map(({ author }) => author),
      ...(summary === null ? [] : [staff(summary.confirmedBy)]),
      ...actionItems.flatMap(peopleOfItem),
    ]),
  ];
}
