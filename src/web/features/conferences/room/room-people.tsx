import { recordAttendance } from '#contract/conferences/hold.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { roles } from '#domain/conference/conference.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { listInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Segment } from '#web/ui/segment.tsx';
import { Select } from '#web/ui/select.tsx';
import { Status } from '#web/ui/status.tsx';
import {
  absenceOptions,
  absenceReasonOf,
  type Attendee,
  isByEmail,
  mayWriteIn,
  type Review,
  roleWords,
} from '#web/features/conferences/hold-words.ts';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { askedTo, seenOf } from './room-asked.ts';
import { useDraft } from './room-drafts.ts';
import { WalkIn } from './room-walk-in.tsx';
import { useSharedScreen } from '#web/shell/use-shared-screen.ts';
import { Writers } from './room-writers.tsx';
import { notToHear } from './shared-review.ts';

type Props = { conference: ConferenceView; review: Review; me: string };

export const RoomPeople = (props: Props) =>
  isByEmail(props.conference) ? (
    <section className="room-right" aria-label="People">
      <h2>Took part</h2>
      <Writers {...props} />
    </section>
  ) : (
    <PeopleHere {...props} />
  );

function PeopleHere({ conference, review, me }: Props) {
  const { isShared } = useSharedScreen();
  const asked = askedTo(conference, review);
  const later = conference.attendees.filter(
    (attendee) => attendee.person.kind !== 'client' && !asked.includes(attendee),
  );
  const here = asked.filter((attendee) => seenOf(review, attendee)?.state === 'present');
  return (
    <section className="room-right" aria-label="People">
      <h2>
        Here for {review.client.name} <span className="soft">{here.length}</span>
      </h2>
      <ul>
        {asked.map((attendee) => (
          <PersonRow
            key={personKey(attendee.person)}
            attendee={attendee}
            {...{ conference, review, me }}
          />
        ))}
      </ul>
      <AllHere conference={conference} review={review} />
      <WalkIn conference={conference} review={review} me={me} />
      {later.length > 0 && !isShared && (
        <>
          <h2 className="wait-h">Not for this {review.program.vocabulary.client}</h2>
          <ul>
            {later.map((attendee) => (
              <li key={personKey(attendee.person)} className="person">
                <span className="strong">{attendee.name}</span>
                <span className="second">{expectedFor(conference, attendee)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const expectedFor = ({ reviews }: ConferenceView, { invitedTo }: Attendee) => {
  const names = reviews.filter(({ reviewId }) => invitedTo.includes(reviewId));
  return names.length === 0
    ? 'May not hear about anybody in this meeting.'
    : `Comes for ${names.map(({ client }) => client.name).join(', ')}.`;
};

type RowProps = Props & { attendee: Attendee };

function PersonRow({ conference, review, me, attendee }: RowProps) {
  const { isShared } = useSharedScreen();
  const held = roles
    .filter((role) => conference.roles[role] === attendee.person.id)
    .map((role) => roleWords[role]);
  const about = aboutOf(held, [attendee.title, attendee.agency]);
  return (
    <li className="person">
      <span className="strong">{attendee.name}</span>
      <span className="soft small">{attendee.person.id === me ? 'you' : ''}</span>
      {about !== '' && <span className="second">{about}</span>}
      {!isShared && isWithoutConsent(conference, review, attendee) && (
        <span className="second">
          <Status kind="blocked">No consent</Status>
        </span>
      )}
      <NotToHear conference={conference} review={review} attendee={attendee} />
      <Presence conference={conference} review={review} attendee={attendee} />
    </li>
  );
}

/** Said while there is time to mark it lower, or to ask them out. */
function NotToHear({ conference, review, attendee }: Omit<RowProps, 'me'>) {
  const { class: next } = useDraft(review.reviewId);
  const kinds = isWithoutConsent(conference, review, attendee)
    ? []
    : notToHear(conference, review, { attendee, next });
  return kinds.length === 0 ? null : (
    <span className="second">
      <Status kind="partly">
        No consent for {listInWords(kinds.map((kind) => classInSentence[kind]))}
      </Status>
    </span>
  );
}

/** Here, although the client has not agreed that they hear about them. */
const isWithoutConsent = ({ readiness }: ConferenceView, review: Review, attendee: Attendee) =>
  seenOf(review, attendee)?.state === 'present' &&
  readiness.some(
    ({ reviewId, person, state }) =>
      reviewId === review.reviewId &&
      isSamePerson(person, attendee.person) &&
      state !== 'ok' &&
      state !== 'staff',
  );

/** "Facilitator and notetaker; case manager, North Clinic": the part in this meeting stands apart from the job. */
function aboutOf(held: readonly string[], job: readonly (string | null)[]): string {
  const roleNames = held.map((role, index) => (index === 0 ? role : role.toLowerCase()));
  const jobName = job.filter((word) => word).join(', ');
  if (roleNames.length === 0 || jobName === '') return listInWords(roleNames) || jobName;
  return `${listInWords(roleNames)}; ${jobName.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`;
}

const presenceId = ({ reviewId }: Review, attendee: Attendee | undefined) =>
  `presence-${reviewId}-${attendee?.person.id ?? ''}`;

type Choice = 'present' | 'absent' | 'not-said';
const choices = [
  { id: 'present', label: 'Here' },
  { id: 'absent', label: 'Absent' },
] as const;

/** Here or absent, and why. Until somebody says so, neither. */
export function Presence({
  conference,
  review,
  attendee,
}: {
  conference: ConferenceView;
  review: Review;
  attendee: Attendee;
}) {
  const record = useTell(recordAttendance);
  const { name, person } = attendee;
  const seen = seenOf(review, attendee);
  const key = { conferenceId: conference.conferenceId, reviewId: review.reviewId, person };
  if (!mayWriteIn(conference, review)) {
    return (
      <span className="small soft second">
        {seen === undefined ? '' : seen.state === 'present' ? 'Here' : 'Absent'}
      </span>
    );
  }
  return (
    <div className="presence" id={presenceId(review, attendee)}>
      <Segment<Choice>
        label={`${name}, here or absent`}
        options={choices}
        value={record.isPending ? record.variables.state : (seen?.state ?? 'not-said')}
        onChange={(state) => {
          if (state !== 'not-said') record.mutate({ ...key, state });
        }}
      />
      {seen?.state === 'absent' && (
        <Select
          label={`Why ${name} is absent`}
          placeholder="Why?"
          options={absenceOptions}
          value={seen.absenceReason}
          onChange={(id) =>
            record.mutate({
              ...key,
              state: 'absent',
              reason: absenceReasonOf(id),
            })
          }
        />
      )}
      {record.isError && <Status kind="late">Not saved. {record.error.message}</Status>}
    </div>
  );
}

/** The common case in one press; who was marked already stays as marked. */
export function AllHere({ conference, review }: { conference: ConferenceView; review: Review }) {
  const record = useTell(recordAttendance);
  const open = askedTo(conference, review).filter((attendee) => !seenOf(review, attendee));
  if (open.length < 2 || !mayWriteIn(conference, review)) return null;
  const markAll = async () => {
    for (const { person } of open) {
      await record.mutateAsync({
        conferenceId: conference.conferenceId,
        reviewId: review.reviewId,
        person,
        state: 'present',
      });
    }
  };
  return (
    <p className="all-here">
      <Button
        size="small"
        isPending={record.isPending}
        onPress={() =>
          void markAll().then(
            () => focusSoon(`#${presenceId(review, open[0])} [aria-checked=true]`),
            () => undefined,
          )
        }
      >
        {open.length === askedTo(conference, review).length
          ? 'All are here'
          : 'The others are here'}
      </Button>
      {record.isError && <Status kind="late">Not saved. {record.error.message}</Status>}
    </p>
  );
}
