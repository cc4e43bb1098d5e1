import { useEffect } from 'react';

/** Somebody comes back to this page: from another tab, another window, or by the way back of the browser. */
export function useLookedAtAgain(ask: () => unknown) {
  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const look = () => {
      if (document.visibilityState === 'visible') ask();
    };
    document.addEventListener('visibilitychange', look, { signal });
    addEventListener('focus', look, { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && look(), { signal });
    return () => gone.abort();
  }, [ask]);
}
