import type { ActionItem } from '#domain/action-items/action-item.ts';
import type { Grant } from '#domain/consent/may-disclose.ts';
import type { ClientReview, Entry, Reason, Summary } from './client-review.ts';

/** What an outside person may read of one client's review; lines of other classes leave no trace. */
export type ReadableContent = {
  reasons: Reason[];
  entries: Entry[];
  summary: Summary | null;
  actionItems: ActionItem[];
};

export function contentFor(review: ClientReview, grant: Grant): ReadableContent {
  const isReadable = (part: Pick<Entry, 'class'>) =>
    grant.client === review.clientId && grant.classes.includes(part.class);
  return {
    reasons: review.reasons.filter(isReadable),
    entries: review.entries.filter(isReadable),
    summary: review.summary !== null && isReadable(review.summary) ? review.summary : null,
    actionItems: review.actionItems.filter(isReadable),
  };
}
