import type { listActionsOfClient as ofClient, listMyActions as mine } from '#contract/actions.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  actionItemsOfClients,
  actionItemsOfStaff,
} from '#server/stores/conferences/action-items.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { showActions, todayHere } from './show-actions.ts';

export async function listMyActions({ show }: InputOf<typeof mine>, visit: Visit) {
  const today = await todayHere(visit);
  const stored = await actionItemsOfStaff(visit, visit.actor, { isFinished: show === 'finished' });
  const items = await showActions(visit, stored, today);
  return {
    mine: items.filter(({ isMine }) => isMine),
    followedUp: items.filter(({ isMine }) => !isMine),
    on: today.toString(),
  };
}

export async function listActionsOfClient({ clientId }: InputOf<typeof ofClient>, visit: Visit) {
  const known = await reviewClients(visit, [clientId]);
  if (!known.has(clientId)) throw new Refused('not-found');
  const today = await todayHere(visit);
  const stored = await actionItemsOfClients(visit, [clientId], { openOnly: false });
  return { items: await showActions(visit, stored, today), on: today.toString() };
}
