import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { adjustMinutes, endConference } from '#contract/conferences/hold.ts';
import { aboutInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { isByEmail } from '#web/features/conferences/hold-words.ts';
import { focusSoon } from '#web/ui/focus-soon.ts';
import type { Review, ServerClock } from '#web/features/conferences/hold-words.ts';
import { RoomClock } from './room-clock.tsx';
import { useDraft } from './room-drafts.ts';
import { startSummary, summarizeId } from './room-summary.tsx';
import { useSharedScreen } from '#web/shell/use-shared-screen.ts';
import { wordIn } from '#web/features/conferences/plan-words.ts';

type Props = {
  conference: ConferenceView;
  review: Review;
  me: string;
  clock: ServerClock;
  next: Review | undefined;
  onOpen: (review: Review) => void;
  isOpening: boolean;
  onShow: (reviewId: string) => void;
};

/** The clock on the left, the next step on the right, always in the same place. */
export function RoomControls(props: Props) {
  const { conference, review, me, clock, onShow } = props;
  const { isShared } = useSharedScreen();
  const active = conference.reviews.find(({ state }) => state === 'active');
  const before = conference.reviews[conference.reviews.indexOf(review) - 1];
  const keepsTime = conference.may.lead || conference.roles.timekeeper === me;
  // Nobody keeps the time of what is written by email.
  const timed = isByEmail(conference) ? undefined : active;
  return (
    <div className="controls" role="group" aria-label="Controls">
      {timed && <RoomClock key={timed.reviewId} review={timed} clock={clock} />}
      {timed && keepsTime && <MoreTime conference={conference} review={timed} />}
      <span className="gap" />
      {before && !isShared && (
        <Button look="quiet" className="hide-phone" onPress={() => onShow(before.reviewId)}>
          Previous
        </Button>
      )}
      {conference.may.lead ? <Lead {...props} active={active} /> : <Led conference={conference} />}
    </div>
  );
}

function Led({ conference }: { conference: ConferenceView }) {
  const lead = conference.attendees.find(
    ({ person }) => person.id === conference.roles.facilitator,
  );
  return <span className="soft small">{lead?.name ?? 'The facilitator'} leads</span>;
}

function MoreTime({ conference, review }: { conference: ConferenceView; review: Review }) {
  const adjust = useTell(adjustMinutes);
  const { isShared } = useSharedScreen();
  const { plannedMinutes, availableMinutes } = conference.timeBudget;
  const spare = availableMinutes === null ? 0 : Math.max(0, availableMinutes - plannedMinutes);
  const next = conference.reviews.find(({ state }) => state === 'waiting');
  const whose = [
    ...(spare > 0 ? [`${aboutInWords(spare)} spare`] : []),
    ...(next
      ? [
          `${spare > 0 ? 'then ' : ''}${isShared ? `the next ${wordIn(conference)}` : next.client.name}’s time`,
        ]
      : []),
  ];
  const give = (minutes: number) =>
    adjust.mutate({
      conferenceId: conference.conferenceId,
      reviewId: review.reviewId,
      plannedMinutes: review.plannedMinutes + minutes,
    });
  return (
    <span className="actions hide-phone">
      <Button isPending={adjust.isPending} onPress={() => give(2)}>
        +2 min
      </Button>
      <Button isPending={adjust.isPending} onPress={() => give(5)}>
        +5 min
      </Button>
      <span className="small soft">
        {adjust.isError ? `Not saved. ${adjust.error.message}` : whose.join(', ')}
      </span>
    </span>
  );
}

type LeadProps = Props & { active: Review | undefined };

function Lead({ conference, review, next, active, onOpen, isOpening, onShow }: LeadProps) {
  const [isEnding, setIsEnding] = useState(false);
  const { isShared } = useSharedScreen();
  const { isSummarizing } = useDraft(review.reviewId);
  const isHere = active?.reviewId === review.reviewId;
  const isDone = active === undefined || active.summary !== null;
  const end = (
    <Button look={isDone && !next ? 'primary' : 'quiet'} onPress={() => setIsEnding(true)}>
      End the conference
    </Button>
  );
  const step = () => {
    if (active && !isHere) {
      return <Button onPress={() => onShow(active.reviewId)}>Back to {active.client.name}</Button>;
    }
    if (isDone || isSummarizing) return null;
    return (
      <Button
        id={summarizeId(review.reviewId)}
        look="primary"
        onPress={() => startSummary(review.reviewId)}
      >
        Summarize {review.client.name}
      </Button>
    );
  };
  return (
    <>
      {end}
      {next && (
        <Button
          look={isDone ? 'primary' : 'secondary'}
          isPending={isOpening}
          aria-keyshortcuts="Alt+N"
          onPress={() => onOpen(next)}
        >
          {nextWords(next, { isFirst: active === undefined, isShared })}
        </Button>
      )}
      {step()}
      <EndDialog conference={conference} isOpen={isEnding} onClose={() => setIsEnding(false)} />
    </>
  );
}

function nextWords(
  { client, program }: Review,
  { isFirst, isShared }: { isFirst: boolean; isShared: boolean },
): string {
  const word = program.vocabulary.client;
  if (isShared) return isFirst ? `Begin with the next ${word}` : `Next ${word}`;
  return isFirst ? `Begin with ${client.name}` : `Next: ${client.name}`;
}

type EndProps = { conference: ConferenceView; isOpen: boolean; onClose: () => void };

function EndDialog({ conference, isOpen, onClose }: EndProps) {
  const end = useTell(endConference);
  const waiting = conference.reviews.filter(({ state }) => state === 'waiting');
  const { isShared } = useSharedScreen();
  const names = isShared
    ? `${waiting.length} of ${conference.reviews.length}`
    : waiting.map(({ client }) => client.name).join(', ');
  return (
    <ConfirmDialog
      title="End the conference?"
      confirm="End the conference"
      keep="Go on"
      look="primary"
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={async () => {
        await end.mutateAsync({ conferenceId: conference.conferenceId });
        focusSoon('.page-head h1');
      }}
    >
      <p>Nothing is sent yet. Next you check the record, then close and send.</p>
      {waiting.length > 0 && (
        <Banner tone="soon" title={`Not covered: ${names}.`}>
          {waiting.length === 1 ? `This ${wordIn(conference)} goes` : 'They go'} back to due, and
          nothing about them is sent.
        </Banner>
      )}
    </ConfirmDialog>
  );
}
