import { useEffect } from 'react';

/** Whoever leaves the page while something typed is not safe yet is asked first. */
export function useWarnBeforeLeaving(isWaiting: boolean) {
  useEffect(() => {
    if (!isWaiting) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isWaiting]);
}
