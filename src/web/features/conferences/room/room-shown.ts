import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';

/** Everybody follows the group, save who looks elsewhere or is in the middle of a word; a shared screen always does. */
export function useShownReview({ reviews }: ConferenceView, isShared: boolean) {
  const active = reviews.find(({ state }) => state === 'active');
  const activeId = active?.reviewId ?? null;
  const [looking, setLooking] = useState<string | null>(null);
  const [followed, setFollowed] = useState(activeId);
  if (activeId !== followed) {
    setFollowed(activeId);
    const isFollowing = looking === null || looking === followed;
    if (looking === activeId) setLooking(null);
    else if (isFollowing) setLooking(isMidWord() ? followed : null);
  }
  const lastDone = reviews.findLast(({ state }) => state === 'done');
  const chosen = reviews.find(({ reviewId }) => reviewId === looking);
  return {
    active,
    shown: (isShared ? active : undefined) ?? chosen ?? active ?? lastDone ?? reviews[0],
    show: setLooking,
  };
}

const isMidWord = () => {
  const focused = document.activeElement;
  const isField = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  return isField && focused.value !== '' && focused.closest('.room-main') !== null;
};
