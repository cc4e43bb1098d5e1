import { useCallback, useEffect } from 'react';
import { readAsGuest } from '#contract/guest.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';
import { Entry } from './entry.tsx';
import { Meeting } from './meeting.tsx';
import { useLookedAtAgain } from './use-looked-at-again.ts';

/** So long after its last answer the server ends a visit, and what it told goes from the screen by itself. */
const visitEnds = 30 * 60_000;

type Props = { onOver: () => void; onLeave: () => void };

/** Asks anew whenever somebody looks at it again: what may be told may have become less since. */
export function Visit({ onOver, onLeave }: Props) {
  const { data, error, dataUpdatedAt, refetch } = useAsk(readAsGuest, {}, { gcTime: 0 });
  const again = useCallback(() => void refetch({ cancelRefetch: false }), [refetch]);
  useLookedAtAgain(again);

  const trouble = error === null ? null : troubleOf(error);
  const isOver = trouble?.type === 'guest-over';
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver, onOver]);
  useEffect(() => {
    if (dataUpdatedAt === 0) return undefined;
    const timer = setTimeout(onOver, visitEnds);
    return () => clearTimeout(timer);
  }, [dataUpdatedAt, onOver]);

  if (isOver) return null;
  const said = trouble && (
    <Banner
      tone="late"
      title={trouble.title}
      reference={trouble.reference}
      onRetry={mayPass(trouble) ? again : undefined}
    />
  );
  if (data === undefined || (trouble && !mayPass(trouble)))
    return <Entry title="Your meeting">{said ?? <Skeleton label="Loading your meeting" />}</Entry>;
  return (
    <Meeting told={data} onLeave={onLeave} onOver={onOver} onAgain={again}>
      {said}
    </Meeting>
  );
}
