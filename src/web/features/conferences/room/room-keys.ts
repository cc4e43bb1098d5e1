import { useEffect, useRef } from 'react';
import { type EntryKind, entryKinds } from '#domain/conference/client-review.ts';
import { lineId } from './room-line.tsx';

type Acts = {
  reviewId: string;
  onList: (kind: EntryKind) => void;
  onNext: () => void;
  onTime: () => void;
};

/** Alt 1 to 4 go to a list, Alt N to the next client, Alt T says the time. They act while typing too. */
export function useRoomKeys(acts: Acts) {
  const current = useRef(acts);
  useEffect(() => {
    current.current = acts;
  });
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      if (document.querySelector('.scrim, .lock-screen')) return;
      // By place on the keyboard: with Alt, some keyboards type another sign.
      const [, digit] = /^(?:Digit|Numpad)([1-4])$/.exec(event.code) ?? [];
      const kind = digit === undefined ? undefined : entryKinds[Number(digit) - 1];
      if (kind) {
        current.current.onList(kind);
        const focus = () =>
          document.getElementById(lineId(current.current.reviewId, kind))?.focus();
        focus();
        // A phone shows the list only after this.
        setTimeout(focus, 0);
      } else if (event.code === 'KeyN') current.current.onNext();
      else if (event.code === 'KeyT') current.current.onTime();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', act);
    return () => window.removeEventListener('keydown', act);
  }, []);
}
