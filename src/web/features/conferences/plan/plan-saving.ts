import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import {
  listColleagues,
  saveClients,
  savePeople,
  saveRoles,
  saveSchedule,
} from '#contract/conferences/plan.ts';
import { onTheClock } from '#web/shell/clock-words.ts';
import { call } from '#web/api/call.ts';
import type { SavedState } from '#web/ui/saved-mark.tsx';
import { mayPass } from '#web/ui/trouble.ts';
import {
  clientsInput,
  clientsOf,
  type Fallback,
  peopleInput,
  peopleOf,
  rolesInput,
  rolesOf,
  scheduleInputOf,
  scheduleOf,
} from './plan-drafts.ts';
import { type PlanSaving, type Section, useSection } from './plan-section.ts';

export type Refresh = () => Promise<ConferenceView>;
export type Plan = ReturnType<typeof usePlan>;

const clockNow = () => onTheClock(Temporal.Now.zonedDateTimeISO());

/** The plan as it is typed: four parts that save themselves one after the other. */
export function usePlan(view: ConferenceView, refresh: Refresh, fallback: Fallback) {
  const [isSaving, setIsSaving] = useState(false);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const saving = useTurns(view, refresh, (on) => {
    setIsSaving(on);
    if (!on) setSavedAt(clockNow());
  });
  const { conferenceId } = view;
  const queries = useQueryClient();
  const clients = useSection(saving, {
    read: clientsOf,
    isComplete: (drafts) =>
      drafts.length > 0 && drafts.every(({ plannedMinutes: m }) => m !== null),
    save: async (drafts, { version }) => {
      await call(saveClients, { conferenceId, version, reviews: clientsInput(drafts) });
      // Which records a colleague can open is asked anew of the new plan.
      await queries.invalidateQueries({ queryKey: [listColleagues.path] });
    },
  });
  const people = useSection(saving, {
    read: peopleOf,
    isComplete: () => true,
    save: (draft, now) =>
      call(savePeople, { conferenceId, version: now.version, ...peopleInput(draft, now) }),
  });
  const schedule = useSection(saving, {
    read: scheduleOf,
    isComplete: (draft) => scheduleInputOf(draft, fallback) !== null,
    save: async (draft, { version }) => {
      const input = scheduleInputOf(draft, fallback);
      if (input) await call(saveSchedule, { conferenceId, version, schedule: input });
    },
  });
  const roles = useSection(saving, {
    read: rolesOf,
    isComplete: () => true,
    save: (draft, { version }) =>
      call(saveRoles, { conferenceId, version, roles: rolesInput(draft) }),
  });
  const all = [clients, people, schedule, roles];

  /** Everything typed is safe, or nothing may be sent. */
  const flushAll = async () => {
    let fresh: ConferenceView | null = saving.latest();
    for (const section of all) {
      if (section.isContested || fresh === null) return null;
      fresh = await section.flush();
    }
    return fresh;
  };
  const failed = all.find(({ trouble, isContested }) => trouble !== null || isContested);
  const saved: SavedState = isSaving
    ? { state: 'saving' }
    : failed
      ? failedOf(failed)
      : savedAt === null
        ? { state: 'untouched' }
        : { state: 'saved', at: savedAt };
  return {
    view,
    fallback,
    clients,
    people,
    schedule,
    roles,
    flushAll,
    saved,
    isWaiting: all.some(({ isDirty }) => isDirty),
  };
}

/** What was refused for good is told where the eye is, and not offered again. */
const failedOf = ({ trouble, flush }: Pick<Section<unknown>, 'trouble' | 'flush'>): SavedState =>
  trouble === null || mayPass(trouble)
    ? { state: 'failed', onRetry: () => void flush() }
    : { state: 'failed', reason: trouble.title };

const isNoOlder = (one: ConferenceView, other: ConferenceView) =>
  Temporal.Instant.compare(one.at, other.at) >= 0;

/** One save at a time: each needs the version that the one before it made. */
function useTurns(view: ConferenceView, refresh: Refresh, onSaving: (on: boolean) => void) {
  const last = useRef(view);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const ask = useRef(refresh);
  useLayoutEffect(() => {
    if (isNoOlder(view, last.current)) last.current = view;
    ask.current = refresh;
  }, [view, refresh]);

  const latest = useCallback(() => last.current, []);
  const again = useCallback(async () => {
    const fresh = await ask.current();
    last.current = fresh;
    return fresh;
  }, []);
  const inTurn = useCallback(<T>(job: () => Promise<T>): Promise<T> => {
    const turn = queue.current.then(job, job);
    queue.current = turn.catch(() => null);
    return turn;
  }, []);
  return useMemo<PlanSaving>(
    () => ({ view, latest, refresh: again, inTurn, onSaving }),
    [view, latest, again, inTurn, onSaving],
  );
}
