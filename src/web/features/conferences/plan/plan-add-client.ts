import { readCareTeam } from '#contract/care-team.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { personKey } from '#domain/people.ts';
import { call } from '#web/api/call.ts';
import type { PickedClient } from './plan-client-picker.tsx';
import type { PeopleDraft, PersonDraft } from './plan-drafts.ts';
import type { Plan } from './plan-saving.ts';

type CareTeam = ReplyOf<typeof readCareTeam>;

const firstMinutes = 15;

/** The client is saved first: only then are they part of the plan, and their people can be asked. */
export async function addClient({ clients, people, flushAll }: Plan, picked: PickedClient) {
  const { enrollmentId, clientId, name } = picked;
  clients.change([
    ...clients.value,
    { enrollmentId, clientName: name, plannedMinutes: firstMinutes, reasons: [] },
  ]);
  const fresh = await flushAll();
  const review = fresh?.reviews.find((each) => each.enrollmentId === enrollmentId);
  if (!review) return;
  // Without the care team the plan is still right, only less complete: people can be added by hand.
  const team = await call(readCareTeam, { clientId }).catch(() => null);
  const them = { person: { kind: 'client', id: clientId } as const, name };
  const { reviewId } = review;
  if (!review.client.hasDied) {
    people.change(withPeople(people.value, [...belonging(team), them], reviewId));
    return;
  }
  const draft = withPeople(people.value, belonging(team), reviewId);
  const because = 'has-died' as const;
  people.change({ ...draft, clientsNotAsked: [...draft.clientsNotAsked, { reviewId, because }] });
}

type Known = Pick<PersonDraft, 'person' | 'name'> & { title?: string };

const belonging = (team: CareTeam | null): Known[] => [
  ...(team?.workers ?? []).map(({ staffId, name }) => ({
    person: { kind: 'staff', id: staffId } as const,
    name,
  })),
  ...(team?.members ?? [])
    .filter(({ until }) => until === null)
    .map(({ kind, personId, name, about }) => ({
      person: { kind, id: personId },
      name,
      title: about,
    })),
];

/** Our own people hear about the new client too; whoever belongs to the client is asked for them. */
export function withPeople(
  draft: PeopleDraft,
  belong: readonly Known[],
  reviewId: string,
): PeopleDraft {
  const theirs = new Map(belong.map((each) => [personKey(each.person), each]));
  const listed = new Set(draft.attendees.map(({ person }) => personKey(person)));
  const attendees = draft.attendees.map((each) =>
    each.person.kind === 'staff' || theirs.has(personKey(each.person))
      ? { ...each, reviewIds: [...new Set([...each.reviewIds, reviewId])] }
      : each,
  );
  const added = [...theirs.entries()].flatMap(([key, { person, name, title = null }]) =>
    listed.has(key) ? [] : [{ person, name, title, agency: null, reviewIds: [reviewId] }],
  );
  return { ...draft, attendees: [...attendees, ...added] };
}
