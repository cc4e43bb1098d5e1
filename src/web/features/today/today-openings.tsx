import { listOpeningWeeks } from '#contract/openings.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { useMay } from '#web/shell/use-may.ts';
import { Link } from '#web/ui/link.tsx';
import { Status } from '#web/ui/status.tsx';

/** The names of eight weeks are compared for it: asked once when Today opens, and not again with each thing that is done there. */
const onceWhileOpen = { staleTime: 'static', gcTime: 0 } as const;

/** What whoever reviews openings left over from weeks that are past. */
export function TodayOpenings() {
  const enabled = useMay('emergency:review');
  const { data } = useAsk(listOpeningWeeks, {}, { enabled, ...onceWhileOpen });
  const [first] = data?.weeks ?? [];
  if (!enabled || data === undefined || first === undefined) return null;
  const count = data.weeks.reduce((sum, { waiting }) => sum + waiting, 0);
  return (
    <p className="now-incidents">
      <Status kind="late">
        {counted(count, 'opened record', 'opened records')} of past weeks{' '}
        {count === 1 ? 'is' : 'are'} not reviewed.
      </Status>{' '}
      <Link href={`/openings?week=${first.startsOn}`}>
        Review<span className="vh"> opened records</span>
      </Link>
    </p>
  );
}
