import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { markNotCovered } from '#contract/conferences/hold.ts';
import { isSamePerson } from '#domain/people.ts';
import { useState } from 'react';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Incomplete } from './close-attendance.tsx';
import { CloseNotHeld } from './close-not-held.tsx';
import { covered, type Gap } from './close-words.ts';
import type { Review } from '#web/features/conferences/hold-words.ts';
import { RoomExchange } from '#web/features/conferences/room/room-exchange.tsx';
import { Writers } from '#web/features/conferences/room/room-writers.tsx';

type Props = { conference: ConferenceView; review: Review; gaps: readonly Gap[]; me: string };

/** An exchange has no times of its own: its day is that of the answer, and who wrote took part. */
export function CloseExchange({ conference, review, gaps, me }: Props) {
  const isUnanswered = gaps.some(({ code }) => code === 'no-reply');
  return (
    <>
      <RoomExchange conference={conference} review={review} me={me} />
      {conference.may.close && isUnanswered && <Unanswered {...{ conference, review }} />}
      <Writers conference={conference} review={review} />
      {gaps
        .filter(({ code }) => code === 'attendee-incomplete')
        .map((gap) => (
          <IncompleteWriter
            key={`${gap.field} ${gap.person?.person.id}`}
            {...{ conference, gap }}
          />
        ))}
    </>
  );
}

function IncompleteWriter({ conference, gap }: { conference: ConferenceView; gap: Gap }) {
  const { person } = gap;
  const attendee = person
    ? conference.attendees.find((each) => isSamePerson(each.person, person.person))
    : undefined;
  return attendee ? <Incomplete attendee={attendee} gap={gap} /> : null;
}

/** Nobody has answered: the way out, which keeps what was written where it can be read. */
function Unanswered({ conference, review }: Pick<Props, 'conference' | 'review'>) {
  const [isAsking, setIsAsking] = useState(false);
  const leaveOut = useTell(markNotCovered);
  const { conferenceId } = conference;
  const { name } = review.client;
  if (covered(conference).length === 1)
    return (
      <div className="actions plan-actions">
        <CloseNotHeld conferenceId={conferenceId} isExchange />
      </div>
    );
  return (
    <div className="actions plan-actions">
      <Button onPress={() => setIsAsking(true)}>Nobody answered about {name}</Button>
      <ConfirmDialog
        title={`Record that nobody answered about ${name}?`}
        confirm={`Leave ${name} out`}
        keep="Go back"
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={async () => {
          await leaveOut.mutateAsync({ conferenceId, reviewId: review.reviewId });
          announce(`${name} is left out.`);
        }}
      >
        <p>
          Nothing about {name} counts, nothing is sent, and {name} goes back to due. There is no way
          back: an answer that still comes begins a new conference.
        </p>
        <p>
          What was written stays to be read once this is closed. Log the request as an attempt then:
          an attempt is evidence that somebody asked.
        </p>
      </ConfirmDialog>
    </div>
  );
}
