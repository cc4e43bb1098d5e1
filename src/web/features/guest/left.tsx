import { useEffect } from 'react';
import { leaveAsGuest } from '#contract/guest.ts';
import { call } from '#web/api/call.ts';
import { Banner } from '#web/ui/banner.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { Entry } from './entry.tsx';
import { usePress } from './use-press.ts';

/** A visit that is over already has been left. */
const leave = () =>
  call(leaveAsGuest, {}).then(
    () => undefined,
    (error: unknown) => {
      if (troubleOf(error).type !== 'guest-over') throw error;
    },
  );

/** What was told has gone from the page before the server is asked to end the visit. */
export function Left() {
  const { trouble, press } = usePress(leave);
  useEffect(press, [press]);
  return (
    <Entry title="You have left">
      {trouble && (
        <Banner tone="late" title={trouble.title} reference={trouble.reference} onRetry={press}>
          Until it is reached, this browser can still open what you read.
        </Banner>
      )}
      <p>To read it again, open the newest link that you have from us by mail.</p>
    </Entry>
  );
}
