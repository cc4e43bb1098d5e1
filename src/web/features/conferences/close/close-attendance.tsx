import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { recordAttendance } from '#contract/conferences/hold.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { Status } from '#web/ui/status.tsx';
import { TimesForm } from './close-times.tsx';
import type { Gap } from './close-words.ts';
import {
  type Attendee,
  clockTime,
  type Review,
  zoneOf,
} from '#web/features/conferences/hold-words.ts';
import { askedTo, seenOf } from '#web/features/conferences/room/room-asked.ts';
import { AllHere, Presence } from '#web/features/conferences/room/room-people.tsx';

type Props = { conference: ConferenceView; review: Review; gaps: readonly Gap[] };

/** Who was there for one client, from when until when. */
export function CloseAttendance({ conference, review, gaps }: Props) {
  return (
    <>
      <ul className="close-people">
        {askedTo(conference, review).map((attendee) => (
          <PersonLine
            key={personKey(attendee.person)}
            conference={conference}
            review={review}
            attendee={attendee}
            gaps={gaps.filter(
              ({ person }) => person && isSamePerson(person.person, attendee.person),
            )}
          />
        ))}
      </ul>
      <AllHere conference={conference} review={review} />
    </>
  );
}

type LineProps = Props & { attendee: Attendee };

function PersonLine({ conference, review, attendee, gaps }: LineProps) {
  const [isChanging, setIsChanging] = useState(false);
  const record = useTell(recordAttendance);
  const seen = seenOf(review, attendee);
  const zone = zoneOf(conference);
  const incomplete = gaps.find(({ code }) => code === 'attendee-incomplete');
  const unsaid = gaps.some(({ code }) => code === 'attendance-missing');

  return (
    <li>
      <div className="close-person">
        <span>
          <span className="strong">{attendee.name}</span>
          <span className="second small soft">
            {[attendee.title, attendee.agency].filter((word) => word).join(', ')}
          </span>
          {seen?.state === 'present' && seen.presentFrom !== null && (
            <span className="small">
              {presenceWords(seen, review, zone)}{' '}
              <Button
                look="quiet"
                size="small"
                aria-label={`Correct when ${attendee.name} was there`}
                onPress={() => setIsChanging(true)}
              >
                Correct
              </Button>
            </span>
          )}
          {unsaid && <Status kind="soon">Not said yet</Status>}
        </span>
        <Presence conference={conference} review={review} attendee={attendee} />
      </div>
      {incomplete && <Incomplete attendee={attendee} gap={incomplete} />}
      {isChanging && seen?.state === 'present' && (
        <TimesForm
          conference={conference}
          label={`When ${attendee.name} was there`}
          from={seen.presentFrom}
          until={seen.presentUntil}
          onSave={(span) =>
            record.mutateAsync({
              conferenceId: conference.conferenceId,
              reviewId: review.reviewId,
              person: attendee.person,
              state: 'present',
              presentFrom: span.startedAt,
              presentUntil: span.endedAt,
            })
          }
          onDone={() => setIsChanging(false)}
        />
      )}
    </li>
  );
}

type Seen = Review['attendance'][number];

function presenceWords(seen: Seen, { startedAt, endedAt }: Review, zone: string): string {
  const { presentFrom, presentUntil } = seen;
  if (presentFrom === null) return '';
  if (presentFrom === startedAt && presentUntil === endedAt) return 'The whole time';
  const until = presentUntil === null ? '' : ` to ${clockTime(presentUntil, zone)}`;
  return `${clockTime(presentFrom, zone)}${until}`;
}

const places: Partial<Record<Attendee['person']['kind'], { href: string; label: string }>> = {
  staff: { href: '/admin/staff', label: 'Open the staff list' },
  provider: { href: '/directory', label: 'Open the directory' },
};

/** What the record needs to know of somebody who took part, and where it is put right. */
export function Incomplete({ attendee, gap }: { attendee: Attendee; gap: Gap }) {
  const place = places[attendee.person.kind];
  return (
    <p className="small">
      <Status kind="soon">{gap.inWords}</Status>{' '}
      {place && <Link href={place.href}>{place.label}</Link>}
    </p>
  );
}
