import { useState } from 'react';

/** What was typed into a form, by client: in this window's memory alone. It outlives the form and the page, never the sign-in. */
export function draftsOf<Draft>(empty: Draft) {
  const drafts = new Map<string, Draft>();
  return function useDraft(clientId: string) {
    const [draft, setDraft] = useState(drafts.get(clientId) ?? empty);
    const change = (part: Partial<Draft>) =>
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
  };
}
