import { useState } from 'react';
import type { PartnerChoice } from '#contract/contacts.ts';

export type ContactDraft = {
  partner: PartnerChoice | null;
  activity: string | null;
  otherActivity: string;
  channel: string;
  on: string;
  /** Empty while nobody said it: an hour decides which papers held. */
  time: string;
  minutes: number | null;
  note: string;
  class: string | null;
  reviewId: string | null;
  /** The kinds of information that the provider was told. */
  told: readonly string[];
};

const empty: ContactDraft = {
  partner: null,
  activity: null,
  otherActivity: '',
  channel: 'phone',
  on: '',
  time: '',
  minutes: null,
  note: '',
  class: null,
  reviewId: null,
  told: [],
};

// In this window's memory alone: it outlives the panel and the page, never the sign-in.
const drafts = new Map<string, ContactDraft>();

/** What was typed about a contact with one client's helpers, kept until it is recorded. */
export function useContactDraft(clientId: string) {
  const [draft, setDraft] = useState(drafts.get(clientId) ?? empty);
  const change = (part: Partial<ContactDraft>) =>
    setDraft((now) => {
      const next = { ...now, ...part };
      drafts.set(clientId, next);
      return next;
    });
  const clear = () => {
    drafts.delete(clientId);
    setDraft(empty);
  };
  return { draft, change, clear };
}
