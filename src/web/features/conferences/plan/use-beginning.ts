import { useEffect, useRef } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { readConference } from '#contract/conferences/plan.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { isOnItsDay } from './invite-start.tsx';

const often = 5_000;
const seldom = 60_000;
const beforeIt = 15 * 60_000;

/** How often it is asked whether a meeting has begun: around its time often, on the rest of its day seldom, else not at all. */
function askAgainIn(view: ConferenceView): number | null {
  const { state, schedule, at } = view;
  if (state !== 'scheduled' || schedule === null) return null;
  const now = Date.parse(at);
  const isNear =
    now >= Date.parse(schedule.startsAt) - beforeIt && now < Date.parse(schedule.endsAt);
  if (isNear) return often;
  return isOnItsDay(view) ? seldom : null;
}

/** Whoever waits on the page of a meeting is in its room as soon as somebody begins it. A tab that nobody sees does not ask. */
export function useBeginning(view: ConferenceView) {
  const every = askAgainIn(view);
  const { conferenceId, state } = view;
  useAsk(readConference, { conferenceId }, every === null ? {} : { refetchInterval: every });
  const before = useRef(state);
  useEffect(() => {
    const hasBegun = before.current === 'scheduled' && state === 'in-session';
    before.current = state;
    if (!hasBegun) return;
    announce('The conference has begun.');
    // Whoever is in the middle of something else, as in the palette, stays there.
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) focusSoon('.room h1');
  }, [state]);
}
