import { useState } from 'react';
import { useDay } from './use-day.ts';
import { Button } from '#web/ui/button.tsx';

/** The link is shown once: only its hash is kept. */
export function InvitationLink({ link, expiresAt }: { link: string; expiresAt: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const dayOf = useDay();
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setIsCopied(true);
  };
  return (
    <>
      <p>
        Give this link to them in person or over a channel that you trust. It works once, until{' '}
        {dayOf(expiresAt)}, and is not shown again.
      </p>
      <p className="strong">{link}</p>
      <p className="actions">
        <Button onPress={copy}>Copy the link</Button>
        <span role="status">{isCopied ? 'Copied.' : ''}</span>
      </p>
    </>
  );
}
