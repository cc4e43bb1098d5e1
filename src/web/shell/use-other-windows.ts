import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { readSession } from '#contract/session.ts';

/** Says to the other windows of this browser that the session is over: they stand beside it, and nobody need come back to them. */
export function useOtherWindows(): () => void {
  const queries = useQueryClient();
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    const open = new BroadcastChannel('session');
    channel.current = open;
    const askWhoIsHere = () => void queries.invalidateQueries({ queryKey: [readSession.path] });
    open.addEventListener('message', askWhoIsHere);
    return () => open.close();
  }, [queries]);
  return useCallback(() => channel.current?.postMessage('over'), []);
}
