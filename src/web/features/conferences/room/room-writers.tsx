import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { recordAttendance } from '#contract/conferences/hold.ts';
import { personKey } from '#domain/people.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Select } from '#web/ui/select.tsx';
import { Status } from '#web/ui/status.tsx';
import {
  absenceOptions,
  absenceReasonOf,
  type Attendee,
  mayWriteIn,
  type Review,
} from '#web/features/conferences/hold-words.ts';
import { askedTo, seenOf } from './room-asked.ts';

type Props = { conference: ConferenceView; review: Review };

/** Whoever wrote took part: nobody is marked here, and there are no hours. */
export function Writers({ conference, review }: Props) {
  const wrote = askedTo(conference, review).filter(
    (attendee) => seenOf(review, attendee)?.state === 'present',
  );
  const client = conference.attendees.find(({ person }) => person.id === review.client.clientId);
  return (
    <>
      {wrote.length === 0 && <p className="soft">Nobody whose email is on record.</p>}
      <ul className="close-people">
        {wrote.map(({ person, name, title, agency }) => (
          <li key={personKey(person)} className="person">
            <span className="strong">{name}</span>
            <span className="soft small">wrote</span>
            <span className="second small soft">
              {[title, agency].filter((word) => word).join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {client && seenOf(review, client)?.state !== 'present' && (
        <WhyNot {...{ conference, review, client }} />
      )}
    </>
  );
}

/** The one person whose absence a program asks about. */
function WhyNot({ conference, review, client }: Props & { client: Attendee }) {
  const record = useTell(recordAttendance);
  if (!mayWriteIn(conference, review)) return null;
  const seen = seenOf(review, client);
  const { conferenceId } = conference;
  const { reviewId } = review;
  return (
    <>
      <Select
        label={`Why ${client.name} did not write`}
        isOptional
        placeholder="Why?"
        options={absenceOptions}
        value={seen?.absenceReason ?? null}
        onChange={(id) =>
          record.mutate({
            conferenceId,
            reviewId,
            person: client.person,
            state: 'absent',
            reason: absenceReasonOf(id),
          })
        }
      />
      {record.isError && <Status kind="late">Not saved. {record.error.message}</Status>}
    </>
  );
}
