import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { LogAttemptDialog } from '#web/shell/log-attempt-dialog.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { hasContent } from '#web/features/conferences/close/close-words.ts';
import { isByEmail, meetingWords, type Review } from './hold-words.ts';
import { clientNames } from './plan-words.ts';
import { RoomActions } from '#web/features/conferences/room/room-actions.tsx';
import { RoomExchange } from '#web/features/conferences/room/room-exchange.tsx';
import { RoomLists } from '#web/features/conferences/room/room-lists.tsx';
import { RoomSummary } from '#web/features/conferences/room/room-summary.tsx';

/** What was called off, or begun and not held: the reason, and what was written by then. */
export function Withdrawn({ view }: { view: ConferenceView }) {
  const isCancelled = view.state === 'cancelled';
  const isExchange = isByEmail(view) && !isCancelled;
  return (
    <>
      <PageHead
        kicker={<Link href="/conferences">Conferences</Link>}
        title={`Conference ${view.number}`}
        lead={isExchange ? meetingWords(view) : view.schedule?.inWords}
      />
      <EmptyState
        title={
          isCancelled
            ? 'This conference was cancelled.'
            : 'This conference was recorded as not held. Nothing of it counts.'
        }
      >
        <p>
          It was {isExchange ? 'about' : 'planned for'} {clientNames(view)}.
        </p>
        {view.withdrawnBecause !== null && <p>Reason: {view.withdrawnBecause}</p>}
      </EmptyState>
      {isExchange &&
        view.reviews.map((review) => <Unanswered key={review.reviewId} {...{ view, review }} />)}
    </>
  );
}

/** Nobody answered: the request is an attempt, and what was written is still there to be read. */
export function Unanswered({ view, review }: { view: ConferenceView; review: Review }) {
  const [isLogging, setIsLogging] = useState(false);
  const mayLog = useMay('record:write');
  const { client, enrollmentId } = review;
  const { clientId } = client;
  return (
    <SectionBand
      title={`What was written about ${client.name}`}
      tools={
        <>
          {mayLog && (
            <Button size="small" onPress={() => setIsLogging(true)}>
              Log the request as an attempt
            </Button>
          )}
          <Link href={`/clients/${clientId}`}>Open the chart</Link>
        </>
      }
    >
      <RoomExchange conference={view} review={review} me="" />
      {hasContent(review) && (
        <>
          <RoomLists conference={view} review={review} me="" />
          {review.summary !== null && <RoomSummary conference={view} review={review} />}
          {review.actionItems.length > 0 && <RoomActions conference={view} review={review} />}
        </>
      )}
      <LogAttemptDialog
        client={isLogging ? { clientId, enrollmentId } : null}
        onClose={() => setIsLogging(false)}
      />
    </SectionBand>
  );
}
