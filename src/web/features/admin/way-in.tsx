import type { WayIn } from '#contract/staff.ts';
import { useDay } from '#web/shell/use-day.ts';
import { focusIt } from '#web/ui/focus-it.ts';
import { Link } from '#web/ui/link.tsx';
import { InvitationLink } from './invitation-link.tsx';

type Made = Omit<WayIn, 'outcome'> & { outcome: WayIn['outcome'] | 'done' };

/** What came of an invitation, or of helping somebody in. */
export function WayInMade({ made }: { made: Made }) {
  const { outcome, link, expiresAt } = made;
  const dayOf = useDay();
  if (link !== null && expiresAt !== null)
    return <InvitationLink link={link} expiresAt={expiresAt} />;
  switch (outcome) {
    case 'mailed':
      return (
        <p role="status" ref={focusIt} tabIndex={-1}>
          The link is on its way to them by mail. It works once
          {expiresAt === null ? '' : `, until ${dayOf(expiresAt)}`}.
        </p>
      );
    case 'waiting':
      return <WaitsForSecond />;
    case 'handed-over':
    case 'done':
      return (
        <p role="status" ref={focusIt} tabIndex={-1}>
          Done.
        </p>
      );
  }
}

export const WaitsForSecond = () => (
  <p role="status" ref={focusIt} tabIndex={-1}>
    This waits for a second person: another administrator or a supervisor confirms it under{' '}
    <Link look="plain" className="inline-tap" href="/admin/staff-changes">
      Staff changes
    </Link>
    . They were told by mail.
  </p>
);
