import type { ReviewDraft } from './plan-drafts.ts';

export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const item = items[from];
  if (item === undefined) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

const round = 5;

/** The same for each, in steps of five minutes where there are five, and never more than the meeting has. */
export function evenly(drafts: readonly ReviewDraft[], availableMinutes: number): ReviewDraft[] {
  const share = Math.floor(availableMinutes / drafts.length);
  const each = share < round ? share : Math.floor(share / round) * round;
  return drafts.map((draft) => ({ ...draft, plannedMinutes: Math.max(each, 1) }));
}
