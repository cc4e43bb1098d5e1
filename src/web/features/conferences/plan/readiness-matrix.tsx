import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { personKey } from '#domain/people.ts';
import { dayInWords } from '#domain/words.ts';
import { Status } from '#web/ui/status.tsx';
import { Told } from '#web/ui/told.tsx';
import type { Attendee, PlannedReview } from './plan-drafts.ts';
import { inOrder, pairOf, shortName, wordIn } from '#web/features/conferences/plan-words.ts';
import { kindsInWords } from './readiness-kinds.ts';

/** Who may hear about whom, on the day of the meeting: people down, clients across. */
export function ReadinessMatrix({ view }: { view: ConferenceView }) {
  const { reviews } = view;
  const attendees = inOrder(view.attendees);
  const ours = attendees.filter(({ person }) => person.kind === 'staff');
  const outside = attendees.filter(
    ({ person }) => person.kind === 'provider' || person.kind === 'support',
  );
  const notes = notesOf(view, outside);
  return (
    <>
      <table className="matrix">
        <caption className="vh">Consent for each person and {wordIn(view)}</caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            {reviews.map(({ reviewId, client }) => (
              <th key={reviewId} scope="col" aria-label={client.name}>
                {shortName(client.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ours.length > 0 && (
            <tr>
              <th scope="row">Our team ({ours.length})</th>
              {reviews.map((review) => (
                <td key={review.reviewId}>
                  {ours.some((each) => isWanted(each, review)) ? 'Yes' : <NotAsked />}
                </td>
              ))}
            </tr>
          )}
          {outside.map((attendee) => (
            <tr key={personKey(attendee.person)}>
              <th scope="row">
                {attendee.name}
                {attendee.agency && <span className="second">{attendee.agency}</span>}
              </th>
              {reviews.map((review) => (
                <td key={review.reviewId}>
                  <Cell view={view} attendee={attendee} review={review} notes={notes} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">The {wordIn(view)}</th>
            {reviews.map((review) => (
              <td key={review.reviewId}>
                {attendees.some(
                  ({ person }) => person.kind === 'client' && person.id === review.client.clientId,
                ) ? (
                  'Yes'
                ) : (
                  <NotAsked />
                )}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      {notes.map((note, index) => (
        <p key={note} className="small soft foot-note">
          <sup>{index + 1}</sup> {note}
        </p>
      ))}
    </>
  );
}

const NotAsked = () => <span className="soft">Not asked</span>;

const isWanted = ({ wantedFor }: Attendee, { reviewId }: PlannedReview) =>
  wantedFor.includes(reviewId);

/** What "partly" leaves out, each once, as numbered notes below. */
const notesOf = (view: ConferenceView, people: readonly Attendee[]) => [
  ...new Set(
    people.flatMap((attendee) =>
      view.reviews
        .filter((review) => isWanted(attendee, review))
        .map((review) => pairOf(view, attendee, review).readiness)
        .flatMap((readiness) => (readiness?.state === 'partly' ? [readiness.inWords] : [])),
    ),
  ),
];

type Readiness = ConferenceView['readiness'][number];
type CellProps = {
  view: ConferenceView;
  attendee: Attendee;
  review: PlannedReview;
  notes: readonly string[];
};

function Cell({ view, attendee, review, notes }: CellProps) {
  if (!isWanted(attendee, review)) return <NotAsked />;
  const { readiness } = pairOf(view, attendee, review);
  switch (readiness?.state) {
    case 'staff':
      return 'Yes';
    case 'ok':
      return (
        <>
          <Told words={kindsInWords(readiness.kinds)}>
            {readiness.endsOn === null ? 'Yes' : `Until ${plainDay(readiness.endsOn)}`}
          </Told>
          <NotOfTheCase review={review} kinds={readiness.kinds} />
        </>
      );
    case 'partly':
      return (
        <Status kind="partly">
          <span>
            Partly<sup>{notes.indexOf(readiness.inWords) + 1}</sup>
          </span>
        </Status>
      );
    case 'ends-before':
      return <Status kind="soon">{endWords(readiness.endsOn)}</Status>;
    case 'revoked':
      return <Status kind="blocked">Taken back</Status>;
    case 'none':
      return <Status kind="blocked">No consent</Status>;
    case undefined:
      return <Status kind="blocked">Not checked</Status>;
  }
}

/** What words about this client are marked as from the start, where this person may not be told that. */
function NotOfTheCase({ review, kinds }: { review: PlannedReview; kinds: Readiness['kinds'] }) {
  const [ofCase = 'general', ...others] = review.classes;
  const mayKnow = kinds.some((kind) => kind.class === ofCase && kind.state === 'ok');
  return others.length === 0 || mayKnow ? null : (
    <span className="second">Not {classInSentence[ofCase]}</span>
  );
}

/** "Ends 6 Dec": before the meeting, whose year stands in the plan itself. */
const endWords = (on: string | null) =>
  on === null ? 'Ends before' : `Ends ${dayInWords(on).split(' ').slice(1, 3).join(' ')}`;

/** "26 Nov 2027": without its year it would read as a day gone by. */
const plainDay = (on: string) => dayInWords(on).split(' ').slice(1).join(' ');
