import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChoicesDraft, ProjectDraft } from '#contract/import-choices.ts';
import { keepChoices, readImport, type ImportView } from '#contract/imports.ts';
import { onTheClock } from '#web/shell/clock-words.ts';
import { call } from '#web/api/call.ts';
import { question } from '#web/api/use-ask.ts';
import { useWarnBeforeLeaving } from '#web/shell/use-warn-before-leaving.ts';
import type { SavedState } from '#web/ui/saved-mark.tsx';
import { mayPass, troubleOf, type Trouble } from '#web/ui/trouble.ts';

export type OrganizationChoice = ChoicesDraft['organizations'][number]['choice'];

/** What somebody changed and the server does not hold yet. */
type Typed = {
  organizations: ReadonlyMap<string, OrganizationChoice>;
  projects: ReadonlyMap<string, ProjectDraft>;
};

const pause = 700;
const nothing: Typed = { organizations: new Map(), projects: new Map() };
const isNothing = ({ organizations, projects }: Typed) => organizations.size + projects.size === 0;
const clockNow = () => onTheClock(Temporal.Now.zonedDateTimeISO());

export type Choices = ReturnType<typeof useChoices>;

/** Whether what was typed is safe: when it was saved last, or why it was not. */
type Kept = 'untouched' | 'waiting' | { at: string } | { trouble: Trouble };

/** The choices as they are made: they save themselves beside the file, so that whoever comes back to it finds them. */
export function useChoices(open: ImportView) {
  const [typed, setTyped] = useState(nothing);
  const [kept, setKept] = useState<Kept>('untouched');
  const now = useRef(nothing);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const keep = useKeeping(open);

  const put = useCallback((next: Typed) => {
    now.current = next;
    setTyped(next);
  }, []);

  const store = useCallback(async (): Promise<number> => {
    const sent = now.current;
    try {
      const seen = await keep(sent);
      if (isNothing(sent)) return seen;
      put(without(now.current, sent));
      setKept(isNothing(now.current) ? { at: clockNow() } : 'waiting');
      return seen;
    } catch (error) {
      setKept({ trouble: troubleOf(error) });
      throw error;
    }
  }, [keep, put]);

  /** Saves now what still waits; answers which choices were on the screen, for whoever goes on with them. */
  const flush = useCallback((): Promise<number> => {
    clearTimeout(timer.current);
    const next = turn.current.then(store);
    turn.current = next.catch(() => null);
    return next;
  }, [store]);

  const save = useCallback(() => void flush().catch(() => null), [flush]);
  useEffect(() => save, [save]);
  useWarnBeforeLeaving(!isNothing(typed));

  const change = (part: Partial<Typed>) => {
    const { organizations, projects } = now.current;
    put({
      organizations: new Map([...organizations, ...(part.organizations ?? [])]),
      projects: new Map([...projects, ...(part.projects ?? [])]),
    });
    setKept('waiting');
    clearTimeout(timer.current);
    timer.current = setTimeout(save, pause);
  };

  const { choices } = open;
  return {
    organizations: new Map<string, OrganizationChoice>([
      ...choices.organizations.map(({ id, choice }) => [id, choice] as const),
      ...typed.organizations,
    ]),
    projects: new Map<string, ProjectDraft>([
      ...choices.projects.map(({ id, becomes }) => [id, becomes] as const),
      ...typed.projects,
    ]),
    change,
    flush,
    kept,
    save,
  };
}

/** For the mark in the head of the page. */
export function savedOf({ kept, save }: Choices): SavedState {
  if (kept === 'untouched') return { state: 'untouched' };
  if (kept === 'waiting') return { state: 'saving' };
  if ('at' in kept) return { state: 'saved', at: kept.at };
  const { trouble } = kept;
  return mayPass(trouble)
    ? { state: 'failed', onRetry: save }
    : { state: 'failed', reason: trouble.title };
}

/** Sends what was typed. Where somebody else chose meanwhile, it answers the choices that were seen, which are not the last ones. */
function useKeeping({ importId, choicesRevision }: ImportView) {
  const queries = useQueryClient();
  const seen = useRef(choicesRevision);
  useLayoutEffect(() => {
    seen.current = choicesRevision;
  }, [choicesRevision]);
  return useCallback(
    async (typed: Typed): Promise<number> => {
      const before = seen.current;
      if (isNothing(typed)) return before;
      const kept = await call(keepChoices, {
        importId,
        organizations: [...typed.organizations].map(([id, choice]) => ({ id, choice })),
        projects: [...typed.projects].map(([id, becomes]) => ({ id, becomes })),
      }).catch((error: unknown) => {
        // The file is gone, or somebody else went on: the page has to say so.
        if (troubleOf(error).status === 409) void queries.invalidateQueries();
        throw error;
      });
      const { queryKey } = question(readImport, { importId });
      queries.setQueryData<ImportView>(
        queryKey,
        (view) => view && { ...view, ...choosing, ...kept },
      );
      if (kept.choicesRevision !== before + 1) return before;
      seen.current = kept.choicesRevision;
      return seen.current;
    },
    [importId, queries],
  );
}

/** A preview of other choices is none. */
const choosing = { state: 'choosing', previewKey: null, report: null, hasRows: false } as const;

/** What was changed once more while it was sent stays to be sent. */
const without = (typed: Typed, sent: Typed): Typed => ({
  organizations: left(typed.organizations, sent.organizations),
  projects: left(typed.projects, sent.projects),
});

const left = <One>(typed: ReadonlyMap<string, One>, sent: ReadonlyMap<string, One>) =>
  new Map([...typed].filter(([id, one]) => sent.get(id) !== one));
