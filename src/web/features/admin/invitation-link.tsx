import { CopyText } from '#web/ui/copy-text.tsx';
import { useDay } from '#web/shell/use-day.ts';
import { focusIt } from '#web/ui/focus-it.ts';

/** The link is shown once: only its hash is kept. */
export function InvitationLink({ link, expiresAt }: { link: string; expiresAt: string }) {
  const dayOf = useDay();
  return (
    <>
      <p ref={focusIt} tabIndex={-1}>
        Give this link to them in person or over a channel that you trust. It works once, until{' '}
        {dayOf(expiresAt)}, and is not shown again.
      </p>
      <CopyText title="The link" text={link} />
    </>
  );
}
