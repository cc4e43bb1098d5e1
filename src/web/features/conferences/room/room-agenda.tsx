import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { minutesInWords } from '#domain/words.ts';
import { Menu } from '#web/ui/menu.tsx';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import {
  clockTime,
  minutesBetween,
  type Review,
  type ServerClock,
  isByEmail,
  zoneOf,
} from '#web/features/conferences/hold-words.ts';
import { useSharedScreen } from '#web/shell/use-shared-screen.ts';
import { wordIn } from '#web/features/conferences/plan-words.ts';

type Props = {
  conference: ConferenceView;
  shownId: string;
  clock: ServerClock;
  onShow: (reviewId: string) => void;
};

const at = (milliseconds: number) =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(milliseconds)).toString();

const usedMinutes = ({ startedAt, endedAt }: Review, now: string): number | null =>
  startedAt === null ? null : minutesBetween(startedAt, endedAt ?? now);

type Plan = { review: Review; used: number | null; beginsAt: string | null };

/** When each client who waits will about begin, and when the meeting will about be over. */
export function projected(conference: ConferenceView, clock: ServerClock) {
  let moment = clock();
  const now = at(moment);
  const plans: Plan[] = [];
  const active = conference.reviews.find(({ state }) => state === 'active');
  if (active)
    moment += Math.max(0, active.plannedMinutes - (usedMinutes(active, now) ?? 0)) * 60_000;
  for (const review of conference.reviews) {
    const isWaiting = review.state === 'waiting';
    plans.push({
      review,
      used: usedMinutes(review, now),
      beginsAt: isWaiting ? at(moment) : null,
    });
    if (isWaiting) moment += review.plannedMinutes * 60_000;
  }
  const endsAt = at(moment);
  const spare =
    conference.schedule === null
      ? null
      : Math.round((Date.parse(conference.schedule.endsAt) - moment) / 60_000);
  return { plans, endsAt, spare };
}

/** Of the others not even the name, where others look at this screen too. */
function Place({
  conference: { reviews },
  shownId,
  word,
}: Omit<Props, 'clock' | 'onShow'> & { word: string }) {
  const position = reviews.findIndex(({ reviewId }) => reviewId === shownId);
  return (
    <nav className="room-left" aria-label="Agenda">
      <p>
        {word} {position + 1} of {reviews.length}
      </p>
    </nav>
  );
}

/** What is written by email takes no minutes: only whom it is about. */
function Subjects({ conference, shownId, onShow }: Omit<Props, 'clock'>) {
  return (
    <nav className="room-left" aria-label="Agenda">
      <div className={conference.reviews.length === 1 ? 'full' : ''}>
        <h2>About</h2>
        <ul>
          {conference.reviews.map(({ reviewId, client }) => (
            <li key={reviewId}>
              <button
                type="button"
                className={reviewId === shownId ? 'agenda-name is-shown' : 'agenda-name'}
                aria-pressed={reviewId === shownId}
                onClick={() => onShow(reviewId)}
              >
                {client.name}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

export function RoomAgenda(props: Props) {
  const { isShared } = useSharedScreen();
  if (isByEmail(props.conference)) return <Subjects {...props} />;
  if (isShared) return <Place {...props} word={capitalized(wordIn(props.conference))} />;
  return <Minutes {...props} />;
}

function Minutes({ conference, shownId, clock, onShow }: Props) {
  const { plans } = projected(conference, clock);
  const longest = Math.max(
    ...plans.map(({ review, used }) => Math.max(review.plannedMinutes, used ?? 0)),
  );
  const word = capitalized(wordIn(conference));
  const { plannedMinutes, availableMinutes } = conference.timeBudget;
  const position = plans.findIndex(({ review }) => review.reviewId === shownId);
  const next = plans.find(({ review }) => review.state === 'waiting');

  return (
    <nav className="room-left" aria-label="Agenda">
      <div className="phone-only room-where">
        <Menu
          look="bare"
          label={`${word} ${position + 1} of ${plans.length}`}
          entries={plans.map(({ review }) => ({
            id: review.reviewId,
            label: review.client.name,
            onAction: () => onShow(review.reviewId),
          }))}
        />
        {next && (
          <span>
            Next: {next.review.client.name}
            {next.beginsAt && `, about ${clockTime(next.beginsAt, zoneOf(conference))}`}
          </span>
        )}
      </div>
      <div className="full">
        <h2>Agenda</h2>
        <table className="agenda">
          <caption className="vh">Minutes planned and used</caption>
          <thead>
            <tr>
              <th scope="col">{word}</th>
              <th scope="col" className="num">
                Plan
              </th>
              <th scope="col" className="num">
                Used
              </th>
            </tr>
          </thead>
          <tbody>
            {plans.map((plan) => (
              <AgendaRows
                key={plan.review.reviewId}
                plan={plan}
                longest={longest}
                zone={zoneOf(conference)}
                isShown={plan.review.reviewId === shownId}
                onShow={onShow}
              />
            ))}
            {availableMinutes !== null && (
              <tr className="nb">
                <th scope="row" className="soft">
                  {plannedMinutes > availableMinutes ? 'Too much' : 'Spare'}
                </th>
                <td className="num">{Math.abs(availableMinutes - plannedMinutes)}</td>
                <td className="num">–</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </nav>
  );
}

type RowProps = {
  plan: Plan;
  longest: number;
  zone: string;
  isShown: boolean;
  onShow: (reviewId: string) => void;
};

function AgendaRows({ plan, longest, zone, isShown, onShow }: RowProps) {
  const { review, used } = plan;
  return (
    <>
      <tr className="nb" {...(review.state === 'active' && { 'aria-current': 'step' as const })}>
        <th scope="row">
          <button
            type="button"
            className={isShown ? 'agenda-name is-shown' : 'agenda-name'}
            aria-pressed={isShown}
            onClick={() => onShow(review.reviewId)}
          >
            {review.client.name}
          </button>
        </th>
        <td className="num">{review.plannedMinutes}</td>
        <td className="num">{used ?? '–'}</td>
      </tr>
      <tr className="bar">
        <td colSpan={3}>
          <TimeBar review={review} used={used ?? 0} longest={longest} />
          <span className="small soft">{stateWords(plan, zone)}</span>
        </td>
      </tr>
    </>
  );
}

function TimeBar({ review, used, longest }: { review: Review; used: number; longest: number }) {
  const wide = (minutes: number) => (minutes / longest) * 100;
  const planned = review.plannedMinutes;
  return (
    <svg className="timebar thin" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bg" width={wide(planned)} height="4" />
      <rect
        className={review.state === 'active' ? 'now' : 'a'}
        width={wide(Math.min(used, planned))}
        height="4"
      />
      {used > planned && (
        <rect className="over" x={wide(planned)} width={wide(used - planned)} height="4" />
      )}
    </svg>
  );
}

function stateWords({ review, used, beginsAt }: Plan, zone: string): string {
  const over = (used ?? 0) - review.plannedMinutes;
  const overWords = over > 0 ? `, ${minutesInWords(over)} over` : '';
  switch (review.state) {
    case 'waiting':
      return beginsAt === null ? 'Waiting' : `At about ${clockTime(beginsAt, zone)}`;
    case 'active':
      return `Now${overWords}`;
    case 'done':
      return `Done${overWords}`;
    case 'not-covered':
      return 'Not covered';
  }
}
