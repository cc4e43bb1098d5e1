import type { UseQueryResult } from '@tanstack/react-query';
import { type ComponentProps, useRef, useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { activateReview } from '#contract/conferences/hold.ts';
import { readConference } from '#contract/conferences/plan.ts';
import { readSession } from '#contract/session.ts';
import type { EntryKind } from '#domain/conference/client-review.ts';
import { dateInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Banner } from '#web/ui/banner.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { usePageTitle } from '#web/ui/page-head.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import {
  clockTime,
  isByEmail,
  meetingWords,
  type Review,
  type ServerClock,
  zoneOf,
} from '#web/features/conferences/hold-words.ts';
import { RoomActions } from './room-actions.tsx';
import { RoomAgenda } from './room-agenda.tsx';
import { RoomBar } from './room-bar.tsx';
import { whoChanges } from './room-change.ts';
import { ChangeDialog } from './room-change-dialog.tsx';
import { RoomClient } from './room-client.tsx';
import { timeInSentence } from './room-clock.tsx';
import { RoomControls } from './room-controls.tsx';
import { useDraft } from './room-drafts.ts';
import { Elsewhere } from './room-elsewhere.tsx';
import { RoomExchange } from './room-exchange.tsx';
import { RoomLists } from './room-lists.tsx';
import { RoomPeople } from './room-people.tsx';
import { RoomSummary } from './room-summary.tsx';
import { gathers, NobodyOpen, NotToTellOn } from './shared-screen.tsx';
import { useRoomKeys } from './room-keys.ts';
import { useShownReview } from './room-shown.ts';
import { asTheGroupSees } from './shared-review.ts';
import { useSharedScreen } from '#web/shell/use-shared-screen.ts';
import { wordIn } from '#web/features/conferences/plan-words.ts';
import { WhoReadsAgain } from './who-reads-again.tsx';

const askAgainEvery = 5_000;

/** Where a conference is held: one client at a time, written down while people talk. */
export function Room({ conference: given }: { conference: ConferenceView }) {
  const { conferenceId } = given;
  const asked = useAsk(readConference, { conferenceId }, { refetchInterval: askAgainEvery });
  const session = useAsk(readSession, {}).data;
  const conference = asked.data?.conferenceId === conferenceId ? asked.data : given;
  const ahead = Date.parse(conference.at) - (asked.dataUpdatedAt || Date.parse(conference.at));
  const clock: ServerClock = () => Date.now() + ahead;
  const isConnecting = useConnecting(asked);
  usePageTitle(`Room, ${meetingWords(conference)}`);

  return (
    <div className="room">
      <p className="print-only draft-mark">Draft, not the record</p>
      <RoomBar
        conference={conference}
        clock={clock}
        isSample={session?.agency?.isSample ?? false}
      />
      {conference.missed !== null && conference.startedAt !== null && (
        <Banner
          tone="soon"
          title={`It was begun on ${dateInWords(dayIn(conference.startedAt, zoneOf(conference)))}, and nobody ended it.`}
        >
          Its facilitator ends it here, and corrects the times before closing it.
        </Banner>
      )}
      {isConnecting && (
        <Banner tone="info" title="Connecting…">
          The room shows what was known at {clockTime(conference.at, zoneOf(conference))}. What you
          write meanwhile is kept, and sent once the room is connected.
        </Banner>
      )}
      {asked.isError && (
        <Banner tone="late" title={troubleOf(asked.error).title} onRetry={() => asked.refetch()}>
          The room shows what was known before.
        </Banner>
      )}
      <Table conference={conference} clock={clock} me={session?.person?.staffId ?? ''} />
    </div>
  );
}

const dayIn = (at: string, zone: string) =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate();

/** It is older than it would be with the server at hand, and is being asked for. */
function useConnecting(asked: UseQueryResult): boolean {
  const [openedAt] = useState(() => Date.now());
  const isOfBefore = !asked.isFetchedAfterMount && openedAt - asked.dataUpdatedAt > askAgainEvery;
  const isTriedAgain = asked.isFetching && asked.failureCount > 0;
  return !asked.isError && (isOfBefore || isTriedAgain || asked.fetchStatus === 'paused');
}

type TableProps = { conference: ConferenceView; clock: ServerClock; me: string };

