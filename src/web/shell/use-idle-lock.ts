import { useCallback, useEffect, useRef, useState } from 'react';

export type IdlePhase = 'active' | 'warning' | 'locked';
type Options = {
  idleAfterMs: number;
  warnBeforeMs: number;
  onActive?: (() => void) | undefined;
  onLock?: (() => void) | undefined;
};
type Word = 'active' | 'locked' | 'unlocked';

const minute = 60_000;
export const idleLimits = { idleAfterMs: 15 * minute, warnBeforeMs: 2 * minute };

const activities = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
const tellOthersEvery = 5_000;
const tellServerEvery = minute / 2;

/** Locks after a time without use, in all windows at once. The wall clock decides, so that sleep counts as well. */
export function useIdleLock({ idleAfterMs, warnBeforeMs, onActive, onLock }: Options) {
  const [phase, setPhase] = useState<IdlePhase>('active');
  const [openedAt] = useState(() => Date.now());
  const lastUse = useRef(openedAt);
  const lastTold = useRef({ others: 0, server: openedAt });
  const channel = useRef<BroadcastChannel | null>(null);
  const isLocked = phase === 'locked';

  const tell = useCallback((word: Word) => channel.current?.postMessage(word), []);
  const cover = useCallback(() => setPhase('locked'), []);
  const lock = useCallback(() => {
    cover();
    tell('locked');
    onLock?.();
  }, [cover, tell, onLock]);
  const release = useCallback(() => {
    lastUse.current = Date.now();
    setPhase('active');
    tell('unlocked');
    onActive?.();
  }, [tell, onActive]);

  useEffect(() => {
    const open = new BroadcastChannel('idle-lock');
    channel.current = open;
    open.addEventListener('message', ({ data }: MessageEvent<Word>) => {
      if (data === 'locked') return setPhase('locked');
      lastUse.current = Date.now();
      setPhase((now) => (data === 'unlocked' || now !== 'locked' ? 'active' : now));
    });
    return () => open.close();
  }, []);

  useEffect(() => {
    if (isLocked) return undefined;
    const look = () => {
      const idleFor = Date.now() - lastUse.current;
      if (idleFor >= idleAfterMs) lock();
      else setPhase(idleFor >= idleAfterMs - warnBeforeMs ? 'warning' : 'active');
    };
    const use = () => {
      const now = Date.now();
      if (now - lastUse.current >= idleAfterMs) return lock();
      lastUse.current = now;
      if (now - lastTold.current.others > tellOthersEvery) {
        lastTold.current.others = now;
        tell('active');
      }
      if (now - lastTold.current.server > tellServerEvery) {
        lastTold.current.server = now;
        onActive?.();
      }
    };
    const timer = setInterval(look, 1_000);
    for (const activity of activities)
      window.addEventListener(activity, use, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const activity of activities)
        window.removeEventListener(activity, use, { capture: true });
    };
  }, [isLocked, idleAfterMs, warnBeforeMs, lock, tell, onActive]);

  return { phase, lock, cover, release };
}
