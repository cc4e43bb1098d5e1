import { useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useLayoutEffect, useState } from 'react';

export type Step = 'start' | 'code' | 'new-link' | 'no-mail' | 'visit' | 'over' | 'left';

/**
 * Where a guest is, and the code that stood behind the # of the address: it is taken out of there, and out of the history
 * of this window, as soon as it is seen, and kept in the memory of this page alone.
 */
export function useAt() {
  const { history } = useRouter();
  // Read anew when it changes: a newer link may be opened in the very window that showed an older one.
  const hash = useRouterState({ select: ({ location }) => location.hash });
  const [seen, setSeen] = useState('');
  const [at, setAt] = useState<{ step: Step; link: string }>({ step: 'visit', link: '' });
  if (hash !== seen) {
    setSeen(hash);
    if (hash !== '') setAt({ step: 'start', link: hash });
  }
  useLayoutEffect(() => {
    if (hash !== '') history.replace('/guest');
  }, [hash, history]);
  const go = useCallback(
    (step: Step) => setAt(({ link }) => ({ step, link: step === 'left' ? '' : link })),
    [],
  );
  return { ...at, go };
}
