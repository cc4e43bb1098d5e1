import { useSyncExternalStore } from 'react';
import type { EntryKind } from '#domain/conference/client-review.ts';
import type { ProgramClass, SensitivityClass } from '#domain/people.ts';

export type ActionDraft = {
  text: string;
  needId: string;
  owner: string | null;
  dueOn: string;
  followUpOn: string;
  how: string;
  by: string | null;
};

/** One email that is being copied out of a mailbox. */
export type EmailDraft = {
  /** Null until somebody else than oneself is chosen. */
  from: string | null;
  on: string;
  time: string;
  text: string;
  isSubstantive: boolean;
  isCopy: boolean;
  class: SensitivityClass | null;
};

/** What somebody has typed about one client and not sent. It lives in this window's memory alone. */
export type ReviewDraft = {
  lines: Record<EntryKind, string>;
  saidBy: string | null;
  class: SensitivityClass | null;
  /** Null while it is to be made from the lists. */
  summary: string | null;
  how: 'aloud' | 'each-agreed' | null;
  summaryClass: ProgramClass | null;
  isSummarizing: boolean;
  isPlanning: boolean;
  action: Partial<ActionDraft>;
  /** Set while an agreed action is being changed. */
  actionItemId: string | null;
  /** Null while nobody gives a reason. */
  reasons: Record<'no-action' | 'no-needs', string | null>;
  actionClass: SensitivityClass | null;
  isAddingEmail: boolean;
  email: EmailDraft;
};

export const emptyEmail: EmailDraft = {
  from: null,
  on: '',
  time: '',
  text: '',
  isSubstantive: true,
  isCopy: true,
  class: null,
};

const emptyDraft: ReviewDraft = {
  lines: { strength: '', barrier: '', need: '', solution: '' },
  saidBy: null,
  class: null,
  summary: null,
  how: null,
  summaryClass: null,
  isSummarizing: false,
  isPlanning: false,
  action: {},
  actionItemId: null,
  reasons: { 'no-action': null, 'no-needs': null },
  actionClass: null,
  isAddingEmail: false,
  email: emptyEmail,
};

const drafts = new Map<string, ReviewDraft>();
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

const draftOf = (reviewId: string) => drafts.get(reviewId) ?? emptyDraft;

export function changeDraft(
  reviewId: string,
  change: (draft: ReviewDraft) => Partial<ReviewDraft>,
) {
  const draft = draftOf(reviewId);
  drafts.set(reviewId, { ...draft, ...change(draft) });
  for (const listener of listeners) listener();
}

export const useDraft = (reviewId: string): ReviewDraft =>
  useSyncExternalStore(subscribe, () => draftOf(reviewId));
