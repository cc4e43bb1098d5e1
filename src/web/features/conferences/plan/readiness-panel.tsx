import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { personKey } from '#domain/people.ts';
import { listInWords, minutesInWords } from '#domain/words.ts';
import { keepsSomethingBack, NotToTellWords } from '#web/shell/not-to-tell.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { SidePanel } from '#web/ui/side-panel.tsx';
import { Status } from '#web/ui/status.tsx';
import { TimeBar } from './agenda-time-bar.tsx';
import { reviewWords } from './plan-mails.ts';
import { pairsOf, recipientsOf, warningWords } from '#web/features/conferences/plan-words.ts';
import { slotsOf, timedBy } from '#web/features/conferences/plan-slots.ts';
import { ReadinessInWords } from './readiness-in-words.tsx';
import { ReadinessMatrix } from './readiness-matrix.tsx';

const widest = 4;

type Props = { view: ConferenceView; onReview: (() => void) | undefined };

/** How ready the meeting is: computed from what is saved, never typed. */
export function ReadinessPanel({ view, onReview }: Props) {
  return (
    <SidePanel title="Readiness">
      <ReadinessSections view={view} />
      <div className="send">
        {onReview && (
          <Button look="primary" size="wide" className="hide-phone" onPress={onReview}>
            {reviewWords(view)}
          </Button>
        )}
        <p className="small soft">{waitingWords(view)}</p>
      </div>
    </SidePanel>
  );
}

export function ReadinessSections({ view }: { view: ConferenceView }) {
  const { one } = useOurWord();
  const { reviews, timeBudget, warnings } = view;
  return (
    <>
      <section>
        <h3>Who may hear about whom</h3>
        {reviews.length > 0 ? (
          <ReadinessShape view={view} />
        ) : (
          <p className="small soft">Choose a {one} first.</p>
        )}
      </section>
      <KeptBack view={view} />
      <section>
        <h3>Time</h3>
        <TimeBar
          boxes={reviews.map(({ reviewId, client, plannedMinutes }) => ({
            id: reviewId,
            name: client.name,
            minutes: plannedMinutes,
          }))}
          availableMinutes={timeBudget.availableMinutes}
        />
        <Slots view={view} />
      </section>
      {warnings.length > 0 && (
        <section>
          <h3>Look at this</h3>
          <ul className="plan-warnings">
            {warnings.map((code) => (
              <li key={code} className="small">
                <Status kind="soon">{warningWords[code]}</Status>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Who comes, and what the client keeps back from them all the same. */
function KeptBack({ view }: { view: ConferenceView }) {
  const pairs = pairsOf(view).flatMap(({ attendee, review, readiness }) =>
    readiness && keepsSomethingBack(readiness.notToTell)
      ? [{ attendee, review, notToTell: readiness.notToTell }]
      : [],
  );
  if (pairs.length === 0) return null;
  return (
    <section>
      <h3>Not to be told</h3>
      <ul className="plan-warnings">
        {pairs.map(({ attendee, review, notToTell }) => (
          <li key={`${personKey(attendee.person)} ${review.reviewId}`} className="small">
            <Status kind="soon">
              {attendee.name} about {review.client.name}
            </Status>
            <NotToTellWords {...notToTell} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The matrix while it is legible; beyond that, what is unusual in words. */
const ReadinessShape = ({ view }: { view: ConferenceView }) =>
  view.reviews.length <= widest ? (
    <ReadinessMatrix view={view} />
  ) : (
    <ReadinessInWords view={view} />
  );

function Slots({ view }: { view: ConferenceView }) {
  const { plannedMinutes, availableMinutes } = view.timeBudget;
  const spare = availableMinutes === null ? null : availableMinutes - plannedMinutes;
  return (
    <dl className="pairs">
      {slotsOf(view.reviews, timedBy(view)).map(({ review, minutes, from }) => (
        <div key={review.reviewId} className="pair">
          <dt>{review.client.name}</dt>
          <dd>{from === null ? minutesInWords(minutes) : `${from}, ${minutes} min`}</dd>
        </div>
      ))}
      <div className="pair">
        <dt className="soft">{spare !== null && spare < 0 ? 'Too many' : 'Spare'}</dt>
        <dd>{spare === null ? 'No time chosen yet' : `${Math.abs(spare)} min`}</dd>
      </div>
    </dl>
  );
}

/** Who waits for a decision, or what still stops the invitations. */
function waitingWords(view: ConferenceView) {
  if (view.notYet) return view.notYet.inWords;
  const { waiting } = recipientsOf(view);
  if (waiting.length === 0) return 'You see each mail before it goes out.';
  const names = listInWords(waiting.map(({ name }) => name));
  return `${names} ${waiting.length === 1 ? 'waits' : 'wait'} for a consent.`;
}
