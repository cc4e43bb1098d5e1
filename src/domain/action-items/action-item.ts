import { allow, refuse, type Decision } from '#domain/decision.ts';
import type { ClientId, PersonRef, SensitivityClass, StaffId } from '#domain/people.ts';

export type ActionItemId = string;

/** How somebody will find out whether it was done. */
export type FollowUp = { on: Temporal.PlainDate; how: string; by: StaffId };

/** One agreed step for one client. It has exactly one owner; others may help, one answers for it. */
export type ActionItem = OpenActionItem | DoneActionItem | CancelledActionItem;

type Agreed = {
  id: ActionItemId;
  clientId: ClientId;
  reviewId: string;
  /** The need that it serves; null when it serves the client's plan as a whole. */
  needId: string | null;
  text: string;
  class: SensitivityClass;
  owner: PersonRef;
  dueOn: Temporal.PlainDate;
  followUp: FollowUp;
};
export type OpenActionItem = Agreed & { state: 'open' };
export type DoneActionItem = Agreed & {
  state: 'done';
  doneAt: Temporal.Instant;
  doneBy: PersonRef;
  outcome: string | null;
};
export type CancelledActionItem = Agreed & {
  state: 'cancelled';
  cancelledAt: Temporal.Instant;
  cancelledBy: PersonRef;
  reason: string;
};

/** What was typed so far: the owner, the date and the follow-up may still be missing. */
export type ActionItemDraft = Omit<Agreed, 'owner' | 'dueOn' | 'followUp'> & {
  owner: PersonRef | null;
  dueOn: Temporal.PlainDate | null;
  followUp: FollowUp | null;
};

export type OpenRefusal =
  | 'text-missing'
  | 'text-too-long'
  | 'owner-missing'
  | 'due-date-missing'
  | 'due-date-passed'
  | 'follow-up-missing';

export const longestText = 280;

export function openActionItem(
  draft: ActionItemDraft,
  today: Temporal.PlainDate,
): Decision<OpenActionItem, OpenRefusal> {
  const { owner, dueOn, followUp } = draft;
  const text = draft.text.trim();
  if (text === '') return refuse('text-missing');
  if (text.length > longestText) return refuse('text-too-long');
  if (owner === null) return refuse('owner-missing');
  if (dueOn === null) return refuse('due-date-missing');
  if (Temporal.PlainDate.compare(dueOn, today) < 0) return refuse('due-date-passed');
  if (followUp === null || followUp.how.trim() === '') return refuse('follow-up-missing');
  return allow({ ...draft, text, owner, dueOn, followUp, state: 'open' });
}

type Completion = { by: PersonRef; at: Temporal.Instant; outcome: string | null };

export function complete(
  item: ActionItem,
  { by, at, outcome }: Completion,
): Decision<DoneActionItem, 'action-item-not-open'> {
  if (item.state !== 'open') return refuse('action-item-not-open');
  return allow({ ...item, state: 'done', doneAt: at, doneBy: by, outcome });
}

type Cancellation = { by: PersonRef; at: Temporal.Instant; reason: string };

export function cancel(
  item: ActionItem,
  { by, at, reason }: Cancellation,
): Decision<CancelledActionItem, 'action-item-not-open' | 'reason-missing'> {
  if (item.state !== 'open') return refuse('action-item-not-open');
  if (reason.trim() === '') return refuse('reason-missing');
  return allow({ ...item, state: 'cancelled', cancelledAt: at, cancelledBy: by, reason });
}

/** Done on the due date is on time, so an item is overdue from the day after. */
export const isOverdue = (item: ActionItem, on: Temporal.PlainDate) =>
  item.state === 'open' && Temporal.PlainDate.compare(item.dueOn, on) < 0;

export const isFollowUpDue = (item: ActionItem, on: Temporal.PlainDate) =>
  item.state === 'open' && Temporal.PlainDate.compare(item.followUp.on, on) <= 0;