function Table({ conference, clock, me }: TableProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [list, setList] = useState<EntryKind>('strength');
  const { isShared } = useSharedScreen();
  const { shown: found, active, show } = useShownReview(conference, isShared);
  const shown = found && isShared ? asTheGroupSees(conference, found) : found;
  const [change, setChange] = useState<ComponentProps<typeof ChangeDialog>['change']>(null);
  const activate = useTell(activateReview);
  const { isSummarizing } = useDraft(shown?.reviewId ?? '');
  const next = conference.reviews.find(({ state }) => state === 'waiting');

  const look = (reviewId: string) => {
    show(reviewId);
    heading.current?.focus();
  };
  const open = async (reviewId: string) => {
    const { conferenceId } = conference;
    await activate.mutateAsync({ conferenceId, reviewId }).then(
      () => look(reviewId),
      () => undefined,
    );
  };
  const ask = (to: Review) => {
    const who = active && !isByEmail(conference) ? whoChanges(conference, active, to) : null;
    if (who && who.in.length + who.out.length > 0) setChange({ ...who, to });
    else void open(to.reviewId);
  };
  useRoomKeys({
    reviewId: shown?.reviewId ?? '',
    onList: setList,
    onNext: () => {
      if (conference.may.lead && next && !activate.isPending) ask(next);
    },
    onTime: () => {
      if (isByEmail(conference)) return announce('What is written by email has no clock.');
      announce(active ? timeInSentence(active, clock) : `No ${wordIn(conference)} is open.`);
    },
  });
  const isNobodys = isShared && active === undefined && gathers(conference);
  if (!shown)
    return <p className="room-main">You may not see anybody whom this conference is about.</p>;

  return (
    <>
      <div className="room-body">
        <RoomAgenda conference={conference} shownId={shown.reviewId} clock={clock} onShow={look} />
        <div className="room-main">
          {activate.isError && <Banner tone="late" title={troubleOf(activate.error).title} />}
          {!isNobodys && (
            <>
              <Elsewhere {...{ conference, shown, active }} onOpen={ask} onShow={look} />
              <RoomClient conference={conference} review={shown} heading={heading} />
            </>
          )}
          {!isNobodys && <WhoReadsAgain conference={conference} review={shown} />}
          {isNobodys ? (
            <NobodyOpen view={conference} heading={heading} />
          ) : shown.state === 'waiting' ? (
            <EmptyState title="Nothing is written down yet.">
              Strengths, barriers, needs, solutions and actions stand here once this{' '}
              {shown.program.vocabulary.client} is open.
            </EmptyState>
          ) : (
            <>
              {isByEmail(conference) && (
                <RoomExchange key={shown.reviewId} {...{ conference, me }} review={shown} />
              )}
              <Steps review={shown} isSummarizing={isSummarizing} />
              <RoomLists
                conference={conference}
                review={shown}
                me={me}
                open={list}
                onOpen={setList}
              />
              <RoomSummary key={shown.reviewId} conference={conference} review={shown} />
              <RoomActions conference={conference} review={shown} />
              {isShared && <NotToTellOn word={shown.program.vocabulary.client} />}
            </>
          )}
        </div>
        {!isNobodys && shown.state !== 'waiting' && (
          <RoomPeople key={shown.reviewId} conference={conference} review={shown} me={me} />
        )}
      </div>
      <RoomControls
        {...{ conference, review: shown, me, clock, next }}
        onOpen={ask}
        isOpening={activate.isPending}
        onShow={look}
      />
      <ChangeDialog change={change} onOpen={open} onClose={() => setChange(null)} />
    </>
  );
}

const steps = ['Gather', 'Summarize', 'Confirm', 'Plan'] as const;

function Steps({ review, isSummarizing }: { review: Review; isSummarizing: boolean }) {
  const { how } = useDraft(review.reviewId);
  const at = isSummarizing ? (how === null ? 1 : 2) : review.summary === null ? 0 : 3;
  return (
    <ol className="steps" aria-label={`Steps for this ${review.program.vocabulary.client}`}>
      {steps.map((step, number) => (
        <li key={step} {...(number === at && { 'aria-current': 'step' as const })}>
          {number + 1} {step}
        </li>
      ))}
      <li className="steps-note hide-phone">Short facts, one line each</li>
    </ol>
  );
}
