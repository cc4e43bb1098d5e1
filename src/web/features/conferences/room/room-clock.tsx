import { useEffect, useRef, useState } from 'react';
import { timeBoxOf } from '#domain/conference/keep-time.ts';
import { minutesInWords } from '#domain/words.ts';
import { announce } from '#web/ui/announce.ts';
import type { Review, ServerClock } from '#web/features/conferences/hold-words.ts';

type Props = { review: Review; clock: ServerClock };

const looks = { 'on-track': '', 'nearly-over': 'clock-soon', over: 'clock-over' } as const;

function timeBox({ startedAt, plannedMinutes }: Review, clock: ServerClock) {
  const now = Temporal.Instant.fromEpochMilliseconds(clock());
  const from = startedAt === null ? now : Temporal.Instant.from(startedAt);
  return timeBoxOf({ startedAt: from, plannedMinutes }, now);
}

/** Minutes and seconds; over time counts up behind a plus. */
const countdown = (secondsLeft: number) => {
  const seconds = Math.abs(secondsLeft);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return secondsLeft < 0 ? `+${text}` : text;
};

export function timeInSentence(review: Review, clock: ServerClock): string {
  const { secondsLeft } = timeBox(review, clock);
  const minutes = minutesInWords(Math.floor(Math.abs(secondsLeft) / 60));
  return secondsLeft < 0
    ? `${review.client.name}: ${minutes} over.`
    : `${review.client.name}: ${minutes} left of ${review.plannedMinutes}.`;
}

/** Silent but for two moments: two minutes left, and none. It never moves the meeting on. */
export function RoomClock({ review, clock }: Props) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const { state, secondsLeft } = timeBox(review, clock);
  useWarnings(review, state);
  const planned = review.plannedMinutes * 60;
  const used = Math.min(100, Math.max(0, ((planned - secondsLeft) / planned) * 100));

  return (
    <div
      className={`clock-box ${looks[state]}`}
      role="timer"
      aria-live="off"
      aria-label={`Time for ${review.client.name}`}
    >
      <span className="clock">{countdown(secondsLeft)}</span>
      <span className="soft small">
        {secondsLeft < 0 ? 'over' : 'left of'} {review.plannedMinutes} min
      </span>
      <svg
        className="clock-line timebar"
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <rect className="bg" width="100" height="4" />
        <rect className={secondsLeft < 0 ? 'over' : 'now'} width={used} height="4" />
      </svg>
    </div>
  );
}

function useWarnings({ reviewId, client }: Review, state: ReturnType<typeof timeBoxOf>['state']) {
  const before = useRef({ reviewId, state });
  useEffect(() => {
    const changed = before.current.reviewId === reviewId && before.current.state !== state;
    before.current = { reviewId, state };
    if (!changed) return;
    if (state === 'nearly-over') announce(`2 minutes left for ${client.name}.`);
    if (state === 'over')
      announce(`The time for ${client.name} is used up. Take the time you need.`);
  }, [reviewId, state, client.name]);
}
