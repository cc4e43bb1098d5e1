import { Banner } from '#web/ui/banner.tsx';
import { PageHead } from '#web/ui/page-head.tsx';

/** When a page breaks, the way around it stays: rail, search and the lock. */
export function PageTrouble() {
  return (
    <>
      <PageHead title="This page could not be shown" />
      <Banner
        tone="late"
        title="Something went wrong on this page."
        onRetry={() => location.reload()}
      >
        Trying again loads it anew. What was saved before is safe.
      </Banner>
    </>
  );
}
