import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';

/** For an address that leads nowhere, or to something this person may not know of. */
export function NoPage() {
  return (
    <>
      <PageHead title="Page not found" />
      <EmptyState
        title="There is nothing at this address."
        action={
          <Link href="/" look="secondary">
            Go to Today
          </Link>
        }
      >
        Check it for typing mistakes. If a link brought you here, what it led to may be gone.
      </EmptyState>
    </>
  );
}
