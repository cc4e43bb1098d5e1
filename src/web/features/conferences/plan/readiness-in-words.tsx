import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { personKey } from '#domain/people.ts';
import { Status } from '#web/ui/status.tsx';
import { pairsOf, wordIn } from '#web/features/conferences/plan-words.ts';

/** For many clients: how many pairs are fine, and each that is not. */
export function ReadinessInWords({ view }: { view: ConferenceView }) {
  const pairs = pairsOf(view);
  const blocked = pairs.filter(({ isFine }) => !isFine);
  return (
    <>
      <p className="small soft">
        {pairs.length - blocked.length} of {pairs.length} pairs of person and {wordIn(view)} are
        fine.
      </p>
      <ul className="plan-warnings">
        {blocked.map(({ attendee, review, readiness }) => (
          <li key={`${personKey(attendee.person)} ${review.reviewId}`} className="small">
            <Status kind={readiness?.state === 'ends-before' ? 'soon' : 'blocked'}>
              {attendee.name} about {review.client.name}
            </Status>
          </li>
        ))}
      </ul>
    </>
  );
}
