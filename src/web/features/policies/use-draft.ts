import { useCallback, useEffect, useRef, useState } from 'react';
import { readPolicyVersion, saveDraft, type PolicyView } from '#contract/policies/policies.ts';
import { policyInPlainWords } from '#contract/plain-words.ts';
import { policyDocument, type PolicyDocument } from '#contract/program-policy.ts';
import type { Json } from '#domain/program-policy/sentences/slot.ts';
import { onTheClock } from '#web/shell/clock-words.ts';
import { call } from '#web/api/call.ts';
import type { SavedState } from '#web/ui/saved-mark.tsx';
import { pathOf, troubleOf, type Trouble } from '#web/ui/trouble.ts';

const pause = 700;
const clockNow = () => onTheClock(Temporal.Now.zonedDateTimeISO());

type Flaws = PolicyView['flaws'];
type Saving = 'idle' | 'waiting' | 'saving' | 'failed';

export type Draft = ReturnType<typeof useDraft>;

/** A draft as it is typed: it saves itself, and what somebody else saved meanwhile is shown instead of overwritten. */
export function useDraft(view: PolicyView) {
  const [document, setDocument] = useState(view.document);
  const [flaws, setFlaws] = useState<Flaws>(view.flaws);
  const [revision, setRevision] = useState(view.revision);
  const [saving, setSaving] = useState<Saving>('idle');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [theirs, setTheirs] = useState<PolicyView | null>(null);
  /** Counts what was taken over from elsewhere, so that fields show it. */
  const [epoch, setEpoch] = useState(0);
  const now = useRef({ document: view.document, revision: view.revision, isDirty: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const { programId } = view;
  const { version } = view.version;

  const store = useCallback(async (): Promise<boolean> => {
    const typed = now.current.document;
    if (!now.current.isDirty) return true;
    setSaving('saving');
    try {
      const asked = { programId, version, revision: now.current.revision, document: typed };
      const saved = await call(saveDraft, asked);
      const isDirty = now.current.document !== typed;
      now.current = { document: now.current.document, revision: saved.revision, isDirty };
      setRevision(saved.revision);
      setFlaws(saved.flaws);
      setSavedAt(clockNow());
      setTrouble(null);
      setSaving(isDirty ? 'waiting' : 'idle');
      return !isDirty;
    } catch (error) {
      const why = troubleOf(error);
      setSaving('failed');
      setTrouble(why);
      if (why.type === 'changed-meanwhile')
        setTheirs(await call(readPolicyVersion, { programId, version }).catch(() => null));
      return false;
    }
  }, [programId, version]);

  /** Saves now what still waits; answers whether everything typed is safe. */
  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    const next = turn.current.then(store, store);
    turn.current = next;
    return next;
  }, [store]);
  useEffect(() => () => void flush(), [flush]);

  const put = (next: PolicyDocument) => {
    now.current = { ...now.current, document: next, isDirty: true };
    setDocument(next);
    setSaving('waiting');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), pause);
  };

  /** Takes what was typed if it has the right shape; else says what is wrong, and the document stays as it was. */
  const change = (edit: (document: Json) => Json): string | null => {
    const read = policyDocument.safeParse(edit(now.current.document), {
      error: policyInPlainWords,
    });
    if (read.success) {
      put(read.data);
      return null;
    }
    return read.error.issues[0]?.message ?? 'This cannot be read.';
  };

  const keepMine = () => {
    if (theirs) now.current = { ...now.current, revision: theirs.revision, isDirty: true };
    setTheirs(null);
    setTrouble(null);
    void flush();
  };
  const takeTheirs = () => {
    if (!theirs) return;
    now.current = { document: theirs.document, revision: theirs.revision, isDirty: false };
    setDocument(theirs.document);
    setRevision(theirs.revision);
    setFlaws(theirs.flaws);
    setEpoch((count) => count + 1);
    setTheirs(null);
    setTrouble(null);
    setSaving('idle');
  };

  return {
    document,
    flaws: flaws.map(({ path, message }) => ({ path, message })),
    revision,
    epoch,
    change,
    flush,
    /** After a flush: what the server holds, before the screen is drawn anew. */
    latestRevision: () => now.current.revision,
    redraw: () => setEpoch((count) => count + 1),
    trouble,
    theirs,
    keepMine,
    takeTheirs,
    saving,
    savedAt,
  };
}

/** Whether what was typed is safe, for the mark beside the heading. */
export function savedOf(saving: Saving, savedAt: string | null, onRetry: () => void): SavedState {
  if (saving === 'failed') return { state: 'failed', onRetry };
  if (saving !== 'idle') return { state: 'saving' };
  return savedAt === null ? { state: 'untouched' } : { state: 'saved', at: savedAt };
}

/** The path of a field as the flaws name it. */
export const fieldOf = (path: readonly (string | number)[]) => pathOf(path);
