import type { z } from 'zod';
import type { listActionsOfClient } from '#contract/actions.ts';
import { isFollowUpDue, isOverdue } from '#domain/action-items/action-item.ts';
import { personKey, type PersonRef } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { StoredActionItem } from '#server/stores/conferences/action-items.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { statusUpdatesOf } from '#server/stores/conferences/status-updates.ts';
import { withTitles } from '#server/stores/conferences/colleague-titles.ts';

type ListedItem = z.input<(typeof listActionsOfClient)['reply']>['items'][number];

export async function todayHere(visit: Visit): Promise<Temporal.PlainDate> {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  return visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
}

/** Action items with the names that belong to them, and what the asker has to do with each. */
export async function showActions(
  visit: Visit,
  stored: readonly StoredActionItem[],
  today: Temporal.PlainDate,
): Promise<ListedItem[]> {
  const clientIds = stored.map(({ item }) => item.clientId);
  visit.touch(...clientIds);
  const clients = await reviewClients(visit, clientIds);
  const people = await peopleAsOf(
    visit,
    stored.flatMap(({ item }) => [item.owner, staff(item.followUp.by)]),
    { on: today, knownAt: visit.at },
  );
  const updates = await statusUpdatesOf(
    visit,
    stored.filter(({ item }) => item.state === 'open').map(({ item }) => item.id),
  );
  const nameOf: Showing['nameOf'] = (person, isToldTitle) => {
    const known = people.get(personKey(person));
    const { name = 'Somebody', title = null, agency = null } = known ?? {};
    return withTitles(visit, isToldTitle)({ person, name, title, agency });
  };
  return stored.map((each) => showAction(each, { visit, today, clients, updates, nameOf }));
}

const staff = (id: string): PersonRef => ({ kind: 'staff', id });

type Showing = {
  visit: Visit;
  today: Temporal.PlainDate;
  clients: Awaited<ReturnType<typeof reviewClients>>;
  updates: Awaited<ReturnType<typeof statusUpdatesOf>>;
  nameOf: (person: PersonRef, isToldTitle: boolean) => ListedItem['owner'];
};

function showAction(
  { item, version, ...from }: StoredActionItem,
  { visit, today, clients, updates, nameOf }: Showing,
): ListedItem {
  const client = clients.get(item.clientId);
  const update = updates.get(item.id);
  const readsAll = client?.readsWholeCase ?? false;
  const isMine = item.owner.kind === 'staff' && item.owner.id === visit.actor;
  const iFollowUp = item.followUp.by === visit.actor;
  const { on, how, by } = item.followUp;
  return {
    actionItemId: item.id,
    // Whether they were shown that need is not known here.
    needId: readsAll ? item.needId : null,
    text: item.text,
    class: readsAll ? item.class : 'general',
    owner: nameOf(item.owner, readsAll),
    dueOn: item.dueOn.toString(),
    followUp: { on: on.toString(), how, by, byName: nameOf(staff(by), false).name },
    state: item.state,
    ...finishOf(item),
    isOverdue: isOverdue(item, today),
    client: {
      clientId: item.clientId,
      name: client?.name ?? '',
      number: client?.number ?? null,
    },
    conference: {
      conferenceId: from.conferenceId,
      number: from.conferenceNumber,
      heldOn: from.heldAt?.toZonedDateTimeISO(from.timeZone).toPlainDate().toString() ?? null,
      isVoid: from.isFromVoid,
    },
    isMine,
    iFollowUp,
    isFollowUpDue: isFollowUpDue(item, today),
    update: update
      ? {
          said: update.said,
          until: update.until?.toString() ?? null,
          on: update.at.toZonedDateTimeISO(from.timeZone).toPlainDate().toString(),
        }
      : null,
    version,
    may: { finish: item.state === 'open' && visit.abilities.has('action:write') },
  };
}

function finishOf(item: StoredActionItem['item']) {
  if (item.state === 'open') return { finishedAt: null, outcome: null };
  return item.state === 'done'
    ? { finishedAt: item.doneAt.toString(), outcome: item.outcome }
    : { finishedAt: item.cancelledAt.toString(), outcome: item.reason || null };
}
