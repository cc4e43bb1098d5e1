import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';

/** One of the four parts that are saved by themselves: what is typed stays until it is safe. */
export type Section<T> = {
  value: T;
  change: (next: T) => void;
  /** Saves now what is still waiting; answers the plan as it is afterwards, or null when it could not be saved. */
  flush: () => Promise<ConferenceView | null>;
  isDirty: boolean;
  /** Somebody else changed the same part meanwhile. */
  isContested: boolean;
  takeTheirs: () => void;
  keepMine: () => void;
  trouble: Trouble | null;
};

/** What the sections of one plan share: one save at a time, each with the version that the one before left. */
export type PlanSaving = {
  view: ConferenceView;
  latest: () => ConferenceView;
  refresh: () => Promise<ConferenceView>;
  inTurn: <T>(job: () => Promise<T>) => Promise<T>;
  onSaving: (isSaving: boolean) => void;
};

type Rules<T> = {
  read: (view: ConferenceView) => T;
  isComplete: (value: T) => boolean;
  save: (value: T, view: ConferenceView) => Promise<unknown>;
};

/** `base` is what the server held when the typing began: if it differs later, somebody else was there. */
type Edit<T> = { value: T; base: string; isDirty: boolean };
type Wrong = 'contested' | Trouble | null;

const pause = 700;

export function useSection<T>(saving: PlanSaving, rules: Rules<T>): Section<T> {
  const { latest, inTurn, view } = saving;
  const [edit, setEdit] = useState<Edit<T> | null>(null);
  const [wrong, setWrong] = useState<Wrong>(null);
  const current = useRef<Edit<T> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const known = useRef({ saving, rules });
  useLayoutEffect(() => {
    known.current = { saving, rules };
  });

  const put = useCallback((next: Edit<T> | null) => {
    current.current = next;
    setEdit(next);
  }, []);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    return inTurn(async () => {
      const typed = current.current;
      if (!typed?.isDirty) return latest();
      if (!known.current.rules.isComplete(typed.value)) return null;
      known.current.saving.onSaving(true);
      try {
        const fresh = await store(typed, known.current);
        if (fresh === 'contested') {
          setWrong('contested');
          return null;
        }
        setWrong(null);
        const base = JSON.stringify(known.current.rules.read(fresh));
        const last = current.current;
        put({ value: last?.value ?? typed.value, base, isDirty: last !== typed });
        return fresh;
      } catch (error) {
        setWrong(troubleOf(error));
        return null;
      } finally {
        known.current.saving.onSaving(false);
      }
    });
  }, [inTurn, latest, put]);

  useEffect(() => () => void flush(), [flush]);

  const begin = (value: T, base: string) => {
    put({ value, base, isDirty: true });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), pause);
  };
  const theirs = rules.read(view);
  const theirBase = JSON.stringify(theirs);
  const isMine = edit !== null && (edit.isDirty || edit.base === theirBase);
  return {
    value: isMine ? edit.value : theirs,
    change: (next) => begin(next, isMine ? edit.base : theirBase),
    flush,
    isDirty: edit?.isDirty ?? false,
    isContested: wrong === 'contested',
    takeTheirs: () => {
      put(null);
      setWrong(null);
    },
    keepMine: () => {
      if (current.current) put({ ...current.current, base: theirBase });
      setWrong(null);
      void flush();
    },
    trouble: wrong === 'contested' ? null : wrong,
  };
}

/** Goes on once it is saved: a task that was refused stays open, with the reason in it. */
export async function savedThen({ flush }: Pick<Section<unknown>, 'flush'>, goOn: () => void) {
  if (await flush()) goOn();
}

type Known<T> = { saving: PlanSaving; rules: Rules<T> };

async function store<T>(typed: Edit<T>, { saving, rules }: Known<T>) {
  const isUntouched = (view: ConferenceView) => JSON.stringify(rules.read(view)) === typed.base;
  if (!isUntouched(saving.latest())) return 'contested';
  try {
    await rules.save(typed.value, saving.latest());
  } catch (error) {
    if (troubleOf(error).type !== 'changed-meanwhile') throw error;
    // Somebody changed the plan: another part of it is no reason to stop, this one is.
    const fresh = await saving.refresh();
    if (!isUntouched(fresh)) return 'contested';
    await rules.save(typed.value, fresh);
  }
  return saving.refresh();
}
