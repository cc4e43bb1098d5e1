import { useEffect, useState } from 'react';

const minute = 60_000;

/** The server said how many minutes were left when it answered; without a connection they go by all the same. */
export function useMinutesLeft(minutesLeft: number, answeredAt: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  // By the wall clock, so that sleep counts; what was drawn before the answer came is no time at all.
  const since = Math.max(0, now - answeredAt);
  return Math.max(0, minutesLeft - Math.floor(since / minute));
}
