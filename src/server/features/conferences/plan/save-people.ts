import type { savePeople as endpoint } from '#contract/conferences/plan.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { isSamePerson, personKey, type PersonRef } from '#domain/people.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import {
  saveAttendees,
  saveClientAbsences,
  touchPlan,
} from '#server/stores/conferences/conferences-plan.ts';
import { refuseToName } from '#server/stores/record/who-serves.ts';
import { lockDraft, refuseTheDead, type StoredDraft } from './planning.ts';

/** People are wanted client by client; an outside person who is wanted for none leaves the plan. */
export async function savePeople(input: InputOf<typeof endpoint>, visit: Visit) {
  const { conferenceId, attendees, clientsNotAsked, isInternal } = input;
  const stored = await lockDraft(visit, input);
  const clientOf = new Map(stored.conference.reviews.map(({ id, clientId }) => [id, clientId]));
  const wanted = attendees
    .map(({ person, reviewIds }) => ({ person, reviewIds: [...new Set(reviewIds)] }))
    .filter(({ person, reviewIds }) => person.kind === 'staff' || reviewIds.length > 0);
  const named = [
    ...wanted.flatMap((each) => each.reviewIds),
    ...clientsNotAsked.map((each) => each.reviewId),
  ];
  if (named.some((id) => !clientOf.has(id))) throw new Refused('not-found');
  if (new Set(wanted.map(({ person }) => personKey(person))).size < wanted.length)
    throw badInput('attendees', 'Name each person once.');
  const people = wanted.map(({ person }) => person);
  requireOwnStaff(isInternal, people);
  const known = await peopleAsOf(visit, people, stored.asKnown);
  if (people.some((person) => !known.has(personKey(person)))) throw new Refused('unknown-person');
  refuseTheDead([...known.values()]);

  const { attendeeIds } = stored;
  await refuseToName(
    visit,
    wanted.flatMap(({ person, reviewIds }) =>
      reviewIds
        .filter((id) => !isWanted(stored, person, id))
        .map((id) => ({ person, clientId: clientOf.get(id) ?? '' })),
    ),
  );
  await saveAttendees(visit, { id: conferenceId, attendeeIds }, { wanted, clientOf });
  await saveClientAbsences(
    visit,
    [...clientOf.keys()],
    new Map(clientsNotAsked.map(({ reviewId, because }) => [reviewId, because])),
  );
  const staff = people.flatMap(({ kind, id }) => (kind === 'staff' ? [id] : []));
  await touchPlan(visit, {
    id: conferenceId,
    staffIds: [stored.plannedBy, ...staff],
    isInternal,
  });
  return { conferenceId };
}

const isWanted = ({ conference }: StoredDraft, person: PersonRef, reviewId: string) =>
  conference.attendees.some(
    (each) => isSamePerson(each.person, person) && each.wantedFor.includes(reviewId),
  );

/** An internal case review is among the agency's own staff: the client is talked about, and not with. */
export function requireOwnStaff(isInternal: boolean, people: readonly PersonRef[]) {
  if (isInternal && people.some(({ kind }) => kind !== 'staff'))
    throw new Refused('own-staff-only');
}
