import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { readConference } from '#contract/conferences/plan.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { NoPage } from '#web/shell/no-page.tsx';
import { NotYours } from '#web/shell/not-yours.tsx';
import { useSharedScreen } from '#web/shell/use-shared-screen.ts';
import { Banner } from '#web/ui/banner.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';
import { wordIn } from './plan-words.ts';
import { gathers, NobodyByName } from '#web/features/conferences/room/shared-screen.tsx';
import { StayWhileShared } from '#web/features/conferences/room/stay-while-shared.tsx';
import { useBeginning } from '#web/features/conferences/plan/use-beginning.ts';

const Planner = lazy(async () => ({
  default: (await import('#web/features/conferences/plan/planner.tsx')).Planner,
}));
const SentConference = lazy(async () => ({
  default: (await import('#web/features/conferences/plan/invite-sent.tsx')).SentConference,
}));
const Room = lazy(async () => ({
  default: (await import('#web/features/conferences/room/room.tsx')).Room,
}));
const Close = lazy(async () => ({
  default: (await import('#web/features/conferences/close/close.tsx')).Close,
}));
const Withdrawn = lazy(async () => ({ default: (await import('./withdrawn.tsx')).Withdrawn }));
const Receipt = lazy(async () => ({
  default: (await import('#web/features/conferences/receipt/receipt.tsx')).Receipt,
}));

/** One address for a conference, from the first draft to the receipt: its state says what is to be done. */
export function ConferencePage() {
  const conferenceId = useParams({
    strict: false,
    select: ({ conferenceId: id }) => id ?? '',
  });
  // Another conference is another page: nothing typed for the one before may stay.
  return <Conference key={conferenceId} conferenceId={conferenceId} />;
}

function Conference({ conferenceId }: { conferenceId: string }) {
  const asked = useAsk(readConference, { conferenceId });
  const { refetch } = asked;
  const refresh = useCallback(async () => {
    const { data } = await refetch({ throwOnError: true });
    if (!data) throw new Error('The conference could not be read again.');
    return data;
  }, [refetch]);

  if (asked.data) {
    return (
      <Suspense fallback={<Skeleton label="Loading the conference" />}>
        {gathers(asked.data) && <StayWhileShared word={wordIn(asked.data)} />}
        <ByState view={asked.data} refresh={refresh} />
      </Suspense>
    );
  }
  if (asked.isPending) {
    return (
      <>
        <h1 className="vh">Conference</h1>
        <Skeleton label="Loading the conference" rows={7} isTall />
      </>
    );
  }
  const trouble = troubleOf(asked.error);
  const { status, type, title, reference } = trouble;
  // Not theirs and not there look alike: a refusal would tell that the conference exists.
  if (status === 404 || status === 400) return <NoPage />;
  if (type === 'not-allowed') return <NotYours label="Conferences" />;
  return (
    <>
      <PageHead title="Conference" />
      <Banner
        tone="late"
        title={title}
        reference={reference}
        onRetry={mayPass(trouble) ? () => void refetch() : undefined}
      />
    </>
  );
}

type Props = { view: ConferenceView; refresh: () => Promise<ConferenceView> };

function ByState({ view, refresh }: Props) {
  const { isShared } = useSharedScreen();
  useBeginning(view);
  if (isShared && gathers(view) && view.state !== 'in-session') return <NobodyByName view={view} />;
  switch (view.state) {
    case 'draft':
      return <Planner view={view} refresh={refresh} />;
    case 'scheduled':
      return <SentConference view={view} />;
    case 'in-session':
      return <Room conference={view} />;
    case 'ended':
      return <Close conference={view} />;
    case 'closed':
      return <Receipt conference={view} />;
    case 'cancelled':
    case 'discarded':
      return <Withdrawn view={view} />;
  }
}
