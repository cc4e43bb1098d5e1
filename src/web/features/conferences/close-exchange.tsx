import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { markNotCovered } from '#contract/conferences/hold.ts';
import { isSamePerson } from '#domain/people.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Status } from '#web/ui/status.tsx';
import { Incomplete } from './close-attendance.tsx';
import { CloseNotHeld } from './close-not-held.tsx';
import { covered, type Gap } from './close-words.ts';
import type { Review } from './hold-words.ts';
import { RoomExchange } from './room-exchange.tsx';
import { Writers } from './room-writers.tsx';

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
  const leaveOut = useTell(markNotCovered);
  const { conferenceId } = conference;
  if (covered(conference).length === 1)
    return (
      <div className="actions plan-actions">
        <CloseNotHeld conferenceId={conferenceId} isExchange />
      </div>
    );
  return (
    <p className="actions plan-actions">
      <Button
        isPending={leaveOut.isPending}
        onPress={() => leaveOut.mutate({ conferenceId, reviewId: review.reviewId })}
      >
        Nobody answered about {review.client.name}
      </Button>
      {leaveOut.isError && <Status kind="late">{leaveOut.error.message}</Status>}
    </p>
  );
}
