import { listListRequests } from '#contract/list-requests.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { useMay } from '#web/shell/use-may.ts';
import { Link } from '#web/ui/link.tsx';
import { Status } from '#web/ui/status.tsx';

/** Somebody stands before a list that leaves only when a second person agrees. */
export function TodayListRequests() {
  const enabled = useMay('emergency:review');
  const { data } = useAsk(listListRequests, {}, { enabled, refetchInterval: 60_000 });
  if (!enabled || data === undefined || data.requests.length === 0) return null;
  const { length } = data.requests;
  return (
    <p className="now-incidents">
      <Status kind="late">
        {counted(length, 'file waits', 'files wait')} for a second person.
      </Status>{' '}
      <Link href="/audit">
        Look<span className="vh"> at files that wait</span>
      </Link>
    </p>
  );
}
