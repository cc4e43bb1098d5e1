import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { personKey } from '#domain/people.ts';
import { BlockedNote } from '#web/ui/blocked-note.tsx';
import { CloseMarks } from './close-marks.tsx';
import type { Closing } from './close-words.ts';

type Props = Pick<Closing, 'incidents'> & { conference: ConferenceView };

/** What closing would open, while it can still be put right. */
export function CloseIncidents({ conference, incidents }: Props) {
  if (incidents.length === 0) return null;
  const heard = conference.reviews.filter((review) =>
    incidents.some(({ reviewId }) => reviewId === review.reviewId),
  );
  return (
    <div className="note-gap">
      <BlockedNote
        title="Heard without consent. Closing opens a privacy incident, and a supervisor looks at it."
        actions={heard.map((review) => (
          <CloseMarks key={review.reviewId} conference={conference} review={review} />
        ))}
      >
        <ul>
          {incidents.map(({ person, name, reviewId, clientName, inWords }) => (
            <li key={`${personKey(person)} ${reviewId}`} className="small">
              <span className="strong">
                {name} about {clientName}.
              </span>{' '}
              {inWords}
            </li>
          ))}
        </ul>
      </BlockedNote>
    </div>
  );
}
