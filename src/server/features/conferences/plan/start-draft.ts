import type { startDraft as endpoint } from '#contract/conferences/plan.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { personKey, type PersonRef } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { careTeamsOf } from '#server/stores/care-teams.ts';
import {
  addDraft,
  plannableEnrollments,
  saveAttendees,
  saveClientAbsences,
  touchPlan,
  untouchedDraft,
  type Plannable,
  type WantedPerson,
} from '#server/stores/conferences/conferences-plan.ts';
import { addCauses, reviewsByClient } from '#server/stores/conferences/review-causes.ts';
import { saveReviews } from '#server/stores/conferences/conferences-plan-reviews.ts';

const minutesForOne = 20;
const minutesForEach = 15;

/** Nobody meets about a client who has died. */
export const startDraft = (input: InputOf<typeof endpoint>, visit: Visit) =>
  draftFor(input, visit, { mayHaveDied: false });

/**
 * A draft with everybody from the care teams in it, the clients themselves included while they live; a second press finds the first
 * one's.
 */
export async function draftFor(
  { enrollmentIds, changeEventIds }: InputOf<typeof endpoint>,
  visit: Visit,
  { mayHaveDied }: { mayHaveDied: boolean },
) {
  const wanted = [...new Set(enrollmentIds)];
  const known = await plannableEnrollments(visit, wanted);
  if (known.length < wanted.length) throw new Refused('not-found');
  const enrollments = wanted.flatMap((id) => known.filter((each) => each.enrollmentId === id));
  if (new Set(enrollments.map(({ clientId }) => clientId)).size < enrollments.length)
    throw new Refused('client-twice');
  if (!mayHaveDied && enrollments.some(({ hasDied }) => hasDied))
    throw new Refused('client-has-died');

  const untouched = await untouchedDraft(visit, wanted);
  if (untouched !== undefined) {
    await addCauses(visit, await reviewsByClient(visit, untouched), changeEventIds);
    return { conferenceId: untouched };
  }
  const conferenceId = await addDraft(visit, {
    timeZone: enrollments[0]?.timeZone ?? 'America/New_York',
  });
  const plannedMinutes = enrollments.length === 1 ? minutesForOne : minutesForEach;
  const reviewOf = await saveReviews(
    visit,
    { id: conferenceId, reviews: [] },
    enrollments.map((each) => ({ ...each, plannedMinutes, reasons: [] })),
  );
  await addCauses(visit, reviewOf, changeEventIds);
  const people = await everybodyWanted(visit, enrollments, reviewOf);
  const clientOf = new Map([...reviewOf].map(([clientId, reviewId]) => [reviewId, clientId]));
  const draft = { id: conferenceId, attendeeIds: new Map<string, string>() };
  await saveAttendees(visit, draft, { wanted: people, clientOf });
  const ofTheDead = enrollments.flatMap(({ clientId, hasDied }) =>
    hasDied ? (reviewOf.get(clientId) ?? []) : [],
  );
  await saveClientAbsences(visit, ofTheDead, new Map(ofTheDead.map((id) => [id, 'has-died'])));
  const staffIds = people.flatMap(({ person }) => (person.kind === 'staff' ? [person.id] : []));
  await touchPlan(visit, {
    id: conferenceId,
    staffIds: [visit.actor, ...staffIds],
  });
  visit.touch(conferenceId, ...enrollments.map(({ clientId }) => clientId));
  return { conferenceId };
}

async function everybodyWanted(
  visit: Visit,
  enrollments: readonly Plannable[],
  reviewOf: ReadonlyMap<string, string>,
): Promise<WantedPerson[]> {
  const clientIds = enrollments.map(({ clientId }) => clientId);
  const teams = await careTeamsOf(visit, clientIds);
  const asked: { person: PersonRef; clientId: string }[] = [
    ...clientIds.map((clientId) => ({
      person: { kind: 'staff', id: visit.actor } as const,
      clientId,
    })),
    ...teams,
    ...enrollments.flatMap(({ clientId, hasDied }) =>
      hasDied ? [] : [{ person: { kind: 'client', id: clientId } as const, clientId }],
    ),
  ];
  return [...Map.groupBy(asked, ({ person }) => personKey(person)).values()].flatMap((theirs) => {
    const [first] = theirs;
    if (!first) return [];
    const reviewIds = theirs.flatMap(({ clientId }) => reviewOf.get(clientId) ?? []);
    return [{ person: first.person, reviewIds: [...new Set(reviewIds)] }];
  });
}
