import type {
  cancelAction as cancelEndpoint,
  completeAction as doneEndpoint,
} from '#contract/actions.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { cancel, complete, type ActionItem } from '#domain/action-items/action-item.ts';
import type { Decision } from '#domain/decision.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { lockActionItem, saveActionItem } from '#server/stores/conferences/action-items.ts';
import type { NoteKind } from '#server/stores/fact-notes-read.ts';
import { addNote } from '#server/stores/fact-notes.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import { todayHere } from './show-actions.ts';

export const completeAction = ({ outcome, ...key }: InputOf<typeof doneEndpoint>, visit: Visit) =>
  finish(visit, key, {
    change: 'done',
    decide: (item) => complete(item, { by: actorOf(visit), at: visit.at, outcome }),
  });

export const cancelAction = ({ reason, ...key }: InputOf<typeof cancelEndpoint>, visit: Visit) =>
  finish(visit, key, {
    change: 'cancelled',
    decide: (item) => cancel(item, { by: actorOf(visit), at: visit.at, reason }),
  });

const actorOf = ({ actor }: Visit) => ({ kind: 'staff', id: actor }) as const;

type Ending = {
  change: 'done' | 'cancelled';
  decide: (item: ActionItem) => Decision<ActionItem, string>;
};
type Key = { actionItemId: string; version: number };

function wordsOf(item: ActionItem): { kind: NoteKind; text: string } {
  if (item.state === 'cancelled') return { kind: 'withdrawn', text: item.reason };
  return { kind: 'note', text: item.state === 'done' ? (item.outcome ?? '') : '' };
}

/** What became of an action stands in the client's record with it. */
async function finish(visit: Visit, { actionItemId, version }: Key, { change, decide }: Ending) {
  const stored = await lockActionItem(visit, actionItemId);
  if (stored.version !== version) throw new Refused('changed-meanwhile');
  const decision = decide(stored.item);
  if (!decision.allowed) throw new Refused(decision.refusal);
  const { clientId } = stored.item;
  await saveActionItem(visit, decision.value, stored.item);
  await addNote(visit, {
    aboutId: actionItemId,
    clientId,
    ...wordsOf(decision.value),
    atLeast: stored.item.class,
  });
  visit.touch(clientId);
  await addToRecord(visit, [
    {
      kind: 'action',
      change,
      clientId,
      aboutId: actionItemId,
      on: await todayHere(visit),
      at: visit.at,
      class: stored.item.class,
    },
  ]);
  return { actionItemId, version: version + 1 };
}
